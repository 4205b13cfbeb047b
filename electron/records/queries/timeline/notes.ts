import { emptyEntry, longestSummary } from './entry.ts'
import type { TimelineSource } from './sources.ts'

/** Notes: the first line is the title. */
export const notesOf: TimelineSource = async (read, contactId, before, limit) => {
  const rows = await read
    .selectFrom('notes')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => {
    const [first = '', ...rest] = row.body.trim().split('\n')
    return {
      seq: row.seq,
      entry: {
        ...emptyEntry,
        id: row.id,
        kind: 'note',
        at: row.created_at,
        title: first.slice(0, longestSummary),
        summary: rest.join('\n').trim().slice(0, longestSummary),
        interactionId: row.interaction_id,
      },
    }
  })
}
