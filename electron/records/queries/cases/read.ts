import { sql } from 'kysely'
import { raise } from '#shared/contract/result.ts'
import type { Case } from '#shared/domain/case.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'
import { presentId } from '../contacts/card.ts'
import { caseOf } from './rows.ts'

/** One case. Throws Failure `not_found`. */
export async function getCase(read: Reader, id: string): Promise<Case> {
  const row = await read.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? caseOf(row) : raise('not_found', 'error.records.gone')
}

/** Cases, newest first: of one contact or of all, only the open ones or all. */
export async function listCases(
  read: Reader,
  filter: { contactId: string | null; open: boolean },
  cursor: string | null,
  limit: number,
): Promise<{ items: (Case & { contactName: string | null })[]; nextCursor: string | null }> {
  const before = readCursor(cursor)
  const contactId = await presentId(read, filter.contactId)
  let query = read
    .selectFrom('cases as k')
    .leftJoin('contacts as c', 'c.id', 'k.contact_id')
    .selectAll('k')
    .select('c.display_name as contact_name')
  if (contactId !== null) query = query.where('k.contact_id', '=', contactId)
  // Written as the partial index has it, so that it is used.
  if (filter.open) query = query.where(sql<boolean>`k.status not in ('resolved', 'closed')`)
  if (before) query = query.where('k.seq', '<', before.seq)
  const rows = await query
    .orderBy('k.seq', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({ seq: row.seq, rank: 0 }),
    (row) => ({ ...caseOf(row), contactName: row.contact_name }),
  )
}
