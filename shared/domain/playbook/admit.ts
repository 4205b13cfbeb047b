import { playbookLanguages, type Playbook, type PlaybookLanguage, type PlaybookProblem } from './playbook.ts'
import { refused, type ReadFile } from './read.ts'
import { Refusal } from './refusal.ts'

export interface Shelf {
  /** By id, then by language. */
  readonly books: ReadonlyMap<string, ReadonlyMap<PlaybookLanguage, Playbook>>
  readonly admitted: readonly ReadFile[]
  /** Files that do not stand together with the others, and languages that are not written yet. */
  readonly problems: readonly PlaybookProblem[]
}

/**
 * Puts files that are whole each for itself together. A standard of the team replaces the shipped one of the same id, in every
 * language. Refused: an id twice in a language, a code of another standard, a translation that differs in code, version or number
 * of steps from the first of its languages (ticks must mean the same in each). The order of languages is that of
 * `playbookLanguages`, files of one language go by name.
 */
export function admit(files: readonly ReadFile[]): Shelf {
  const ordered = files.toSorted((a, b) => rank(a) - rank(b) || a.file.localeCompare(b.file, 'en'))
  const own = new Set(ordered.filter((each) => each.origin === 'own').map((each) => each.book.id))
  const books = new Map<string, Map<PlaybookLanguage, Playbook>>()
  const codes = new Map<string, string>()
  const firsts = new Map<string, ReadFile>()
  const admitted: ReadFile[] = []
  const problems: PlaybookProblem[] = []
  for (const each of ordered) {
    if (each.origin === 'shipped' && own.has(each.book.id)) continue
    const wrong = clash(each, books.get(each.book.id), codes.get(each.book.code), firsts.get(each.book.id))
    if (wrong) {
      problems.push(refused(each, wrong))
      continue
    }
    const { code, id } = each.book
    codes.set(code, id)
    if (!firsts.has(id)) firsts.set(id, each)
    books.set(id, (books.get(id) ?? new Map<PlaybookLanguage, Playbook>()).set(each.language, each.book))
    admitted.push(each)
  }
  return { books, admitted, problems: [...problems, ...missing(admitted, firsts)] }
}

const rank = (file: ReadFile): number => (file.origin === 'own' ? 0 : 10) + playbookLanguages.indexOf(file.language)

function clash(
  { book, language, lineOf }: ReadFile,
  known: ReadonlyMap<PlaybookLanguage, Playbook> | undefined,
  codeOf: string | undefined,
  first: ReadFile | undefined,
): Refusal | null {
  if (known?.has(language)) return new Refusal(lineOf.get('id') ?? 1, 'playbook.problem.idTwice', { id: book.id })
  if (codeOf !== undefined && codeOf !== book.id)
    return new Refusal(lineOf.get('code') ?? 1, 'playbook.problem.codeTwice', { code: book.code, other: codeOf })
  if (first === undefined) return null
  const differs = (['code', 'version', 'steps'] as const).find((key) => first.book[key] !== book[key])
  return differs === undefined
    ? null
    : new Refusal(lineOf.get(differs) ?? 1, 'playbook.problem.differs', {
        what: differs,
        other: first.file,
        here: book[differs],
        there: first.book[differs],
      })
}

/** Languages an author uses but did not write this one in. It is still shown, in a language there is. */
function missing(admitted: readonly ReadFile[], firsts: ReadonlyMap<string, ReadFile>): PlaybookProblem[] {
  return (['own', 'shipped'] as const).flatMap((origin) => {
    const of = admitted.filter((each) => each.origin === origin)
    const used = playbookLanguages.filter((language) => of.some((each) => each.language === language))
    return [...firsts.values()]
      .filter((each) => each.origin === origin)
      .flatMap((each) => {
        const lacks = used.filter((language) => !of.some((one) => one.language === language && one.book.id === each.book.id))
        return lacks.map((language): PlaybookProblem => ({
          kind: 'missing',
          file: each.file,
          origin,
          line: null,
          messageKey: 'playbook.problem.missing',
          params: { language },
          keptLast: false,
        }))
      })
  })
}

/** Every book once, in the language asked for, else in English, else in the first there is; by code. */
export function inLanguage(books: Shelf['books'], language: PlaybookLanguage): Playbook[] {
  return [...books.values()]
    .flatMap((versions) => versions.get(language) ?? versions.get('en') ?? [...versions.values()][0] ?? [])
    .toSorted((a, b) => a.code.localeCompare(b.code, 'en'))
}
