import { sql } from 'kysely'
import type { Out } from '#shared/contract/define.ts'
import type { mergeCalls } from '#shared/contract/records/merges.ts'
import type { Reader } from '../../database/store.ts'
import { contactCard, findContact } from '../contacts/card.ts'

/** Most merges listed with a record; nobody has as many. */
const most = 50

/** The merges that stand behind a record, newest first, those of merged records too. Only the newest one of each record can be undone. */
export async function mergesOf(read: Reader, contactId: string): Promise<Out<(typeof mergeCalls)['merges.of']>> {
  const { id } = await findContact(read, contactId)
  const { rows } = await sql<{ id: string; mergedId: string; name: string; actor: string; at: string; newest: number }>`
    with recursive whole (id) as (
      select ${id} union select m.merged_id from merges as m join whole as w on m.kept_id = w.id where m.undone_at is null)
    select m.id, m.merged_id as mergedId, c.display_name as name, m.actor, m.at,
      m.kept_id = ${id} and m.seq = max(m.seq) over (partition by m.kept_id) as newest
    from merges as m join contacts as c on c.id = m.merged_id
    where m.undone_at is null and m.kept_id in (select id from whole) order by m.seq desc limit ${most}`.execute(read)
  return rows.map(({ newest, ...merge }) => ({ ...merge, undoable: newest === 1 }))
}

/** Two records beside each other, each with what hangs on it. An id that was merged leads to the record it went into. Throws Failure `not_found`. */
export async function previewMerge(
  read: Reader,
  ids: readonly [string, string],
  now: string,
): Promise<Out<(typeof mergeCalls)['merges.preview']>> {
  const [one, other] = ids
  return { sides: [await side(read, one, now), await side(read, other, now)] }
}

async function side(read: Reader, id: string, now: string) {
  const card = await contactCard(read, id, now)
  const { rows } = await sql<{ calls: number; letters: number; visits: number; notes: number; cases: number }>`select
    count(*) filter (where channel = 'voice') as calls,
    count(*) filter (where channel = 'email') as letters,
    count(*) filter (where channel = 'in_person') as visits,
    (select count(*) from notes where contact_id = ${card.contact.id}) as notes,
    (select count(*) from cases where contact_id = ${card.contact.id}) as cases
    from interactions where contact_id = ${card.contact.id}`.execute(read)
  return { card, counts: rows[0] ?? { calls: 0, letters: 0, visits: 0, notes: 0, cases: 0 } }
}
