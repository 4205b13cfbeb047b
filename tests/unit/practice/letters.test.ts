import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { loadCast } from '../../../electron/practice/customers/load.ts'
import { correspondents } from '../../../electron/practice/customers/letters.ts'
import { peopleOf } from '../../../electron/practice/customers/people.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const scenario = loadCast(inCheckout('resources/practice')).scenarios.find(({ id }) => id === 'price-higher')!
const margaret = peopleOf(scenario, 'en')[0]!
const address = margaret.address ?? ''

function bench() {
  const delivered: { subject: string; text: string; inReplyTo: string | null; from: string }[] = []
  const letters = correspondents({
    mailbox: () => ({
      imapPort: 0,
      smtpPort: 0,
      isEmpty: () => false,
      deliver: ({ from, inReplyTo, subject, text }) => void delivered.push({ from: from.address, subject, text, inReplyTo }),
      close: async () => {},
    }),
    language: 'en',
    service: 'Customer service',
    unexpected: 'Thank you for writing.',
    find: (wanted) => (wanted === address ? { scenario, person: margaret } : null),
    people: () => peopleOf(scenario, 'en'),
    written: () => {},
  })
  return { letters, delivered }
}

test('what answers her is answered in the order of her scenario; after the last one there is silence', () => {
  const { letters, delivered } = bench()
  const replies = scenario.mail?.replies ?? []
  for (let n = 0; n <= replies.length; n++) {
    letters.received({ to: [address], messageId: `<${n}@desk>`, inReplyTo: '<hers@customer>', subject: 'Re: Invoice 4711' })
    vi.advanceTimersByTime(600_000)
  }
  expect(delivered.map(({ text }) => text)).toEqual(replies.map(({ en }) => en))
  expect(delivered[0]).toMatchObject({ from: address, subject: 'Re: Invoice 4711', inReplyTo: '<0@desk>' })
})

test('a letter that begins something new is thanked for, and uses up nothing of what she has to say', () => {
  const { letters, delivered } = bench()
  letters.received({
    to: [address, 'nobody@customer.example'],
    messageId: '<new@desk>',
    inReplyTo: null,
    subject: 'Your renewal',
  })
  vi.advanceTimersByTime(600_000)
  expect(delivered).toEqual([
    { from: address, subject: 'Re: Your renewal', text: 'Thank you for writing.', inReplyTo: '<new@desk>' },
  ])
  letters.received({ to: [address], messageId: '<second@desk>', inReplyTo: '<hers@customer>', subject: 'Invoice 4711' })
  vi.advanceTimersByTime(600_000)
  expect(delivered[1]?.text).toBe(scenario.mail?.replies[0]?.en)
})
