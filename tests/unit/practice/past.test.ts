import { expect, onTestFinished, test, vi } from 'vitest'
import { pastMoment } from '../../../electron/practice/customers/past.ts'
import { peopleOf, serviceAddress } from '../../../electron/practice/customers/people.ts'
import { seed } from '../../../electron/practice/customers/seed.ts'
import type { PlainLetter } from '../../../electron/practice/mailbox/letter.ts'
import type { Mailbox } from '../../../electron/practice/mailbox/mailbox.ts'
import { forwardedNames } from '../../../shared/contract/desk/calls.ts'
import { shipped, shippedCast } from '../../support/practice.ts'
import { openBench } from '../records/support/records.ts'
import { doorOf } from './door.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const day = 86_400_000
/** Noon of seven days in a row, so of every day of the week, over the change of the clocks in spring. */
const week = [26, 27, 28, 29, 30, 31, 32].map((date) => new Date(2026, 2, date, 12))

test('an agent’s doings lie on working days, a customer’s on any, all at their time of the day', () => {
  for (const now of week)
    for (let daysAgo = 1; daysAgo < 15; daysAgo++) {
      const agent = pastMoment(now, { daysAgo, at: '09:05' }, 'agent')
      expect(agent.getDay() % 6).toBeGreaterThan(0)
      expect([agent.getHours(), agent.getMinutes()]).toEqual([9, 5])
      const shift = (now.getTime() - agent.getTime()) / day - daysAgo
      expect(shift).toBeGreaterThan(0)
      expect(shift).toBeLessThan(2.3)
      const customer = pastMoment(now, { daysAgo, at: '19:20' }, 'customer')
      expect(customer.getDay()).toBe((((now.getDay() - daysAgo) % 7) + 7) % 7)
    }
})

test('nothing lies in the future: what is not yet today was an hour ago', () => {
  const early = new Date(2026, 10, 28, 7, 30)
  expect(pastMoment(early, { daysAgo: 0, at: '08:10' }, 'agent')).toEqual(new Date(2026, 10, 28, 6, 30))
  expect(pastMoment(early, { daysAgo: 0, at: '05:10' }, 'agent')).toEqual(new Date(2026, 10, 28, 5, 10))
})

test('our customers’ histories fit what they say, on whichever day one begins', () => {
  for (const now of week) {
    const of = (id: string, kind: string) =>
      shipped(id)
        .history.filter((entry) => entry.kind === kind)
        .map((entry) => pastMoment(now, entry, entry.kind === 'mail' ? 'customer' : 'agent').getTime())
    // "The third time I call": twice within the week, each on a day of its own or at another hour, and a complaint opened by the first.
    const [first = 0, second = 0] = of('third-time', 'call')
    expect(first).toBeLessThan(second)
    expect(now.getTime() - first).toBeLessThan(7 * day)
    expect(of('third-time', 'case')[0]).toBeGreaterThan(first)
    expect(of('third-time', 'case')[0]).toBeLessThan(second)
    // Ann ordered before George calls about it; the order stands since her call.
    expect(of('shared-number', 'case')[0]).toBeGreaterThan(of('shared-number', 'call')[0] ?? 0)
    // "The end of this month" was written this month.
    expect(new Date(of('renewal', 'note')[0] ?? 0).getMonth()).toBe(now.getMonth())
    for (const { id, history } of shippedCast())
      for (const { kind } of history) expect(of(id, kind).every((at) => at < now.getTime())).toBe(true)
  }
})

test('the records of a first start tell histories of past days, in their order', async () => {
  const { ask } = await openBench(onTestFinished)
  const records = doorOf(ask)
  const letters: PlainLetter[] = []
  const mailbox: Mailbox = {
    imapPort: 0,
    smtpPort: 0,
    isEmpty: () => true,
    deliver: (letter) => void letters.push(letter),
    close: () => Promise.resolve(),
  }
  const now = new Date(2026, 10, 30, 9, 0)
  const warned: unknown[] = []
  const log = (...line: unknown[]): void => void warned.push(line)
  await seed(shippedCast(), { records, mailbox, language: 'en', service: 'Service', now, log }, () => {})
  expect(warned).toEqual([])

  const peter = peopleOf(shipped('third-time'), 'en')[0]?.contactId ?? ''
  const { items } = await ask('timeline.list', { contactId: peter, cursor: null })
  expect(items.map(({ kind, at }) => [kind, new Date(at)])).toEqual([
    // Two and four days before a Monday; Saturday's call was taken on Friday.
    ['call', new Date(2026, 10, 27, 16, 40)],
    ['case', new Date(2026, 10, 26, 9, 10)],
    ['call', new Date(2026, 10, 26, 9, 5)],
  ])
  const cases = await ask('cases.list', { contactId: peter, cursor: null })
  expect(cases.items).toMatchObject([{ status: 'open', type: 'complaint', subject: 'Heating fails at night' }])
  expect(cases.items[0]?.updatedAt).toBe(cases.items[0]?.createdAt)
  expect(letters.every(({ date, to }) => date < now && to.address === serviceAddress)).toBe(true)
  expect(letters.length).toBeGreaterThan(0)

  // Whoever withholds the number speaks of a neighbour: her record has the answer. The shopper is nobody's customer, but wrote before.
  const contacts = await ask('contacts.list', { cursor: null })
  const names = contacts.items.map(({ displayName }) => displayName)
  expect(names).toContain('Edith Moore')
  expect(names).not.toContain('Somebody')
  expect(names).not.toContain('Catherine Shaw')
  const edith = peopleOf(shipped('withheld'), 'en').find(({ key }) => key === 'edith')?.contactId ?? ''
  const past = await ask('timeline.list', { contactId: edith, cursor: null })
  expect(past.items.map(({ kind }) => kind)).toEqual(['call'])
  expect(letters.map(({ from }) => from.name)).toContain('Catherine Shaw')

  // A second start changes nothing of it.
  await seed(shippedCast(), { records, mailbox, language: 'en', service: 'Service', now: new Date(), log }, () => {})
  expect((await ask('timeline.list', { contactId: peter, cursor: null })).items).toEqual(items)
})

test('nobody at a desk may write into the past', () => {
  expect(forwardedNames.filter((name) => (name as string).startsWith('past.'))).toEqual([])
})
