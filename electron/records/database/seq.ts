import { sql } from 'kysely'
import { hiddenRange } from './hidden.ts'
import type { Writer } from './store.ts'

/** Tie-breakers within one millisecond. */
const steps = 1024

/** Tables whose row id is the time of the thing. */
export type TimedTable = 'contacts' | 'interactions' | 'cases' | 'notes' | 'messages' | 'playbook_overrules'

/** The first row id of an instant: ms since 1970 times 1024; stays a safe integer until the year 2248. */
export function seqOf(at: string): number {
  return Date.parse(at) * steps
}

/** The instant of a row id, ISO 8601. */
export function instantOf(seq: number): string {
  return new Date(Math.floor(seq / steps)).toISOString()
}

/**
 * A free row id for a thing of the given instant; things of the same instant follow each other. More than 1024 in one
 * millisecond (an import) run over into the next one, which changes nothing but their order within it. Never one that is reserved
 * for rows nobody sees yet: what an agent makes must be seen at once, and stay when those are taken back.
 */
export async function nextSeq(tx: Writer, table: TimedTable, at: string): Promise<number> {
  let from = seqOf(at)
  for (;;) {
    const free = await firstFree(tx, table, from)
    const hidden = await hiddenRange(tx, table)
    if (!hidden || free < hidden.first || free > hidden.last) return free
    from = hidden.last + 1
  }
}

/** A row id not before the instant with nothing taken from there on: the beginning of a range to reserve. */
export async function freeRange(tx: Writer, table: TimedTable, at: string): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(seq) as last from ${sql.table(table)}`.execute(tx)
  return Math.max(seqOf(at), (rows[0]?.last ?? 0) + 1)
}

async function firstFree(tx: Writer, table: TimedTable, from: number): Promise<number> {
  const { rows } = await sql<{
    last: number | null
  }>`select max(seq) as last from ${sql.table(table)} where seq >= ${from} and seq < ${from + steps}`.execute(tx)
  const last = rows[0]?.last ?? null
  if (last === null) return from
  if (last < from + steps - 1) return last + 1
  const after = await sql<{ free: number }>`select min(seq) + 1 as free from ${sql.table(table)} as a
    where seq >= ${last} and not exists (select 1 from ${sql.table(table)} as b where b.seq = a.seq + 1)`.execute(tx)
  return after.rows[0]?.free ?? last + 1
}
