import type { z } from 'zod'
import { isPlace } from '../evidence.ts'
import { checkCondition } from './check-condition.ts'
import { formFaults, writtenPath } from './form-fault.ts'
import { parseJsonText, type Path } from './json-text.ts'
import type { DeckProblem, Fault } from './problem.ts'
import { cueLanguages } from './names.ts'
import { deckSchema, type Deck } from './schema.ts'

/** Bytes a deck file may have. */
export const maxDeckBytes = 5 * 1024 * 1024
const maxProblems = 50

export type CheckedDeck =
  | { readonly ok: true; readonly deck: Deck }
  /** In the order of the file; at most fifty. */
  | { readonly ok: false; readonly problems: readonly DeckProblem[] }

/** Reads a deck's text. A deck is taken whole or not at all; every fault comes with line and reason. */
export function checkDeckText(text: string): CheckedDeck {
  if (bytesOf(text) > maxDeckBytes)
    return refused([{ line: 1, column: 1, place: '', key: 'tooLarge', params: { max: maxDeckBytes / 1024 / 1024 } }])
  const parsed = parseJsonText(text)
  if (!parsed.ok) {
    const key = parsed.fault === 'nesting' ? 'nesting' : 'notJson'
    return refused([{ ...parsed.position, place: '', key, params: {} }])
  }
  const { deck, faults } = checkDeckValue(parsed.value)
  const all = [...parsed.duplicateKeys().map(duplicateKey), ...faults]
  if (deck && all.length === 0) return { ok: true, deck }
  return refused(
    all
      .map((fault) => ({
        ...parsed.positionOf(fault.path),
        place: writtenPath(fault.path),
        key: fault.key,
        params: fault.params,
      }))
      .toSorted((a, b) => a.line - b.line || a.column - b.column)
      .slice(0, maxProblems),
  )
}

/** Length in UTF-8, without a platform's encoder. */
function bytesOf(text: string): number {
  let bytes = text.length
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Halves of a surrogate pair come to two each, four for the pair.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1
  }
  return bytes
}

const refused = (problems: readonly DeckProblem[]): CheckedDeck => ({ ok: false, problems })
const duplicateKey = (path: Path): Fault => ({ path, key: 'duplicateKey', params: { name: String(path.at(-1)) } })

/** The same for a value that was never a text (the editor's). */
function checkDeckValue(value: unknown): { deck: Deck | null; faults: readonly Fault[] } {
  const parsed = deckSchema.safeParse(value)
  const cues = rawCues(value)
  const conditions = cues.flatMap((cue, index) =>
    isRecord(cue) && 'when' in cue ? checkCondition(cue['when'], ['cues', index, 'when']) : [],
  )
  if (!parsed.success) {
    const shape = parsed.error.issues.filter((issue) => !explained(issue.path, conditions)).flatMap(fault)
    return { deck: null, faults: [...shape, ...conditions] }
  }
  return { deck: parsed.data, faults: [...conditions, ...meaning(parsed.data)] }
}

/** Faults that no shape can say: ids twice, places that are no facts, empathy in the middle of the work. */
function meaning(deck: Deck): readonly Fault[] {
  const seen = new Set<string>()
  return deck.cues.flatMap((cue, index) => {
    const faults: Fault[] = []
    if (seen.has(cue.id)) faults.push({ path: ['cues', index, 'id'], key: 'duplicateId', params: { name: cue.id } })
    seen.add(cue.id)
    if (cue.technique === 'empathy' && cue.stage === 'solve')
      faults.push({ path: ['cues', index, 'stage'], key: 'empathyInSolve', params: {} })
    for (const language of cueLanguages)
      for (const [, place = ''] of cue.evidence[language].matchAll(/\{\{([^}]*)\}\}/g))
        if (!isPlace(place))
          faults.push({ path: ['cues', index, 'evidence', language], key: 'unknownPlace', params: { name: place.slice(0, 60) } })
    return faults
  })
}

const rawCues = (value: unknown): readonly unknown[] => (isRecord(value) && Array.isArray(value['cues']) ? value['cues'] : [])
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A condition's own check says it better than the union of the schema does. */
const explained = (path: readonly PropertyKey[], conditions: readonly Fault[]): boolean =>
  path[0] === 'cues' && path[2] === 'when' && path.length > 2 && conditions.some(({ path: [, index] }) => index === path[1])

function fault(issue: z.core.$ZodIssue): readonly Fault[] {
  const faults = formFaults(issue, cueLanguages)
  // Which of the many forms of a condition was meant, nobody can know.
  if (issue.code !== 'invalid_union' || issue.path[2] !== 'when') return faults
  return faults.map((each) => ({ ...each, key: 'noCondition' }))
}
