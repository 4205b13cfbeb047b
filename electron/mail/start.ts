import { mailCalls, mailEvents, type MailAccount } from '#shared/contract/mail.ts'
import { rpcServer, type Clock, type Pipe } from '#shared/contract/rpc.ts'
import { runAccount, type Account } from './accounts/account.ts'
import { discover } from './discover/discover.ts'
import { testAccount } from './discover/test.ts'
import type { Access } from './net/imap.ts'
import type { LinkTiming } from './net/link.ts'
import { mailStoreClient } from './store/client.ts'

export interface MailProcess {
  /** A port to a (new) records process. */
  useStore(pipe: Pipe): void
  stop(): Promise<void>
}

const clock: Clock = {
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
}

/**
 * The mail process without Electron: serves `mailCalls` on the pipe to main and works on the records process's store.
 * @param timing waiting times between tries, shortened by tests
 */
export function startMail(pipe: Pipe, timing?: LinkTiming): MailProcess {
  const accounts = new Map<string, Account>()
  let changing: Promise<unknown> = Promise.resolve()
  const log = (level: 'info' | 'warn' | 'error', what: string, context: Record<string, unknown>): void =>
    server.emit('log', { level, what, context })
  const store = mailStoreClient(clock, log, (mailboxId) => {
    for (const [id, account] of accounts) if (mailboxId === null || mailboxId === id) account.poke()
  })
  const all = (act: (account: Account) => void): null => {
    for (const account of accounts.values()) act(account)
    return null
  }

  const configure = async (
    wanted: readonly { account: MailAccount; password: string }[],
    trustedCertificates: readonly string[],
  ): Promise<void> => {
    const own = wanted.map(({ account }) => account.address.toLowerCase())
    const key = (access: Access): string => JSON.stringify([access.account, access.password, access.trustedCertificates, own])
    const next = new Map(
      wanted.map(({ account, password }) => [account.id, { account, password, trustedCertificates: [...trustedCertificates] }]),
    )
    for (const [id, account] of accounts) {
      const access = next.get(id)
      if (access && keys.get(id) === key(access)) continue
      accounts.delete(id)
      await account.stop()
    }
    for (const [id, access] of next) {
      if (accounts.has(id)) continue
      keys.set(id, key(access))
      accounts.set(
        id,
        runAccount(access, { store, own, told: (status) => server.emit('status', status), log, ...(timing ? { timing } : {}) }),
      )
    }
  }
  const keys = new Map<string, string>()

  const server = rpcServer(
    pipe,
    mailCalls,
    mailEvents,
    {
      async configure(input) {
        const done = changing.then(() => configure(input.accounts, input.trustedCertificates))
        changing = done.catch(() => null)
        await done
        return null
      },
      status: () => [...accounts.values()].map((account) => account.status()),
      tryNow: () => all((account) => account.tryNow()),
      poke: () => all((account) => account.poke()),
      discover: ({ address }) => discover(address),
      test: (input) => testAccount(input),
    },
    log,
  )
  return {
    useStore: (storePipe) => store.use(storePipe),
    async stop() {
      store.close()
      await Promise.all([...accounts.values()].map((account) => account.stop()))
      server.close()
    },
  }
}
