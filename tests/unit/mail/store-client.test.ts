import { expect, test } from 'vitest'
import { mailStoreCalls, mailStoreEvents } from '#shared/contract/mail-store.ts'
import { Failure } from '#shared/contract/result.ts'
import { rpcServer, type Clock, type Pipe } from '#shared/contract/rpc.ts'
import { mailStoreClient } from '../../../electron/mail/store/client.ts'
import { pipePair } from '../records/support/records.ts'

const clock: Clock = { setTimeout: (run, ms) => setTimeout(run, ms), clearTimeout: (handle) => clearTimeout(handle as never) }
const folder = { mailboxId: 'service', role: 'inbox' as const }

/** A records process that answers one call its own way; the others are never asked. */
function serve(pipe: Pipe, uids: () => number[] | Promise<number[]>) {
  return rpcServer(pipe, mailStoreCalls, mailStoreEvents, { 'folder.uids': uids } as never, () => undefined)
}

test('a call under way when the records process dies is repeated on the new one', async () => {
  const [first, atFirst] = pipePair()
  const [second, atSecond] = pipePair()
  let asked = 0
  serve(first, () => {
    asked++
    return new Promise<number[]>(() => undefined)
  })
  const worked: (string | null)[] = []
  const client = mailStoreClient(
    clock,
    () => undefined,
    (mailboxId) => worked.push(mailboxId),
  )
  const answer = client.call('folder.uids', folder)
  client.use(atFirst)
  await expect.poll(() => asked).toBe(1)
  const server = serve(second, () => [1, 2, 3])
  client.use(atSecond)
  expect(await answer).toEqual([1, 2, 3])
  server.emit('work', { mailboxId: 'service' })
  await expect.poll(() => worked).toEqual(['service'])
  client.close()
})

test('what may pass is asked again, what is refused is told, and closing ends the waiting', async () => {
  const [there, here] = pipePair()
  let times = 0
  serve(there, () => {
    times++
    if (times < 3) throw new Failure({ kind: 'locked', messageKey: 'error.records.notOpen', retryable: true })
    if (times === 3) return [7]
    throw new Failure({ kind: 'damaged', messageKey: 'error.records.damaged', retryable: false })
  })
  const client = mailStoreClient(
    clock,
    () => undefined,
    () => undefined,
  )
  client.use(here)
  expect(await client.call('folder.uids', folder)).toEqual([7])
  expect(times).toBe(3)
  await expect(client.call('folder.uids', folder)).rejects.toMatchObject({ error: { kind: 'damaged' } })
  const waiting = mailStoreClient(
    clock,
    () => undefined,
    () => undefined,
  )
  const never = waiting.call('folder.uids', folder)
  waiting.close()
  await expect(never).rejects.toBeInstanceOf(Failure)
})
