import type { AgentState, StateSpan } from '#shared/domain/agent-day.ts'

/** Columns of the states of agents. */
export interface AvailabilityTables {
  agent_states: {
    id: string
    session_id: string
    agent: string
    state: AgentState
    reason: string | null
    started_at: string
    ended_at: string | null
    /** Equal to `ended_at` once there is one: periods are looked for by it. */
    known_at: string
    cut_off: number
  }
}

/** Main says every half minute that a state lasts; more than this without a word, and nobody knows what was. Milliseconds. */
export const silenceMs = 150_000

/** A row as a span. @param now what lasts still lasts till now, unless nothing was heard of it for too long; ISO 8601 UTC */
export const spanOf = (row: AvailabilityTables['agent_states'], now: string): StateSpan => ({
  agent: row.agent,
  state: row.state,
  reason: row.reason,
  startedAt: row.started_at,
  untilAt: row.ended_at === null && lasts(row.known_at, now) ? now : row.known_at,
  open: row.ended_at === null,
  cutOff: row.cut_off === 1,
})

const lasts = (knownAt: string, now: string): boolean => now > knownAt && Date.parse(now) - Date.parse(knownAt) <= silenceMs
