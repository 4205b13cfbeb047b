import { sql, type RawBuilder } from 'kysely'
import type { Writer } from '../../database/store.ts'
import { ownedTables, type OwnedTable } from './tables.ts'

/** Where a row says in which conversation it is; with its table, since `merged_rows` has a column of the same name. */
const conversationColumn: Record<OwnedTable, RawBuilder<string | null>> = {
  conversations: sql`conversations.id`,
  interactions: sql`interactions.conversation_id`,
  messages: sql`messages.conversation_id`,
  drafts: sql`drafts.conversation_id`,
  outbox: sql`outbox.conversation_id`,
  notes: sql`null`,
  cases: sql`null`,
}

/** Moves everything that hangs on a contact to another one and notes each row of it. */
export async function moveRows(tx: Writer, mergeId: string, from: string, to: string): Promise<void> {
  for (const table of ownedTables) {
    await sql`insert into merged_rows (merge_id, of_table, row_id, conversation_id)
      select ${mergeId}, ${table}, id, ${conversationColumn[table]} from ${sql.table(table)} where contact_id = ${from}`.execute(
      tx,
    )
    await sql`update ${sql.table(table)} set contact_id = ${to} where contact_id = ${from}`.execute(tx)
  }
}

/**
 * Moves back what a merge moved and is still where the merge put it, with what came to it since: letters of its conversations, notes and
 * cases of its calls. A letter that went over to another conversation stays with that one.
 * @param since instant of the merge
 */
export async function moveBack(tx: Writer, mergeId: string, back: { to: string; from: string; since: string }): Promise<void> {
  const { from, since, to } = back
  for (const table of ownedTables) {
    const conversation = conversationColumn[table]
    // `conversations` is the first of the tables: those that go back have gone when the others ask.
    await sql`update ${sql.table(table)} set contact_id = ${to} where contact_id = ${from} and exists (
      select 1 from merged_rows as r where r.merge_id = ${mergeId} and r.of_table = ${table}
        and r.row_id = ${sql.table(table)}.id and r.conversation_id is ${conversation})`.execute(tx)
  }
  for (const table of ['interactions', 'messages', 'drafts', 'outbox'] as const)
    await sql`update ${sql.table(table)} set contact_id = ${to} where contact_id = ${from} and conversation_id in (
      select r.row_id from merged_rows as r join conversations as c on c.id = r.row_id
        where r.merge_id = ${mergeId} and r.of_table = 'conversations' and c.contact_id = ${to})`.execute(tx)
  for (const table of ['notes', 'cases'] as const)
    await sql`update ${sql.table(table)} set contact_id = ${to} where contact_id = ${from} and created_at > ${since}
      and interaction_id in (select r.row_id from merged_rows as r join interactions as i on i.id = r.row_id
        where r.merge_id = ${mergeId} and r.of_table = 'interactions' and i.contact_id = ${to})`.execute(tx)
}

/** Rows a merge moved that are with somebody else by now, not counting letters and what is being written. */
export async function movedOn(tx: Writer, mergeId: string, home: string): Promise<number> {
  let count = 0
  for (const table of ['interactions', 'notes', 'cases'] as const) {
    const { rows } = await sql<{
      n: number
    }>`select count(*) as n from merged_rows as r join ${sql.table(table)} as t on t.id = r.row_id
      where r.merge_id = ${mergeId} and r.of_table = ${table} and t.contact_id is not ${home}`.execute(tx)
    count += rows[0]?.n ?? 0
  }
  return count
}

/** What a contact has that came after an instant: calls, letters and visits, notes, cases. */
export async function cameSince(tx: Writer, contactId: string, since: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select
    (select count(*) from interactions where contact_id = ${contactId} and started_at > ${since}) +
    (select count(*) from notes where contact_id = ${contactId} and created_at > ${since}) +
    (select count(*) from cases where contact_id = ${contactId} and created_at > ${since}) as n`.execute(tx)
  return rows[0]?.n ?? 0
}
