import type { In } from '#shared/contract/define.ts'
import type { mailStoreCalls } from '#shared/contract/mail-store.ts'
import { retryDelay, type OutboxState } from '#shared/domain/mail/outbox.ts'
import { place, type Access } from '../net/imap.ts'
import { problemOf, type MailProblem } from '../net/problem.ts'
import { handOver } from '../net/smtp.ts'
import { makeWake } from '../net/wake.ts'
import type { MailStore } from '../store/client.ts'
import { compose } from './compose.ts'
import { fileCopy, isInSent } from './file-copy.ts'

export interface Outbox {
  /** Something was queued, or asked to be tried now. */
  poke(): void
  /** The servers may be reached again: what waited for nothing else is tried now, whatever its next time. */
  reachable(): void
  stop(): Promise<void>
}

export interface OutboxLog {
  (level: 'info' | 'warn' | 'error', what: string, context: Record<string, unknown>): void
}

interface Due {
  readonly id: string
  readonly state: OutboxState
  readonly attempts: number
}

const longestSleep = 10 * 60_000
const sayProblem = (problem: MailProblem): { messageKey: string; detail: string | null } => ({
  messageKey: problem.messageKey,
  detail: problem.detail,
})

/**
 * Sends what the outbox holds, one letter after another; the picture of the states stands at `outboxStates`. All truth is in the database:
 * every step is written there before the next one is taken, so the process may be killed anywhere.
 */
export function runOutbox(access: Access, store: MailStore, log: OutboxLog): Outbox {
  const stopping = new AbortController()
  const wake = makeWake()
  const mailboxId = access.account.id
  /** Letters that wait because nobody answered; one the server put off (4xx) or a wrong password keeps its own time. */
  const unreached = new Map<string, Due>()
  let again = false
  const step = async (item: Due): Promise<void> => {
    switch (item.state) {
      case 'queued':
      case 'building':
        return (await build(store, item.id)) ? sendNow(item) : undefined
      case 'retry_wait':
        return sendNow(item)
      case 'accepted':
        return file(access, store, item)
      case 'unknown':
        return lookInSent(access, store, item)
      default:
        return undefined
    }
  }
  const sendNow = async (item: Due): Promise<void> => {
    unreached.delete(item.id)
    const attempts = item.attempts + 1
    if ((await send(access, store, item)) === 'unreached') unreached.set(item.id, { id: item.id, state: 'retry_wait', attempts })
  }
  const run = async (): Promise<void> => {
    await store.call('outbox.recover', { mailboxId, busy: [] })
    while (!stopping.signal.aborted) {
      if (again) {
        again = false
        for (const item of [...unreached.values()]) if (!stopping.signal.aborted) await step(item)
      }
      const due = await store.call('outbox.due', { mailboxId, now: new Date().toISOString() })
      for (const item of due.items) {
        if (stopping.signal.aborted) return
        await step(item)
      }
      if (due.items.length > 0) continue
      const ms = due.nextAt === null ? longestSleep : Date.parse(due.nextAt) - Date.now()
      await wake.wait(Math.min(longestSleep, Math.max(20, ms)), stopping.signal)
    }
  }
  const keepRunning = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await run()
      } catch (thrown) {
        // A store that was closed, a full disk: the letters stay where they are.
        if (stopping.signal.aborted) return
        log('error', 'mail.outbox.failed', { thrown: thrown instanceof Error ? thrown.message : String(thrown) })
        await wake.wait(15_000, stopping.signal)
      }
    }
  }
  const running = keepRunning()
  return {
    poke: () => wake.ring(),
    reachable() {
      again = true
      wake.ring()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

type Move = In<(typeof mailStoreCalls)['outbox.move']>

const move = (store: MailStore, fields: Omit<Move, 'at'>): Promise<boolean> =>
  store.call('outbox.move', { ...fields, at: new Date().toISOString() })

const later = (attempts: number): string => new Date(Date.now() + retryDelay(attempts, Math.random())).toISOString()

/** Freezes the letter unless that was done before a crash. False: it is no longer there to send, or cannot be built. */
async function build(store: MailStore, id: string): Promise<boolean> {
  if (await store.call('outbox.frozen', { id })) return true
  const outgoing = await store.call('outbox.build', { id, now: new Date().toISOString() })
  if (!outgoing) return false
  try {
    const { wire, copy, envelope, header, body } = await compose(outgoing)
    await store.call('outbox.freeze', { id, wire, copy, envelope, header, body })
    return true
  } catch (thrown) {
    const detail = thrown instanceof Error ? thrown.message.replaceAll(/[^\s<>@]+@[^\s<>@]+/g, '…').slice(0, 200) : null
    await move(store, { id, from: ['building'], to: 'failed', problem: { messageKey: 'error.mail.cannotBuild', detail } })
    return false
  }
}

/** Answers whether the letter waits now because nobody answered at the server's. */
async function send(access: Access, store: MailStore, item: Due): Promise<'unreached' | undefined> {
  const { id } = item
  const frozen = await store.call('outbox.frozen', { id })
  if (!frozen || !(await move(store, { id, from: ['building', 'retry_wait'], to: 'sending' }))) return undefined
  const outcome = await handOver(access, frozen.envelope, frozen.wire, async () => {
    await store.call('outbox.handedOver', { id })
  })
  const from: OutboxState[] = ['sending']
  switch (outcome.kind) {
    case 'accepted':
      await move(store, { id, from, to: 'accepted', response: outcome.response, rejected: [...outcome.rejected] })
      await file(access, store, item)
      return undefined
    case 'refused':
      await move(store, { id, from, to: 'failed', rejected: [...outcome.rejected], problem: sayProblem(outcome.problem) })
      return undefined
    case 'later':
      // A wrong password is asked seldom, or the account gets locked.
      await move(store, {
        id,
        from,
        to: 'retry_wait',
        nextAttemptAt: later(outcome.problem.kind === 'auth' ? 8 : item.attempts + 1),
        problem: sayProblem(outcome.problem),
      })
      return outcome.problem.kind === 'network' && outcome.problem.messageKey !== 'error.mail.notNow' ? 'unreached' : undefined
    case 'unknown':
      await move(store, {
        id,
        from,
        to: 'unknown',
        nextAttemptAt: new Date(Date.now() + 3000).toISOString(),
        problem: sayProblem(outcome.problem),
      })
      return undefined
  }
}

/** The copy in Sent; until it is there the letter stays `accepted` and is tried again. */
async function file(access: Access, store: MailStore, item: Due): Promise<void> {
  const { id } = item
  const frozen = await store.call('outbox.frozen', { id })
  if (!frozen) return
  try {
    await fileCopy(access, frozen.messageId, frozen.copy)
    await move(store, { id, from: ['accepted'], to: 'done' })
  } catch (thrown) {
    const problem = problemOf(thrown, place(access.account.imap))
    await move(store, {
      id,
      from: ['accepted'],
      to: 'accepted',
      nextAttemptAt: later(problem.kind === 'auth' ? 8 : 2),
      problem: { messageKey: 'error.mail.noCopyYet', detail: problem.detail },
    })
  }
}

/** A hand-over nobody confirmed: a copy in Sent (some servers make it) settles it, else the person decides; looked again now and then. */
async function lookInSent(access: Access, store: MailStore, item: Due): Promise<void> {
  const { id } = item
  const frozen = await store.call('outbox.frozen', { id })
  if (!frozen) return
  const again = {
    id,
    from: ['unknown'] as OutboxState[],
    to: 'unknown' as const,
    nextAttemptAt: new Date(Date.now() + longestSleep).toISOString(),
  }
  try {
    if (await isInSent(access, frozen.messageId))
      await move(store, { id, from: ['unknown'], to: 'accepted', response: 'found in Sent' })
    else await move(store, { ...again, problem: { messageKey: 'error.mail.unknownOutcome', detail: null } })
  } catch (thrown) {
    await move(store, {
      ...again,
      problem: { messageKey: 'error.mail.unknownOutcome', detail: problemOf(thrown, place(access.account.imap)).detail },
    })
  }
}
