import { readFrontMatter } from './front-matter.ts'
import { readBody } from './markdown.ts'
import type { origins, Playbook, PlaybookLanguage, PlaybookProblem } from './playbook.ts'
import { Refusal } from './refusal.ts'
import { wordsOf } from './tree.ts'

/** Most bytes of one file. */
export const mostBytes = 256 * 1024

export interface PlaybookFile {
  /** `hu/price-higher.md`, as problems name it. */
  readonly file: string
  readonly language: PlaybookLanguage
  readonly origin: (typeof origins)[number]
}
export type ReadFile = PlaybookFile & {
  readonly book: Playbook
  /** Lines of what stands in the head of the file, by its key; `steps` for where its body begins. */
  readonly lineOf: ReadonlyMap<string, number>
}

/** Reads one file: a whole book, or the one problem that keeps it from being used. Never throws. */
export function readPlaybook(
  source: PlaybookFile,
  text: string,
): { ok: true; read: ReadFile } | { ok: false; problem: PlaybookProblem } {
  try {
    if (text.length > mostBytes) throw tooBig()
    const plain = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
    const { body, bodyLine, front, lineOf } = readFrontMatter(plain)
    const { blocks, steps } = readBody(body, bodyLine)
    const words = [front.title, front.code, ...front.tags, wordsOf(blocks)].join('\n')
    const book: Playbook = { ...front, language: source.language, origin: source.origin, body: blocks, steps, words }
    return { ok: true, read: { ...source, book, lineOf: new Map([...lineOf, ['steps', bodyLine]]) } }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    return { ok: false, problem: refused(source, thrown) }
  }
}

/** The refusal of a file that is larger than {@link mostBytes}; whoever reads files asks for the size first. */
export const tooBig = (): Refusal => new Refusal(null, 'playbook.problem.tooBig', { most: mostBytes / 1024 })

/** A refusal as a problem of its file. */
export function refused({ file, origin }: PlaybookFile, { line, messageKey, params }: Refusal): PlaybookProblem {
  return { kind: 'refused', file, origin, line, messageKey, params: { ...params }, keptLast: false }
}
