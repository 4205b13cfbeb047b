import { z } from 'zod'
import type { Path } from '../cues/deck/json-text.ts'

/** What has happened since the customer began to listen; seconds. */
export interface Moment {
  /** The agent spoke in this step and is quiet now. */
  readonly agentStopped: boolean
  /** Nobody has spoken for this long. */
  readonly silence: number
  /** The last key pressed in this step. */
  readonly tone: string | null
  /** Came back from hold in this step. */
  readonly resumed: boolean
  /** Length of the last hold. */
  readonly heldFor: number
  /** Since the answer. */
  readonly callFor: number
}

export type Condition =
  | { agentStopped: true }
  | { silence: number }
  | { tone: string }
  | { resumed: true }
  | { heldFor: number }
  | { callFor: number }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }

/** Deeper conditions are refused: nobody can read them, and a file without end would never be read to its end. */
export const deepestCondition = 4

const seconds = z.number().min(1).max(300)
/** One thing that must be so for a customer to go on. Exactly one key. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ agentStopped: z.literal(true) }),
    z.strictObject({ silence: seconds }),
    z.strictObject({ tone: z.string().regex(/^([0-9*#]|any)$/, 'a key, or "any"') }),
    z.strictObject({ resumed: z.literal(true) }),
    z.strictObject({ heldFor: seconds }),
    z.strictObject({ callFor: seconds }),
    z.strictObject({ all: z.array(conditionSchema).min(1).max(6) }),
    z.strictObject({ any: z.array(conditionSchema).min(1).max(6) }),
    z.strictObject({ not: conditionSchema }),
  ]),
)

/** Whether it is so at this moment. */
export function holds(condition: Condition, moment: Moment): boolean {
  if ('agentStopped' in condition) return moment.agentStopped
  if ('silence' in condition) return moment.silence >= condition.silence
  if ('tone' in condition) return moment.tone !== null && (condition.tone === 'any' || moment.tone === condition.tone)
  if ('resumed' in condition) return moment.resumed
  if ('heldFor' in condition) return moment.heldFor >= condition.heldFor
  if ('callFor' in condition) return moment.callFor >= condition.callFor
  if ('all' in condition) return condition.all.every((each) => holds(each, moment))
  if ('any' in condition) return condition.any.some((each) => holds(each, moment))
  return !holds(condition.not, moment)
}

/** Whether the condition can come true although the agent does nothing at all: a circle of such steps would talk for ever. */
export function comesByItself(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(comesByItself)
  if ('any' in condition) return condition.any.some(comesByItself)
  return 'silence' in condition || 'callFor' in condition || 'not' in condition
}

/** Where a condition joins more conditions than {@link deepestCondition} levels deep, in a value that is no scenario yet; null when none does. */
export function conditionTooDeep(value: unknown): Path | null {
  const waiting: { at: unknown; path: Path; joins: number }[] = [{ at: value, path: [], joins: 0 }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, joins, path } = next
    if (joins > deepestCondition) return path
    if (at === null || typeof at !== 'object') continue
    const list = Array.isArray(at)
    for (const [key, inner] of Object.entries(at)) {
      const joined = !list && (key === 'all' || key === 'any' || key === 'not')
      waiting.push({ at: inner, path: [...path, list ? Number(key) : key], joins: joins + (joined ? 1 : 0) })
    }
  }
  return null
}
