import type { Kysely, Transaction } from 'kysely'
import { Changes } from './changes.ts'
import type { Tables } from './schema.ts'

export type Reader = Kysely<Tables>
export type Writer = Transaction<Tables>

/** The open database: one connection that reads, one that writes. Reads never wait for a write and see only what is committed. */
export interface Store {
  readonly read: Reader
  /**
   * Runs a transaction, alone: further writes wait in line. What it changed is told (`changed`) after the commit.
   * Inside, use only the given `tx`: a `store.write` in a `store.write` would wait for itself.
   * Answers with what `run` answers, once it is on the disk (WAL, synchronous FULL).
   */
  write<T>(run: (tx: Writer, changes: Changes) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Makes the two halves of a {@link Store}; `told` gets each change after its commit. */
export function makeStore(
  read: Reader,
  writer: Kysely<Tables>,
  told: (event: NonNullable<ReturnType<Changes['event']>>) => void,
  close: () => Promise<void>,
): Store {
  return {
    read,
    async write(run) {
      const changes = new Changes()
      const value = await writer.transaction().execute((tx) => run(tx, changes))
      const event = changes.event()
      if (event) told(event)
      return value
    },
    close,
  }
}
