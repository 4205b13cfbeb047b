import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { CallMap, Out, Parsed } from '#shared/contract/define.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import type { fail } from '#shared/contract/result.ts'

/** What the handlers share: the snapshot, and how to tell the desk that a slice changed. */
export interface Fake {
  snapshot: Snapshot
  set: (slice: Partial<Snapshot>) => void
  emit: (name: string, payload: unknown) => void
}

/** Some of the calls; what is missing answers that nobody is there. */
export type Some<M extends CallMap> = { [K in keyof M]?: (input: Parsed<M[K]>) => Out<M[K]> | ReturnType<typeof fail> }
export type DeskHandlers = Some<typeof deskCalls>

/** One page of a list; the cursor is the index. */
export function paged<T>(
  all: readonly T[],
  { cursor, limit }: { cursor: string | null; limit: number },
): { items: T[]; nextCursor: string | null; total: number } {
  const from = cursor === null ? 0 : Number(cursor)
  return {
    items: all.slice(from, from + limit),
    nextCursor: from + limit < all.length ? String(from + limit) : null,
    total: all.length,
  }
}
