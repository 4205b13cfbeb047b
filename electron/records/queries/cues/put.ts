import { sql } from 'kysely'
import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import type { Writer } from '../../database/store.ts'

/** How far a state is from its beginning; written as SQL because the row in the database decides. */
const rank = (column: string) => sql<number>`CASE ${sql.ref(column)} WHEN 'due' THEN 0 WHEN 'shown' THEN 1 ELSE 2 END`

/** Writes a cue's moment or moves it on. A state that is older than the one there changes nothing but a missing latency. */
export async function putCueEvent(tx: Writer, event: StoredCueEvent): Promise<void> {
  await tx
    .insertInto('cue_events')
    .values({
      id: event.id,
      interaction_id: event.interactionId,
      conversation_id: event.conversationId,
      deck_id: event.deckId,
      deck_revision: event.deckRevision,
      cue_id: event.cueId,
      cue_version: event.cueVersion,
      stage: event.stage,
      state: event.state,
      evidence: JSON.stringify(event.evidence),
      reason: event.reason,
      at: event.at,
      shown_at: event.shownAt,
      ended_at: event.endedAt,
      latency_ms: event.latencyMs,
    })
    .onConflict((conflict) =>
      conflict
        .column('id')
        .doUpdateSet((e) => ({
          state: e.ref('excluded.state'),
          evidence: e.ref('excluded.evidence'),
          reason: e.ref('excluded.reason'),
          shown_at: e.ref('excluded.shown_at'),
          ended_at: e.ref('excluded.ended_at'),
        }))
        .where(rank('excluded.state'), '>=', rank('cue_events.state')),
    )
    .execute()
  if (event.latencyMs !== null)
    await tx
      .updateTable('cue_events')
      .set({ latency_ms: event.latencyMs })
      .where('id', '=', event.id)
      .where('latency_ms', 'is', null)
      .execute()
}
