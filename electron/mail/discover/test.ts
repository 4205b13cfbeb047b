import type { In, Out } from '#shared/contract/define.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import { Failure } from '#shared/contract/result.ts'
import { connectImap, newImap, place, within, type Access } from '../net/imap.ts'
import { problemOf } from '../net/problem.ts'
import { withSmtp } from '../net/smtp.ts'
import { sentPath } from '../sync/sent.ts'

type Steps = Out<(typeof mailCalls)['test']>
type StepName = Steps[number]['step']

/**
 * Tries an account step by step: reach the IMAP server, log in, list folders; reach the SMTP server, log in. Nothing is sent. What comes
 * after a step that failed is left out; both servers are tried in any case.
 */
export async function testAccount(input: In<(typeof mailCalls)['test']>): Promise<Steps> {
  const access: Access = input
  const [imap, smtp] = await Promise.all([testImap(access), testSmtp(access)])
  return [...imap, ...smtp]
}

const good = (step: StepName): Steps[number] => ({ step, ok: true, messageKey: null, detail: null })

/** A wrong password proves that the server was reached. */
function bad(thrown: unknown, where: string, connect: StepName, login: StepName, reached: boolean): Steps {
  if (thrown instanceof Failure) return [{ step: connect, ok: false, messageKey: thrown.error.messageKey, detail: null }]
  const { kind, messageKey, detail } = problemOf(thrown, where)
  const atLogin = reached || kind === 'auth'
  return [...(atLogin ? [good(connect)] : []), { step: atLogin ? login : connect, ok: false, messageKey, detail }]
}

async function testImap(access: Access): Promise<Steps> {
  const where = place(access.account.imap)
  let loggedIn = false
  try {
    const client = newImap(access)
    try {
      await connectImap(client)
      loggedIn = true
      await sentPath(client)
      await within(client, 20_000, client.mailboxOpen('INBOX', { readOnly: true }))
      return [good('imap_connect'), good('imap_login'), good('imap_folders')]
    } finally {
      client.close()
    }
  } catch (thrown) {
    if (!loggedIn) return bad(thrown, where, 'imap_connect', 'imap_login', false)
    return [
      good('imap_connect'),
      good('imap_login'),
      { step: 'imap_folders', ok: false, messageKey: 'error.mail.folders', detail: problemOf(thrown, where).detail },
    ]
  }
}

async function testSmtp(access: Access): Promise<Steps> {
  let reached = false
  try {
    await withSmtp(
      access,
      () => (reached = true),
      () => Promise.resolve(),
    )
    return [good('smtp_connect'), good('smtp_login')]
  } catch (thrown) {
    return bad(thrown, place(access.account.smtp), 'smtp_connect', 'smtp_login', reached)
  }
}
