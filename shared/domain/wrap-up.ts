import { dispositionCodes } from './case-choices.ts'

/** How a call is wrapped up here: with an outcome code, with or without one, or for a while only. */
export const wrapUpModes = ['mandatory', 'optional', 'timed'] as const
export type WrapUpMode = (typeof wrapUpModes)[number]

export interface WrapUpPolicy {
  readonly mode: WrapUpMode
  /** How long a timed wrap-up lasts, seconds. */
  readonly seconds: number
}

/** What one press of *One more minute* adds. */
export const moreMs = 60_000
/** Somebody who wrote or chose something this short a time ago is not done. */
export const stillBusyMs = 10_000

/** Whether *Finish* needs an outcome code. */
export const needsCode = ({ mode }: WrapUpPolicy): boolean => mode === 'mandatory'

/**
 * When a wrap-up ends by itself; null: never.
 * @param began of the wrap-up, milliseconds
 * @param times how often a minute was added
 * @param touched when the person last wrote or chose something in it, milliseconds; null: not yet
 */
export function wrapUpEnds({ mode, seconds }: WrapUpPolicy, began: number, times: number, touched: number | null): number | null {
  if (mode !== 'timed') return null
  return Math.max(began + seconds * 1000 + times * moreMs, touched === null ? 0 : touched + stillBusyMs)
}

type Code = (typeof dispositionCodes)[number]

/** What a queue is wrapped up with. */
export interface QueueOutcomes {
  readonly name: string
  readonly dispositions: readonly Code[]
}

/**
 * Outcomes that are offered for a call of a queue, in their order: those of the profile, else all.
 * @param queue as the exchange named it; capitals do not matter
 */
export function outcomesOf(queues: readonly QueueOutcomes[], queue: string | null): readonly Code[] {
  const asked = queue?.trim().toLowerCase()
  return queues.find(({ name }) => name.trim().toLowerCase() === asked)?.dispositions ?? dispositionCodes
}
