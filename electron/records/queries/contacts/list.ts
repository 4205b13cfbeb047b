import type { ContactRow } from '#shared/contract/records/contacts.ts'
import { raise } from '#shared/contract/result.ts'
import { seen } from '../../database/hidden.ts'
import type { Reader } from '../../database/store.ts'
import { findWords, matchWords } from '../../sqlite/full-text.ts'
import { contactRows } from './rows.ts'

/** Hits put in order by name; whoever types fewer letters than narrow to this many gets the newest of them. */
const mostHits = 2000

/**
 * Contacts by name; narrowed by what is typed: words of name, organization, city, tags, a number in any spelling, an address.
 * The cursor is the row id of the last line; its name is read again, since a name can be longer than a cursor may be.
 */
export async function listContacts(
  read: Reader,
  text: string,
  cursor: string | null,
  limit: number,
): Promise<{ items: ContactRow[]; nextCursor: string | null }> {
  const match = await matchWords(read, text)
  if (match === null && text.trim() !== '') return { items: [], nextCursor: null }
  const hits = match === null ? null : await findWords(read, 'fts_contacts', match, null, mostHits)
  if (hits?.length === 0) return { items: [], nextCursor: null }
  const after = await readPlace(read, cursor)
  let query = read
    .selectFrom('contacts')
    .select(['seq', 'sort_key'])
    .where('merged_into_id', 'is', null)
    .where(seen('contacts', 'seq'))
  if (hits) query = query.where('seq', 'in', hits)
  if (after) query = query.where((e) => e(e.refTuple('sort_key', 'seq'), '>', e.tuple(after.name, after.seq)))
  const rows = await query
    .orderBy('sort_key')
    .orderBy('seq')
    .limit(limit + 1)
    .execute()
  const kept = rows.slice(0, limit)
  const last = rows.length > limit ? kept.at(-1) : undefined
  return {
    items: await contactRows(
      read,
      kept.map((row) => row.seq),
    ),
    nextCursor: last ? String(last.seq) : null,
  }
}

async function readPlace(read: Reader, cursor: string | null): Promise<{ seq: number; name: string } | null> {
  if (cursor === null) return null
  if (!/^\d{1,16}$/.test(cursor)) raise('bad_input', 'error.badInput', { detail: 'cursor' })
  const row = await read.selectFrom('contacts').select(['seq', 'sort_key']).where('seq', '=', Number(cursor)).executeTakeFirst()
  return row ? { seq: row.seq, name: row.sort_key } : raise('bad_input', 'error.badInput', { detail: 'cursor' })
}
