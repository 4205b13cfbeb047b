import type { MailboxStatus } from '#shared/domain/mail.ts'
import type { MailAccount } from '#shared/contract/mail.ts'
import type { LinkState } from '../net/link.ts'

/** What a mailbox says about itself; tells only changes. */
export interface StatusKeeper {
  link(state: LinkState): void
  /** The inbox is watched: what shows is up to date. */
  watching(): void
  progress(progress: { done: number; total: number } | null): void
  unread(count: number): void
  current(): MailboxStatus
}

/** @param told gets the status each time it differs from the one before. */
export function keepStatus(account: MailAccount, now: () => Date, told: (status: MailboxStatus) => void): StatusKeeper {
  let status: MailboxStatus = {
    mailboxId: account.id,
    name: account.name,
    address: account.address,
    state: 'connecting',
    since: now().toISOString(),
    nextTryAt: null,
    progress: null,
    problem: null,
    unread: 0,
  }
  let last = ''
  const set = (change: Partial<MailboxStatus>): void => {
    const changed = change.state !== undefined && change.state !== status.state
    // Trouble lasts from its beginning through all tries until it is solved; a try does not make it younger.
    const same = status.problem !== null && change.problem !== null
    status = { ...status, ...change, since: changed && !same ? now().toISOString() : status.since }
    const { nextTryAt, ...rest } = status
    const key = JSON.stringify([rest, nextTryAt])
    if (key === last) return
    last = key
    told(status)
  }
  return {
    link(state) {
      if (state.kind === 'connected') return set({ state: 'syncing', nextTryAt: null, problem: null })
      // While trying again the last problem stays visible: it is not solved yet.
      if (state.kind === 'connecting') return set({ state: 'connecting', nextTryAt: null })
      const { messageKey, detail, kind } = state.problem
      const refused = kind === 'auth' || kind === 'certificate' || kind === 'setup'
      set({
        state: refused ? 'refused' : 'offline',
        nextTryAt: new Date(state.nextTryAt).toISOString(),
        problem: { messageKey, detail },
      })
    },
    watching: () => set({ state: status.progress === null ? 'idle' : 'syncing', problem: null, nextTryAt: null }),
    progress(progress) {
      if (status.state === 'idle' || status.state === 'syncing') set({ progress, state: progress === null ? 'idle' : 'syncing' })
    },
    unread: (unread) => set({ unread }),
    current: () => status,
  }
}
