import type { Path } from './json-text.ts'

/** Reasons a deck is refused for; the words are in the catalogue under `cues.problem.<key>`. */
export const problemKeys = [
  'tooLarge',
  'unreadable',
  'notJson',
  'nesting',
  'duplicateKey',
  'duplicateId',
  'duplicateDeck',
  'missing',
  'missingLanguage',
  'wrongType',
  'wrongWord',
  'wrongNumber',
  'wrongLength',
  'wrongId',
  'unknownKey',
  'unknownFact',
  'unknownPlace',
  'unknownChoice',
  'wrongOperator',
  'oneOperator',
  'wrongValue',
  'noCondition',
  'noList',
  'tooDeep',
  'tooManyNodes',
  'empathyInSolve',
] as const
export type ProblemKey = (typeof problemKeys)[number]

/** What is wrong, at a path of the parsed deck. */
export interface Fault {
  readonly path: Path
  readonly key: ProblemKey
  readonly params: Readonly<Record<string, string | number>>
}

/** The same for a person: line and column of the file, counted from 1, and the place as `cues[3].card.hu`. */
export interface DeckProblem {
  readonly line: number
  readonly column: number
  readonly place: string
  readonly key: ProblemKey
  readonly params: Readonly<Record<string, string | number>>
}
