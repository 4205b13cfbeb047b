import { Failure, type Result } from '#shared/contract/result.ts'

/** The value of a result from another process; its failure goes on as it is to whoever asked. */
export async function unwrap<T>(result: Promise<Result<T>> | Result<T>): Promise<T> {
  const settled = await result
  if (settled.ok) return settled.value
  throw new Failure(settled.error)
}
