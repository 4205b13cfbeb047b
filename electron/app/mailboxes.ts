import type { In } from '#shared/contract/define.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { MailboxStatus } from '#shared/domain/mail.ts'
import type { Log } from '../diagnostics/log.ts'
import type { ManagedAccount } from '../policy/connections.ts'
import type { DeskModel } from './desk-model.ts'
import type { AccountsControl } from './services.ts'
import type { Supervised } from './supervised.ts'

export interface MailboxesOptions {
  accounts: () => readonly ManagedAccount[]
  secret: (accountId: string) => string | null
  /** PEM texts the profile trusts besides the system's certificates. */
  trustedCertificates: readonly string[]
  mail: () => Supervised<typeof mailCalls>
  records: () => Pick<Supervised<typeof recordsCalls>, 'call'>
  model: DeskModel
  log: Log
}

/** The mailboxes as the desk sees them, and what the mail process is told of them. */
export class Mailboxes implements AccountsControl {
  readonly #options: MailboxesOptions
  readonly #states = new Map<string, MailboxStatus>()

  constructor(options: MailboxesOptions) {
    this.#options = options
  }

  /** What a fresh mail process is told first; an account without its secret waits until there is one. */
  configuration(): In<(typeof mailCalls)['configure']> {
    const { accounts, secret, trustedCertificates } = this.#options
    return {
      accounts: accounts().flatMap(({ managed: _managed, ...account }) => {
        const password = secret(account.id)
        return password === null ? [] : [{ account, password }]
      }),
      trustedCertificates: [...trustedCertificates],
    }
  }

  /** What the records must know of the mailboxes before a letter can be begun. */
  known(): In<(typeof recordsCalls)['mailboxes.known']> {
    return {
      mailboxes: this.#options
        .accounts()
        .map(({ address, id, name, senderName }) => ({ mailboxId: id, name, address, senderName })),
    }
  }

  async reconfigure(): Promise<void> {
    const known = await this.#options.records().call('mailboxes.known', this.known())
    if (!known.ok) this.#options.log('warn', 'records.mailboxes', { kind: known.error.kind })
    this.show()
    await this.#options.mail().call('configure', this.configuration())
  }

  onStatus(status: MailboxStatus): void {
    this.#states.set(status.mailboxId, status)
    this.#options.model.set('mailboxes', this.#list())
  }

  show(): void {
    const { model, accounts } = this.#options
    model.set('accounts', [...accounts()])
    model.set('mailboxes', this.#list())
  }

  /** In the order of the accounts; one that was never told of is connecting. */
  #list(): MailboxStatus[] {
    return this.#options.accounts().map(
      ({ id, name, address }) =>
        this.#states.get(id) ?? {
          mailboxId: id,
          name,
          address,
          state: 'connecting',
          since: new Date().toISOString(),
          nextTryAt: null,
          progress: null,
          problem: null,
          unread: 0,
        },
    )
  }
}
