import type { PlaybookOverrule, PlaybookOverruleRow, PlaybookTick } from '#shared/domain/playbook/marks.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'
import { overruleOf, tickOf } from './rows.ts'

/** What was done with standards in an interaction; of several notes about one standard the newest. */
export async function marksOf(
  read: Reader,
  interactionId: string,
): Promise<{ ticks: PlaybookTick[]; overrules: PlaybookOverrule[] }> {
  const ticks = await read.selectFrom('playbook_ticks').selectAll().where('interaction_id', '=', interactionId).execute()
  const notes = await read
    .selectFrom('playbook_overrules')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .orderBy('seq')
    .execute()
  const newest = new Map(notes.map((row) => [row.playbook_id, overruleOf(row)]))
  return { ticks: ticks.map(tickOf), overrules: [...newest.values()] }
}

/** Notes for the lead, newest first: about one standard or all. */
export async function listOverrules(
  read: Reader,
  playbookId: string | null,
  cursor: string | null,
  limit: number,
): Promise<{ items: PlaybookOverruleRow[]; nextCursor: string | null }> {
  const before = readCursor(cursor)
  let query = read
    .selectFrom('playbook_overrules as o')
    .leftJoin('interactions as i', 'i.id', 'o.interaction_id')
    .leftJoin('contacts as c', 'c.id', 'i.contact_id')
    .selectAll('o')
    .select(['i.channel', 'i.contact_id', 'c.display_name as contact_name'])
  if (playbookId !== null) query = query.where('o.playbook_id', '=', playbookId)
  if (before) query = query.where('o.seq', '<', before.seq)
  const rows = await query
    .orderBy('o.seq', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({ seq: row.seq, rank: 0 }),
    (row) => ({ ...overruleOf(row), channel: row.channel, contactId: row.contact_id, contactName: row.contact_name }),
  )
}
