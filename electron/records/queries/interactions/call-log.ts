import type { InteractionRow } from '#shared/domain/interaction.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'
import { interactionRowOf, rowColumns } from './rows.ts'

export type CallFilter = 'all' | 'missed' | 'inbound' | 'outbound'

/** Calls, newest first. */
export async function callLog(
  read: Reader,
  filter: CallFilter,
  cursor: string | null,
  limit: number,
): Promise<{ items: InteractionRow[]; nextCursor: string | null }> {
  const before = readCursor(cursor)
  let query = read
    .selectFrom('interactions as i')
    .leftJoin('contacts as c', 'c.id', 'i.contact_id')
    .leftJoin('cases as k', 'k.id', 'i.case_id')
    .select([...rowColumns, 'c.display_name as contact_name', 'k.type as case_type'])
    .where('i.channel', '=', 'voice')
  if (filter === 'missed') query = query.where('i.outcome', '=', 'missed')
  else if (filter !== 'all') query = query.where('i.direction', '=', filter)
  if (before) query = query.where('i.seq', '<', before.seq)
  const rows = await query
    .orderBy('i.seq', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows, limit, (row) => ({ seq: row.seq, rank: 0 }), interactionRowOf)
}
