import type { In, Out } from '#shared/contract/define.ts'
import { mailStoreCalls, mailStoreEvents } from '#shared/contract/mail-store.ts'
import { Failure } from '#shared/contract/result.ts'
import { rpcClient, type Clock, type Pipe, type RpcClient, type RpcLog } from '#shared/contract/rpc.ts'

type Calls = typeof mailStoreCalls

/** The records process as the mail process sees it. */
export interface MailStore {
  /**
   * Asks until it is answered: while the records process is away or slow the call waits and is repeated (every call of the contract may be).
   * Rejects with `Failure` when the answer is a refusal, or when the store was closed.
   */
  call<K extends keyof Calls & string>(name: K, input: In<Calls[K]>): Promise<Out<Calls[K]>>
}

export interface MailStoreClient extends MailStore {
  /** A port to a (new) records process; calls under way on the old one are repeated on it. */
  use(pipe: Pipe): void
  close(): void
}

/** @param onWork called when the records process has something for us to do (`null`: for any mailbox). */
export function mailStoreClient(clock: Clock, log: RpcLog, onWork: (mailboxId: string | null) => void): MailStoreClient {
  let current: RpcClient<Calls> | null = null
  let closed = false
  let waiting: (() => void)[] = []
  const release = (): void => {
    const all = waiting
    waiting = []
    for (const resume of all) resume()
  }
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, ms)
      waiting.push(() => {
        clock.clearTimeout(timer)
        resolve()
      })
    })
  return {
    use(pipe) {
      current?.close()
      current = rpcClient(pipe, mailStoreCalls, mailStoreEvents, (_name, payload) => onWork(payload.mailboxId), clock, log)
      release()
    },
    async call(name, input) {
      for (let tries = 0; ; tries++) {
        if (closed) throw new Failure({ kind: 'unavailable', messageKey: 'error.processDown', retryable: false })
        const client = current
        const result = client && (await client.call(name, input))
        if (result?.ok) return result.value
        if (result && !result.error.retryable) throw new Failure(result.error)
        // A new port came in meanwhile: ask it at once.
        if (client === current) await pause(Math.min(5000, 100 * 2 ** Math.min(tries, 6)))
      }
    },
    close() {
      closed = true
      current?.close()
      release()
    },
  }
}
