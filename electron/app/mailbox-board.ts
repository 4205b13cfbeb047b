import type { MailboxStatus } from '#shared/domain/mail.ts'

/** The mailboxes' states in the order of their accounts; one that was never told of is connecting. */
export class MailboxBoard {
  readonly #states = new Map<string, MailboxStatus>()

  put(status: MailboxStatus): void {
    this.#states.set(status.mailboxId, status)
  }

  list(accounts: readonly { id: string; name: string; address: string }[]): MailboxStatus[] {
    return accounts.map(
      (account) =>
        this.#states.get(account.id) ?? {
          mailboxId: account.id,
          name: account.name,
          address: account.address,
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
