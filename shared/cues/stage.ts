import { stages, type Stage } from './facts.ts'

/** The greeting lasts so long, whatever is written meanwhile. */
const greetSeconds = 20
/** So long without a key, a letter being written is being read through. */
const readThroughSeconds = 8

/** The later of two stages: an interaction never goes back. */
export const laterStage = (a: Stage, b: Stage | null): Stage => (b !== null && stages.indexOf(b) > stages.indexOf(a) ? b : a)

/**
 * Where a call or a visit stands, read from what is known of it; nobody has to press anything.
 *
 *   greet ──20 s──▶ understand ──type and note of the case──▶ solve ──solution or next step──▶ close ──end──▶ wrap_up
 */
export function talkStage(known: {
  /** Since the answer; null while it rings. */
  readonly seconds: number | null
  readonly ended: boolean
  readonly caseType: string | null
  readonly hasNote: boolean
  readonly hasSolution: boolean
  readonly hasNextStep: boolean
}): Stage {
  if (known.ended) return 'wrap_up'
  if (known.seconds === null || known.seconds < greetSeconds) return 'greet'
  if (known.hasSolution || known.hasNextStep) return 'close'
  return known.caseType !== null && known.hasNote ? 'solve' : 'understand'
}

/**
 * Where a letter stands: opened (greet), being read (understand), being answered (solve), read through or with its next step (close),
 * sent (wrap_up).
 */
export function letterStage(known: {
  readonly secondsOpen: number
  readonly words: number
  readonly idleSeconds: number | null
  readonly hasNextStep: boolean
  readonly sent: boolean
}): Stage {
  if (known.sent) return 'wrap_up'
  if (known.words === 0) return known.secondsOpen < greetSeconds ? 'greet' : 'understand'
  return known.hasNextStep || (known.idleSeconds ?? 0) >= readThroughSeconds ? 'close' : 'solve'
}
