import { expect, test } from 'vitest'
import type { MailboxStatus } from '#shared/domain/mail.ts'
import { keepStatus } from '../../../electron/mail/accounts/status.ts'
import { account } from '../../lab/mail/support/desk.ts'

const problem = { messageKey: 'error.mail.closedPort', detail: null, kind: 'network' } as const

test('trouble is said since its beginning, with its reason through every try, and is over when a try worked', () => {
  let minute = 0
  const told: MailboxStatus[] = []
  const at = (minutes: number): string => new Date(minutes * 60_000).toISOString()
  const keeper = keepStatus(
    account({ IMAPS_PORT: 1, SMTPS_PORT: 2 }),
    () => new Date(minute * 60_000),
    (status) => told.push(status),
  )
  keeper.link({ kind: 'connected' })
  keeper.watching()
  expect(keeper.current()).toMatchObject({ state: 'idle', problem: null })
  for (minute = 10; minute < 20; minute++) {
    keeper.link({ kind: 'waiting', problem, nextTryAt: (minute + 1) * 60_000 })
    expect(told.at(-1)).toMatchObject({ state: 'offline', since: at(10), nextTryAt: at(minute + 1) })
    keeper.link({ kind: 'connecting' })
    expect(told.at(-1)).toMatchObject({
      state: 'connecting',
      since: at(10),
      nextTryAt: null,
      problem: { messageKey: problem.messageKey },
    })
  }
  keeper.link({ kind: 'connected' })
  expect(told.at(-1)).toMatchObject({ state: 'syncing', since: at(20), problem: null })
})
