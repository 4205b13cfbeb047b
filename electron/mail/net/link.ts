import type { ImapFlow } from 'imapflow'
import { Failure } from '#shared/contract/result.ts'
import { makeBackoff } from './backoff.ts'
import { connectImap, newImap, place, type Access } from './imap.ts'
import { problemOf, type MailProblem } from './problem.ts'
import { makeWake } from './wake.ts'

export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected' }
  | { readonly kind: 'waiting'; readonly problem: MailProblem; readonly nextTryAt: number }

export interface Link {
  /** Forgets the waiting time and makes a new connection now, also when the present one looks alive (it may be dead after sleep). */
  tryNow(): void
  stop(): Promise<void>
}

export interface LinkTiming {
  /** Shortest and longest wait after trouble of the network, ms. */
  readonly first: number
  readonly most: number
  /** After a wrong password, a refused certificate or a setting that cannot work: seldom, so that no account gets locked. ms. */
  readonly refused: number
}

export const linkTiming: LinkTiming = { first: 1000, most: 5 * 60_000, refused: 15 * 60_000 }

/**
 * Keeps one IMAP connection up for ever:
 *
 *   connecting ──▶ connected ──lost──▶ waiting ──time, or tryNow──▶ connecting
 *        └───────────refused──────────────▲
 *
 * @param work what to do on a connection; it ends by throwing, for instance because the connection closed.
 */
export function keepLink(
  access: Access,
  work: (client: ImapFlow) => Promise<void>,
  told: (state: LinkState) => void,
  timing = linkTiming,
): Link {
  const stopping = new AbortController()
  const wake = makeWake()
  const backoff = makeBackoff(Math.random, timing.first, timing.most)
  let client: ImapFlow | null = null
  let forced = false

  const attempt = async (): Promise<MailProblem | null> => {
    let connectedAt = 0
    try {
      const made = newImap(access)
      client = made
      const closed = new Promise<never>((_resolve, reject) => {
        made.once('close', () => reject(Object.assign(new Error('the connection was closed'), { code: 'EConnectionClosed' })))
      })
      closed.catch(() => {
        // Looked at in the race below, or too late to matter.
      })
      await connectImap(made)
      connectedAt = Date.now()
      told({ kind: 'connected' })
      await Promise.race([work(made), closed])
      return null
    } catch (thrown) {
      if (connectedAt !== 0 && Date.now() - connectedAt > 60_000) backoff.reset()
      // A refusal of ours (clear text) or of the records process (disk full).
      if (thrown instanceof Failure)
        return {
          messageKey: thrown.error.messageKey,
          detail: thrown.error.detail ?? null,
          kind: thrown.error.kind === 'bad_input' ? 'setup' : 'network',
        }
      return problemOf(thrown, place(access.account.imap))
    } finally {
      client?.close()
      client = null
    }
  }

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      told({ kind: 'connecting' })
      const problem = await attempt()
      if (stopping.signal.aborted) return
      if (forced || problem === null) {
        forced = false
        continue
      }
      const ms = problem.kind === 'network' || problem.kind === 'protocol' ? backoff.next() : timing.refused
      const wait = problem.kind === 'protocol' ? Math.max(ms, Math.min(30_000, timing.most)) : ms
      told({ kind: 'waiting', problem, nextTryAt: Date.now() + wait })
      if (await wake.wait(wait, stopping.signal)) backoff.reset()
      forced = false
    }
  }
  const running = run()
  return {
    tryNow() {
      if (client) {
        forced = true
        client.close()
      } else wake.ring()
    },
    async stop() {
      stopping.abort()
      client?.close()
      await running
    },
  }
}
