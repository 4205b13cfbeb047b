import type { Kysely } from 'kysely'

/**
 * One step of the schema. Numbered without gaps; once released never changed, only followed.
 * `up` runs inside the one transaction of the whole upgrade; it may not begin or end a transaction itself.
 */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly up: (db: Kysely<never>) => Promise<void>
}
