import type { Store } from '../database/store.ts'

/** Throws away what an import staged; without a job, what any import left behind. */
export async function clearStaging(store: Store, jobId?: string): Promise<void> {
  const left = await store.read.selectFrom('import_rows').select('id').limit(1).executeTakeFirst()
  if (!left) return
  await store.write(async (tx) => {
    const all = tx.deleteFrom('import_rows')
    await (jobId === undefined ? all : all.where('job_id', '=', jobId)).execute()
  })
}
