import type { Generated } from 'kysely'
import type { StoredCueEvent } from '#shared/contract/records/cues.ts'

/** Columns of the cue tables. `evidence` is JSON. */
export interface CueTables {
  cue_events: {
    seq: Generated<number>
    id: string
    interaction_id: string
    conversation_id: string | null
    deck_id: string
    deck_revision: number
    cue_id: string
    cue_version: number
    stage: StoredCueEvent['stage']
    state: StoredCueEvent['state']
    evidence: string
    reason: string | null
    at: string
    shown_at: string | null
    ended_at: string | null
    latency_ms: number | null
  }
  cue_traces: { interaction_id: string; trace: string; at: string }
}
