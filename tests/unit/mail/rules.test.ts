import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAutomatic } from '#shared/domain/mail/automatic.ts'
import { safeFileName } from '#shared/domain/mail/file-name.ts'
import { mayMove, retryDelay, unresolvedPlaces } from '#shared/domain/mail/outbox.ts'
import { outboxStates } from '#shared/domain/mail.ts'
import { quoteOf } from '#shared/domain/mail/quote.ts'
import { isAddress, recipientsFor } from '#shared/domain/mail/recipients.ts'
import { snippetOf, textOfHtml } from '#shared/domain/mail/snippet.ts'
import { baseSubject, subjectFor } from '#shared/domain/mail/subject.ts'
import { messageIds, threadOf, type Candidate, type Letter } from '#shared/domain/mail/threading.ts'

test.each([
  ['Re: Invoice', 'invoice'],
  ['AW: WG: Re[2]: Invoice', 'invoice'],
  ['Vá: Továbbítás: Számla', 'számla'],
  ['RE : Fwd: [list] Invoice (fwd)', 'invoice'],
  ['Odp: Faktura', 'faktura'],
  ['Re:', ''],
  ['Regarding the order', 'regarding the order'],
  ['[ticket 5]', '[ticket 5]'],
])('base of %j is %j', (subject, base) => expect(baseSubject(subject)).toBe(base))

test('an answer carries one mark, whatever it had', () => {
  expect(subjectFor('reply', 'AW: Re: Invoice')).toBe('Re: Invoice')
  expect(subjectFor('forward', 'Re: Invoice\r\nBcc: x')).toBe('Fwd: Invoice Bcc: x')
  fc.assert(
    fc.property(
      fc.string(),
      (subject) => baseSubject(subjectFor('reply', subject)) === baseSubject(subject.replaceAll(/[\r\n\t]+/g, ' ')),
    ),
  )
})

const letter: Letter = { references: ['<a>', '<b>'], counterpart: 'anna@x.test', contactId: null, baseSubject: 'invoice' }
const candidate = (more: Partial<Candidate>): Candidate => ({
  conversationId: 'c1',
  counterpart: 'anna@x.test',
  contactId: null,
  baseSubject: 'invoice',
  via: '<a>',
  participants: ['anna@x.test'],
  ...more,
})

test('a letter joins by its newest reference, of the same customer and subject only', () => {
  expect(threadOf(letter, [candidate({}), candidate({ conversationId: 'c2', via: '<b>' })])).toEqual(['c2', 'c1'])
  expect(threadOf(letter, [candidate({ counterpart: 'bela@x.test', participants: ['bela@x.test'] })])).toEqual([])
  expect(threadOf(letter, [candidate({ baseSubject: 'another matter' })])).toEqual([])
  expect(threadOf({ ...letter, baseSubject: '' }, [candidate({})])).toEqual(['c1'])
  expect(threadOf(letter, [])).toEqual([])
})

test('two known customers never share a conversation; one customer with two addresses does', () => {
  const known = { ...letter, counterpart: 'anna@home.test', contactId: 'p1' }
  expect(threadOf(known, [candidate({ contactId: 'p2', participants: ['anna@home.test'] })])).toEqual([])
  expect(threadOf(known, [candidate({ contactId: 'p1' })])).toEqual(['c1'])
  expect(
    threadOf({ ...letter, counterpart: 'cc@x.test' }, [
      candidate({ contactId: 'p1', participants: ['anna@x.test', 'cc@x.test'] }),
    ]),
  ).toEqual(['c1'])
})

test('message ids are found in whatever stands in the field', () => {
  expect(messageIds('<a@b> junk <c@d>\r\n <a@b> not-one <<e@f>')).toEqual(['<a@b>', '<c@d>', '<e@f>'])
})

const own = ['service@toll.test', 'info@toll.test']
const received = {
  direction: 'inbound' as const,
  from: { name: 'Anna', address: 'anna@x.test' },
  replyTo: [],
  to: [
    { name: '', address: 'Service@toll.test' },
    { name: '', address: 'bela@x.test' },
  ],
  cc: [
    { name: '', address: 'ANNA@x.test' },
    { name: '', address: 'cili@x.test' },
    { name: '', address: 'info@toll.test' },
  ],
}

test('who gets the answer', () => {
  const list = ({ to, cc }: ReturnType<typeof recipientsFor>) => [
    to.map(({ address }) => address),
    cc.map(({ address }) => address),
  ]
  expect(list(recipientsFor('reply', received, own))).toEqual([['anna@x.test'], []])
  expect(list(recipientsFor('reply_all', received, own))).toEqual([['anna@x.test', 'bela@x.test'], ['cili@x.test']])
  expect(list(recipientsFor('reply', { ...received, replyTo: [{ name: '', address: 'case@x.test' }] }, own))).toEqual([
    ['case@x.test'],
    [],
  ])
  expect(
    list(
      recipientsFor('reply_all', { ...received, direction: 'outbound', from: { name: '', address: 'service@toll.test' } }, own),
    ),
  ).toEqual([['bela@x.test'], ['ANNA@x.test', 'cili@x.test']])
  expect(list(recipientsFor('forward', received, own))).toEqual([[], []])
})

test.each([
  ['anna@x.test', true],
  ['anna+tag@sub.x.test', true],
  ['jószef@példa.hu', true],
  ['anna', false],
  ['anna@', false],
  ['@x.test', false],
  ['a b@x.test', false],
  ['anna@x', false],
  ['anna@x..test', false],
  ['"a"@x.test', false],
  ['anna@x.test\r\nBcc: y@z.test', false],
  ['a,b@x.test', false],
  ['.a@x.test', false],
  [`${'a'.repeat(65)}@x.test`, false],
])('%j is an address: %s', (text, expected) => expect(isAddress(text)).toBe(expected))

test.each([
  [{ 'auto-submitted': 'auto-replied' }, 'anna@x.test', true],
  [{ 'auto-submitted': 'no' }, 'anna@x.test', false],
  [{ precedence: 'bulk' }, 'anna@x.test', true],
  [{ precedence: 'first-class' }, 'anna@x.test', false],
  [{ 'list-id': '<l>' }, 'anna@x.test', true],
  [{ 'x-auto-response-suppress': 'All' }, 'anna@x.test', true],
  [{ 'x-auto-response-suppress': 'None' }, 'anna@x.test', false],
  [{ 'return-path': '<>' }, 'anna@x.test', true],
  [{ 'content-type': 'multipart/report; report-type=delivery-status' }, 'anna@x.test', true],
  [{}, 'MAILER-DAEMON@x.test', true],
  [{}, 'no-reply@x.test', true],
  [{}, 'noreply+17@x.test', true],
  [{}, 'noreplybauer@x.test', false],
])('machine: %j from %s: %s', (fields, from, expected) =>
  expect(isAutomatic(new Map(Object.entries(fields)), from)).toBe(expected),
)

test('file names are safe whatever comes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
      const safe = safeFileName(name, 'file')
      return (
        safe !== '' &&
        [...safe].length <= 150 &&
        !/[/\\<>:"|?*\p{Cc}\p{Cf}]/u.test(safe) &&
        !/^[.\s]|[.\s]$/.test(safe) &&
        !/^(?:con|nul|aux|prn)(?:\.|$)/i.test(safe)
      )
    }),
    { numRuns: 300 },
  )
  expect(safeFileName('árvíztűrő tükör.pdf', 'file')).toBe('árvíztűrő tükör.pdf')
})

test('the first words of a letter, without what was quoted', () => {
  expect(snippetOf('Thank you!\n\nOn Mon, 1 Nov 2026, Service <s@t.test> wrote:\n> old\n-- \nAnna')).toBe('Thank you!')
  expect(snippetOf('Danke.\nAm 1.11.2026 um 10:00 schrieb Service:\n> alt')).toBe('Danke.')
})

test('text of HTML is text, quickly, for anything', () => {
  expect(textOfHtml('<style>p{}</style><p>Good <b>day</b> &amp; &#8364;5&nbsp;!</p><script>x</script><p>Bye</p>')).toBe(
    'Good day & €5 !\nBye',
  )
  const began = performance.now()
  textOfHtml('<'.repeat(500_000))
  textOfHtml('<!--'.repeat(120_000))
  for (const text of ['<script', '<script>', '<title>x', '<p', '&#', ' \n', '</', '<style></style'])
    textOfHtml(text.repeat(500_000 / text.length))
  for (const text of ['on ', 'On x wrote', ' ezt írta']) snippetOf(text.repeat(8000))
  expect(performance.now() - began).toBeLessThan(20_000)
})

test('a quote is escaped and marked', () => {
  const quote = quoteOf('reply', {
    from: { name: 'A <b>', address: 'a@x.test' },
    to: [],
    cc: [],
    subject: 's',
    date: '2026-11-21T10:00:00.000Z',
    text: '<img src=x>\n> older',
  })
  expect(quote.html).not.toMatch(/<(?!\/?(?:p|br|blockquote)[\s>])/)
  expect(quote.text).toContain('> <img src=x>\n>> older')
})

test('the outbox moves as drawn: nothing leaves an end, nothing is sent again from where it may have arrived', () => {
  for (const end of ['done', 'bounced', 'withdrawn'] as const)
    for (const to of outboxStates) if (to !== 'bounced') expect(mayMove(end, to)).toBe(false)
  expect(outboxStates.filter((from) => mayMove(from, 'sending'))).toEqual(['building', 'retry_wait'])
  for (const from of ['sending', 'accepted', 'done', 'unknown'] as const) expect(mayMove(from, 'withdrawn')).toBe(false)
  expect(mayMove('accepted', 'retry_wait')).toBe(false)
})

test('retries wait longer, never for ever, never without end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, random) => {
      const ms = retryDelay(attempts, random)
      return ms >= 7500 && ms <= 30 * 60_000
    }),
  )
})

test('places nobody filled in are found', () => {
  expect(unresolvedPlaces('Dear {{name}}, {not} {{ order }}')).toEqual(['{{name}}', '{{ order }}'])
})
