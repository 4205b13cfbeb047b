import { CompiledQuery, type Kysely } from 'kysely'
import { raise } from '#shared/contract/result.ts'
import type { Migration } from '../migrations/migration.ts'
import { setVersion } from '../sqlite/version.ts'
import type { Tables } from './schema.ts'

export interface Upgrade {
  /** Version before, or null when nothing had to be done. */
  readonly migratedFrom: number | null
  readonly version: number
}

/**
 * Brings a database to the newest version in one transaction: a crash in the middle leaves the old one.
 * @param found the database's version, 0 for a new one
 * @param backup makes the verified copy that must exist before anything is touched; not called for a new database
 * @throws Failure `too_new` when the database was made by a newer Courtesy; whatever `backup` throws
 */
export async function migrate(
  db: Kysely<Tables>,
  found: number,
  steps: readonly Migration[],
  backup: () => Promise<void>,
): Promise<Upgrade> {
  const newest = steps.at(-1)?.version ?? 0
  if (found > newest) raise('too_new', 'error.records.tooNew', { params: { found, known: newest } })
  const due = steps.filter((step) => step.version > found)
  if (due.length === 0) return { migratedFrom: null, version: newest }
  if (found > 0) await backup()
  await db.transaction().execute(async (tx) => {
    for (const step of due) await step.up(tx as unknown as Kysely<never>)
    await tx.executeQuery(CompiledQuery.raw(setVersion(newest)))
  })
  return { migratedFrom: found === 0 ? null : found, version: newest }
}
