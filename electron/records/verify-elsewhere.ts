import { statSync } from 'node:fs'
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { appErrorSchema } from '#shared/contract/error.ts'
import { Failure, toAppError } from '#shared/contract/result.ts'
import { verifyFile } from './sqlite/verify.ts'

/** Up to this size a check takes less than a few frames and runs in place. */
const inPlaceBytes = 8_388_608

const orderSchema = z.object({ verify: z.object({ path: z.string(), key: z.string() }) })
const answerSchema = z.union([z.object({ ok: z.literal(true) }), z.object({ ok: z.literal(false), error: appErrorSchema })])

/**
 * Checks a file in a thread of its own, so that calls are answered meanwhile.
 * @param entry the file this process was started from; in a thread it calls {@link verifyIfAsked} first
 * @param signal ends the thread; the check then throws
 * @throws what `verifyFile` throws
 */
export async function verifyElsewhere(entry: URL, path: string, key: string, signal?: AbortSignal): Promise<void> {
  if (statSync(path).size <= inPlaceBytes) {
    verifyFile(path, key)
    return
  }
  const answer = await new Promise<unknown>((resolve, reject) => {
    const worker = new Worker(entry, { workerData: { verify: { path, key } } })
    signal?.addEventListener('abort', () => void worker.terminate(), { once: true })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the checking thread ended with ${code}`)))
  })
  const result = answerSchema.parse(answer)
  if (!result.ok) throw new Failure(result.error)
}

/** In a checking thread: does the check, answers, and is true; anywhere else false. */
export function verifyIfAsked(): boolean {
  if (isMainThread) return false
  const order = orderSchema.safeParse(workerData)
  if (!order.success) return false
  try {
    verifyFile(order.data.verify.path, order.data.verify.key)
    parentPort?.postMessage({ ok: true })
  } catch (thrown) {
    parentPort?.postMessage({ ok: false, error: toAppError(thrown, () => undefined) })
  }
  return true
}
