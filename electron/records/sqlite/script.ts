import { CompiledQuery, type Kysely } from 'kysely'

/** Runs statements in their order, for instance those of a migration. */
export async function runScript(db: Kysely<never>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await db.executeQuery(CompiledQuery.raw(statement))
}
