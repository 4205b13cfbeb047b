import { setImmediate as turn } from 'node:timers/promises'
import { admit, inLanguage, type Shelf } from '#shared/domain/playbook/admit.ts'
import type { Playbook, PlaybookLanguage, PlaybookProblem } from '#shared/domain/playbook/playbook.ts'
import { readPlaybook, refused, type PlaybookFile, type ReadFile } from '#shared/domain/playbook/read.ts'
import { Refusal } from '#shared/domain/playbook/refusal.ts'
import { playbookSearch, type PlaybookSearch } from '#shared/domain/playbook/search.ts'
import { findFiles, readText, type Found } from './files.ts'

export interface Folders {
  readonly shipped: string
  readonly own: string
}
type Outcome = ReturnType<typeof readPlaybook>
const keyOf = ({ file, origin }: Pick<PlaybookFile, 'file' | 'origin'>): string => `${origin}:${file}`

/** All standards of both folders, as far as they are good, and why the others are not. */
export class PlaybookLibrary {
  readonly #folders: Folders
  readonly #outcomes = new Map<string, { stamp: string; outcome: Outcome }>()
  /** What was last in use of each file. */
  #good = new Map<string, ReadFile>()
  #shelf: Shelf = admit([])
  #problems: readonly PlaybookProblem[] = []
  readonly #books = new Map<PlaybookLanguage, { books: readonly Playbook[]; search: PlaybookSearch | null }>()

  constructor(folders: Folders) {
    this.#folders = folders
  }

  /** Reads what is new or changed. A file that became bad keeps its last good version; one that is gone is gone. */
  async load(): Promise<void> {
    const shipped = await findFiles(this.#folders.shipped, 'shipped')
    const own = await findFiles(this.#folders.own, 'own')
    const problems: PlaybookProblem[] = [...shipped.problems, ...own.problems]
    const candidates = new Map<string, ReadFile>()
    const there = new Set<string>()
    for (const found of [...own.found, ...shipped.found]) {
      const key = keyOf(found)
      there.add(key)
      const outcome = await this.#outcome(key, found)
      const kept = outcome.ok ? undefined : this.#good.get(key)
      if (outcome.ok) candidates.set(key, outcome.read)
      else problems.push({ ...outcome.problem, keptLast: kept !== undefined })
      if (kept) candidates.set(key, kept)
    }
    for (const key of this.#outcomes.keys()) if (!there.has(key)) this.#outcomes.delete(key)
    const { problems: together, shelf } = this.#together(candidates)
    this.#shelf = shelf
    this.#problems = [...problems, ...together]
    this.#good = new Map(shelf.admitted.map((read) => [keyOf(read), read]))
    this.#books.clear()
  }

  /** Files that became bad only beside the others go back to the version that was good there. */
  #together(candidates: Map<string, ReadFile>): { shelf: Shelf; problems: PlaybookProblem[] } {
    const first = admit([...candidates.values()])
    const back = new Map<string, ReadFile>()
    for (const problem of first.problems) {
      const good = this.#good.get(keyOf(problem))
      if (problem.kind === 'refused' && good && good !== candidates.get(keyOf(problem))) back.set(keyOf(problem), good)
    }
    if (back.size === 0) return { shelf: first, problems: [...first.problems] }
    const second = admit([...new Map([...candidates, ...back]).values()])
    const kept = new Set(second.admitted.map(keyOf))
    const refusals = first.problems.filter((each) => each.kind === 'refused')
    const told = refusals.map((each) => ({ ...each, keptLast: back.has(keyOf(each)) && kept.has(keyOf(each)) }))
    return { shelf: second, problems: [...told, ...second.problems.filter((each) => each.kind === 'missing')] }
  }

  async #outcome(key: string, found: Found): Promise<Outcome> {
    const known = this.#outcomes.get(key)
    if (known?.stamp === found.stamp) return known.outcome
    const outcome = await readOne(found)
    this.#outcomes.set(key, { stamp: found.stamp, outcome })
    // Calls and the desk go first: one file a turn.
    await turn()
    return outcome
  }

  get problems(): readonly PlaybookProblem[] {
    return this.#problems
  }

  /** Every standard once, in this language or the next best one, by code. */
  books(language: PlaybookLanguage): readonly Playbook[] {
    return this.#of(language).books
  }

  /** Standards that hold all these words, best first. */
  find(language: PlaybookLanguage, text: string): readonly Playbook[] {
    const of = this.#of(language)
    of.search ??= playbookSearch(of.books)
    const byId = new Map(of.books.map((book) => [book.id, book]))
    return of.search.find(text).flatMap((id) => byId.get(id) ?? [])
  }

  #of(language: PlaybookLanguage): { books: readonly Playbook[]; search: PlaybookSearch | null } {
    const known = this.#books.get(language)
    if (known) return known
    const made = { books: inLanguage(this.#shelf.books, language), search: null }
    this.#books.set(language, made)
    return made
  }
}

async function readOne(found: Found): Promise<Outcome> {
  try {
    return readPlaybook(found, await readText(found))
  } catch (thrown) {
    if (thrown instanceof Refusal) return { ok: false, problem: refused(found, thrown) }
    throw thrown
  }
}
