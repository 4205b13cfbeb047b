import { emptyEntry, longestSummary } from './entry.ts'
import type { TimelineSource } from './sources.ts'

/** Cases, where they were opened. */
export const casesOf: TimelineSource = async (read, contactId, before, limit) => {
  const rows = await read
    .selectFrom('cases')
    .select(['seq', 'id', 'number', 'subject', 'note', 'created_at', 'interaction_id'])
    .where('contact_id', '=', contactId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    seq: row.seq,
    entry: {
      ...emptyEntry,
      id: row.id,
      kind: 'case',
      at: row.created_at,
      title: [row.number, row.subject].filter(Boolean).join(' '),
      summary: row.note.slice(0, longestSummary),
      interactionId: row.interaction_id,
      caseId: row.id,
    },
  }))
}
