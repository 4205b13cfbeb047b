import type { Selectable } from 'kysely'
import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import type { Reader } from '../../database/store.ts'
import type { CueTables } from './tables.ts'

/** More than any interaction can have; see the engine's limits. */
const most = 5000

/** The moments of one interaction, oldest first. */
export async function listCueEvents(read: Reader, interactionId: string): Promise<StoredCueEvent[]> {
  const rows = await read
    .selectFrom('cue_events')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .orderBy('seq')
    .limit(most)
    .execute()
  return rows.map(eventOf)
}

const eventOf = (row: Selectable<CueTables['cue_events']>): StoredCueEvent => ({
  id: row.id,
  interactionId: row.interaction_id,
  conversationId: row.conversation_id,
  deckId: row.deck_id,
  deckRevision: row.deck_revision,
  cueId: row.cue_id,
  cueVersion: row.cue_version,
  stage: row.stage,
  state: row.state,
  evidence: JSON.parse(row.evidence) as StoredCueEvent['evidence'],
  reason: row.reason,
  at: row.at,
  shownAt: row.shown_at,
  endedAt: row.ended_at,
  latencyMs: row.latency_ms,
})
