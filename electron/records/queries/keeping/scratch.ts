import type { RecordsContext } from '../../context.ts'

/** Keeps what is half typed under a key, or forgets it (`null`). Answers with when it was on the disk. */
export async function putScratch(context: RecordsContext, key: string, value: string | null): Promise<{ keptAt: string }> {
  const keptAt = context.now()
  await context.store().write(async (tx) => {
    if (value === null) await tx.deleteFrom('scratch').where('key', '=', key).execute()
    else {
      await tx
        .insertInto('scratch')
        .values({ key, value, kept_at: keptAt })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, kept_at: keptAt }))
        .execute()
    }
  })
  return { keptAt }
}

/** What was half typed under a key, or nulls. */
export async function getScratch(context: RecordsContext, key: string): Promise<{ value: string | null; keptAt: string | null }> {
  const row = await context
    .store()
    .read.selectFrom('scratch')
    .select(['value', 'kept_at'])
    .where('key', '=', key)
    .executeTakeFirst()
  return { value: row?.value ?? null, keptAt: row?.kept_at ?? null }
}
