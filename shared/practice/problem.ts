import { type FormFault, writtenPath } from '../cues/deck/form-fault.ts'
import type { Path } from '../cues/deck/json-text.ts'

/** Reasons of meaning; the words are in the catalogue under `practice.problem.<key>`. Those of form are said as a deck's are. */
export type ReasonKey =
  | 'wrongForm'
  | 'noWay'
  | 'noPerson'
  | 'noAddress'
  | 'noNumber'
  | 'stranger'
  | 'nothing'
  | 'leftOut'
  | 'notLeftOut'
  | 'noStep'
  | 'noLine'
  | 'noSound'
  | 'noEnd'
  | 'circle'
  | 'taken'
  | 'idTwice'

type Params = Readonly<Record<string, string | number>>

/** What is wrong, at a path of the parsed file. */
export interface Fault {
  readonly path: Path
  readonly messageKey: string
  readonly params: Params
}

/** Why a file is refused: where in it, and what is wrong, in words of the catalogue. */
export interface ScenarioProblem {
  readonly file: string
  /** From 1; null when the file could not be read at all. */
  readonly line: number | null
  /** `call.steps.opening.next[0].to`; '' for the whole file. */
  readonly place: string
  readonly messageKey: string
  readonly params: Params
}

/** A fault of meaning. */
export const fault = (path: Path, key: ReasonKey, params: Params = {}): Fault => ({
  path,
  messageKey: `practice.problem.${key}`,
  params,
})

/** A fault of form, said with the words that decks have for it. */
export const formFault = ({ key, params, path }: FormFault): Fault =>
  key === 'wrongId' ? fault(path, 'wrongForm', params) : { path, messageKey: `cues.problem.${key}`, params }

/** A problem of a file that was never read. */
export const unread = (file: string, messageKey: string, params: Params = {}): ScenarioProblem => ({
  file,
  line: null,
  place: '',
  messageKey,
  params,
})

/** A fault in a file whose lines are known. */
export const located = (file: string, line: number, { messageKey, params, path }: Fault): ScenarioProblem => ({
  file,
  line,
  place: writtenPath(path),
  messageKey,
  params,
})
