import type { deskCalls } from '#shared/contract/desk/calls.ts'
import type { Handlers } from '#shared/contract/define.ts'
import type { MailAccount } from '#shared/contract/mail.ts'
import { raise } from '#shared/contract/result.ts'
import type { Services } from '../../app/services.ts'
import { unwrap } from './unwrap.ts'

type Names = 'mail.tryNow' | 'accounts.discover' | 'accounts.test' | 'accounts.save' | 'accounts.remove'

export function accountHandlers({
  mail,
  accounts,
  connections,
  vault,
  profile,
}: Services): Handlers<Pick<typeof deskCalls, Names>> {
  const secretOf = (id: string): string => `mail:${id}`
  const check = (account: MailAccount): void => {
    if ((account.imap.security === 'none' || account.smtp.security === 'none') && !account.allowInsecure)
      raise('bad_input', 'error.mail.insecure')
  }
  return {
    'mail.tryNow': () => unwrap(mail.call('tryNow', null)),
    'accounts.discover': (input) => unwrap(mail.call('discover', input)),
    'accounts.test': ({ account, password }) => {
      check(account)
      return unwrap(
        mail.call('test', {
          account,
          password: password === '' ? (vault.get(secretOf(account.id)) ?? '') : password,
          trustedCertificates: [...(profile?.trustedCertificates ?? [])],
        }),
      )
    },
    'accounts.save': async ({ account, password }) => {
      check(account)
      if (profile?.profile.mailboxes.some((mailbox) => mailbox.id === account.id) === true) raise('denied', 'error.managed')
      if (password !== '') vault.set(secretOf(account.id), password)
      else if (vault.get(secretOf(account.id)) === null) raise('bad_input', 'error.mail.password')
      const { accounts: own, ...others } = connections.get()
      connections.set({ ...others, accounts: [...own.filter((each) => each.id !== account.id), account] })
      await accounts.reconfigure()
      return null
    },
    'accounts.remove': async ({ id }) => {
      const { accounts: own, ...others } = connections.get()
      if (!own.some((each) => each.id === id)) raise('denied', 'error.managed')
      connections.set({ ...others, accounts: own.filter((each) => each.id !== id) })
      vault.set(secretOf(id), null)
      await accounts.reconfigure()
      return null
    },
  }
}
