import { z } from 'zod'
import { agentStates } from '../../domain/agent-day.ts'
import { call, nothing } from '../define.ts'
import { cursor, id, instant, limit, page } from '../common.ts'

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const agent = z.string().max(200)
const state = z.enum(agentStates)

export const agentDaySchema = z.object({
  agent,
  day,
  firstIn: instant.nullable(),
  lastOut: instant.nullable(),
  cutOff: z.boolean(),
  /** Milliseconds by state. */
  totals: z.record(state, z.number().int().min(0)),
})

export const stateSpanSchema = z.object({
  state,
  reason: z.string().max(80).nullable(),
  startedAt: instant,
  untilAt: instant,
  open: z.boolean(),
  cutOff: z.boolean(),
})

/** Zone of a local day, as the records process has it: the computer's. */
export const availabilityCalls = {
  /**
   * An agent is in a state at an instant; told again while it lasts. What another run left open is closed as cut off, at the last
   * instant it was known; so is a state nothing was heard of for too long.
   */
  'states.note': call(z.object({ id, sessionId: id, agent, state, reason: z.string().max(80).nullable(), at: instant }), nothing),
  /** The agent signed out. */
  'states.end': call(z.object({ sessionId: id, at: instant }), nothing),
  /** Days of agents, newest first; a page is a time of two weeks, so it may hold any number of rows. */
  'states.days': call(z.object({ cursor }), page(agentDaySchema)),
  /** What one agent's day was made of, oldest first. The cursor counts rows. */
  'states.of': call(z.object({ agent, day, cursor, limit }), page(stateSpanSchema)),
  /** Writes all days as CSV to a path main has asked a person for. Throws `storage` when it cannot be written. */
  'states.export': call(z.object({ path: z.string() }), z.object({ rows: z.number().int() }), { timeoutMs: 600_000 }),
} as const
