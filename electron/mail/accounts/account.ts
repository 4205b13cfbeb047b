import type { MailboxStatus } from '#shared/domain/mail.ts'
import type { Access } from '../net/imap.ts'
import { keepLink, linkTiming, type Link, type LinkTiming } from '../net/link.ts'
import { makeWake } from '../net/wake.ts'
import { runOutbox, type OutboxLog } from '../outbox/outbox.ts'
import type { MailStore } from '../store/client.ts'
import type { Folder } from '../sync/folder.ts'
import { fetchHistory } from '../sync/history.ts'
import { watchInbox } from '../sync/watch.ts'
import { keepStatus } from './status.ts'

export interface Account {
  readonly access: Access
  status(): MailboxStatus
  tryNow(): void
  /** The database has work: flags to tell, bodies to fetch, letters to send. */
  poke(): void
  stop(): Promise<void>
}

export interface AccountContext {
  readonly store: MailStore
  readonly own: readonly string[]
  readonly told: (status: MailboxStatus) => void
  readonly log: OutboxLog
  readonly timing?: LinkTiming
}

/** Runs one mailbox: a connection that watches the inbox, a second for history and bodies once the first works, and the outbox. */
export function runAccount(access: Access, context: AccountContext): Account {
  const { store } = context
  const mailboxId = access.account.id
  const status = keepStatus(access.account, () => new Date(), context.told)
  const watchBell = makeWake()
  const historyBell = makeWake()
  let inbox: Folder | null = null
  let history: Link | null = null
  let stopped = false

  const startHistory = (): void => {
    history ??= keepLink(
      access,
      async (client) => {
        if (!inbox) return
        await fetchHistory(client, inbox, historyBell, {
          progress: (progress) => status.progress(progress),
          unread: (count) => status.unread(count),
        })
      },
      (state) => {
        if (state.kind === 'waiting')
          context.log('warn', 'mail.history.waiting', { mailboxId, problem: state.problem.messageKey })
      },
      context.timing ?? linkTiming,
    )
  }

  const open = async (): Promise<void> => {
    const { unread } = await store.call('mailbox.open', {
      mailboxId,
      name: access.account.name,
      address: access.account.address,
      senderName: access.account.senderName,
      own: [...context.own],
    })
    status.unread(unread)
  }
  const opened = open()
  opened.catch((thrown: unknown) => {
    if (!stopped) context.log('error', 'mail.account.open', { mailboxId, thrown: String(thrown) })
  })

  const watch = keepLink(
    access,
    async (client) => {
      await opened
      await watchInbox(client, { store, mailboxId, log: context.log }, watchBell, {
        ready(folder, total) {
          inbox = folder
          if (folder.state.backfilledTo > 1) status.progress({ done: 0, total })
          status.watching()
          startHistory()
          void outbox.then((running) => running?.reachable())
        },
        unread: (count) => status.unread(count),
        arrived: () => historyBell.ring(),
      })
    },
    (state) => status.link(state),
    context.timing ?? linkTiming,
  )
  const outbox = opened.then(
    () => (stopped ? null : runOutbox(access, store, context.log)),
    () => null,
  )
  return {
    access,
    status: () => status.current(),
    tryNow() {
      watch.tryNow()
      history?.tryNow()
      void outbox.then((running) => running?.reachable())
    },
    poke() {
      watchBell.ring()
      historyBell.ring()
      void outbox.then((running) => running?.poke())
    },
    async stop() {
      stopped = true
      await Promise.all([watch.stop(), history?.stop(), outbox.then((running) => running?.stop())])
    },
  }
}
