import { raise } from '#shared/contract/result.ts'

/** Where a page ended: a `seq`, and a second key for lists that merge several tables. Written as `seq.rank`. */
export interface Position {
  readonly seq: number
  readonly rank: number
}

/** Reads a cursor of a list in time order; null for the first page. Throws Failure `bad_input` for one that is none. */
export function readCursor(cursor: string | null): Position | null {
  if (cursor === null) return null
  const parts = /^(\d{1,16})\.(\d{1,2})$/.exec(cursor)
  if (!parts) raise('bad_input', 'error.badInput', { detail: 'cursor' })
  return { seq: Number(parts[1]), rank: Number(parts[2]) }
}

/**
 * Makes a page of rows that were asked for with one more than the limit.
 * @param position of the last row that stays, from which the next page goes on
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  position: (row: Row) => Position,
  item: (row: Row) => Item,
): { items: Item[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  const more = rows.length > limit && last !== undefined
  const at = more ? position(last) : null
  return { items: kept.map(item), nextCursor: at === null ? null : `${at.seq}.${at.rank}` }
}
