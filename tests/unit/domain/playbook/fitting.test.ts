import { expect, test } from 'vitest'
import type { ContactCard } from '#shared/domain/contact.ts'
import type { When } from '#shared/domain/playbook/conditions.ts'
import { factsOf, playbookFactsSchema, type FactsInteraction, type PlaybookFacts } from '#shared/domain/playbook/facts.ts'
import { fitting } from '#shared/domain/playbook/fitting.ts'

const now = Date.parse('2026-11-30T12:00:00Z')
const facts = (more: Partial<PlaybookFacts> = {}): PlaybookFacts =>
  playbookFactsSchema.parse({ channel: 'voice', direction: 'inbound', ...more })
const book = (code: string, when: When | undefined, more: object = {}) => ({
  code,
  when,
  stage: undefined,
  channels: ['voice' as const],
  mandatory: false,
  ...more,
})
const codes = (books: ReturnType<typeof book>[], of: PlaybookFacts): string[] => fitting(books, of).map((fit) => fit.book.code)

test('every condition of a group must hold, one group is enough, and the reason is told', () => {
  const one = book('A', [{ caseType: ['complaint', 'claim'], repeatContact: 3 }, { ivr: ['reklam'] }])
  expect(fitting([one], facts({ caseType: 'complaint', repeatContact: 2 }))).toEqual([])
  expect(fitting([one], facts({ caseType: 'complaint', repeatContact: 3 }))[0]?.reasons).toEqual([
    { fact: 'repeatContact', value: 3 },
    { fact: 'caseType', value: 'complaint' },
  ])
  expect(fitting([one], facts({ ivr: 'Kérdések, Reklamáció' }))[0]?.reasons).toEqual([
    { fact: 'ivr', value: 'Kérdések, Reklamáció' },
  ])
})

test('words of queue, menu and tags are beginnings of words, without diacritics', () => {
  expect(codes([book('A', { ivr: ['lob'] })], facts({ ivr: 'Globales' }))).toEqual([])
  expect(codes([book('A', { ivr: ['stížnost'] })], facts({ ivr: '2: STIZNOSTI' }))).toEqual(['A'])
  expect(codes([book('A', { queue: ['vip'] })], facts({ queue: 'Line-VIP' }))).toEqual(['A'])
  expect(codes([book('A', { segment: ['idős'] })], facts({ segment: ['győri', 'Idősek'] }))).toEqual(['A'])
})

test.each([
  ['internal', { internal: true }],
  ['withheld', { withheld: true }],
  ['sharedNumber', { sharedNumber: true }],
  ['openComplaint', { openComplaint: true }],
  ['renewalDue', { renewalDue: true }],
  ['crisis', { crisis: true }],
  ['direction', { direction: 'outbound' }],
  ['reason', { reason: 'impolite' }],
  ['scoreUnder', { lastScore: 4 }],
] as const)('%s', (fact, held) => {
  const when = {
    [fact]: fact === 'direction' ? ['outbound'] : fact === 'reason' ? ['impolite'] : fact === 'scoreUnder' ? 5 : true,
  } as When
  expect(codes([book('A', when)], facts(held))).toEqual(['A'])
  expect(codes([book('A', when)], facts())).toEqual([])
})

test('a score of five is not under five, and none is none', () => {
  expect(codes([book('A', { scoreUnder: 5 })], facts({ lastScore: 5 }))).toEqual([])
  expect(codes([book('A', { scoreUnder: 5 })], facts({ lastScore: 0 }))).toEqual(['A'])
})

test('the most telling comes first; channel and search-only are kept out; the present stage and what is mandatory go up', () => {
  const books = [
    book('A', 'always'),
    book('B', 'always', { mandatory: true }),
    book('C', 'always', { stage: 'close' }),
    book('D', { caseType: ['order'] }),
    book('E', { crisis: true }),
    book('F', undefined),
    book('G', 'always', { channels: ['email'] }),
  ]
  expect(codes(books, facts({ caseType: 'order', crisis: true }))).toEqual(['E', 'D', 'B', 'A', 'C'])
  expect(codes(books, facts({ stage: 'close' }))).toEqual(['C', 'B', 'A'])
})

test('facts come from the interaction, its customer and its case', () => {
  const card = {
    contact: { kind: 'internal', tags: ['VIP'], custom: {} },
    points: [],
    openCases: [{ type: 'claim' }],
    recentCount: 3,
  } as unknown as ContactCard
  const interaction = {
    ...{ channel: 'voice', direction: 'inbound', queue: 'q', ivrOption: 'o', matchLevel: 'verified' },
    ...{ candidateIds: [], remote: '+36301234567' },
  } as FactsInteraction
  expect(factsOf(interaction, card, { type: 'complaint', reason: 'impolite' }, now, { crisis: true })).toMatchObject({
    internal: true,
    sharedNumber: false,
    openComplaint: true,
    repeatContact: 3,
    segment: ['VIP'],
    caseType: 'complaint',
    reason: 'impolite',
    queue: 'q',
    ivr: 'o',
    crisis: true,
    withheld: false,
  })
  expect(factsOf({ ...interaction, matchLevel: 'withheld' }, null, null, now)).toMatchObject({
    withheld: true,
    internal: false,
    segment: [],
  })
})

const own = '+36301234567'
const family = '+3615550100'
test.each([
  ['came by her own number, and her family has one too', 'verified', own, [], false],
  ['her own, only told by her', 'stated', own, [], false],
  ['alone at her extension of a shared number', 'verified', family, [], false],
  ['a shared number, nobody chosen yet', 'shared', family, ['a'], true],
  ['a number that only some text says is of two', 'guessed', own, ['a', 'b'], true],
  ['chosen out of several', 'chosen', own, ['a', 'b'], true],
  ['dialled at the shared number', 'chosen', family, [], true],
  ['dialled at her own', 'chosen', own, [], false],
] as const)('several people share the number: %s', (_, matchLevel, remote, candidateIds, shared) => {
  const card = {
    contact: { kind: 'external', tags: [], custom: {} },
    points: [
      { usage: 'direct', normalized: own },
      { usage: 'shared', normalized: family },
    ],
    openCases: [],
    recentCount: 1,
  } as unknown as ContactCard
  const interaction = { channel: 'voice', direction: 'inbound', queue: null, ivrOption: null } as const
  expect(factsOf({ ...interaction, matchLevel, remote, candidateIds: [...candidateIds] }, card, null, now).sharedNumber).toBe(
    shared,
  )
})

test('a renewal, a last score and what the menu implies are read from the record and the call itself', () => {
  const customer = (custom: Record<string, string>) =>
    ({ contact: { kind: 'external', tags: [], custom }, points: [], openCases: [], recentCount: 1 }) as unknown as ContactCard
  const call = {
    ...{ channel: 'voice', direction: 'inbound', queue: null, ivrOption: 'Complaints', matchLevel: 'verified' },
    ...{ candidateIds: [], remote: own },
  } as FactsInteraction
  const of = (custom: Record<string, string>) => factsOf(call, customer(custom), null, now)
  expect(of({ renewalOn: '2026-12-20', lastScore: '4,5' })).toMatchObject({
    ...{ renewalDue: true, lastScore: 4.5, caseType: null, implied: { type: 'complaint', by: 'ivr' } },
  })
  expect(of({ renewalOn: '2026-11-29' }).renewalDue).toBe(false)
  expect(of({ renewalOn: '2027-02-01' }).renewalDue).toBe(false)
  expect(of({})).toMatchObject({ renewalDue: false, lastScore: null })
  expect(factsOf(call, null, { type: 'order', reason: null }, now)).toMatchObject({ caseType: 'order', implied: null })
  // By the queue alone, as on the practice line: and it is said that it was the queue.
  const byQueue = factsOf({ ...call, ivrOption: null, queue: 'complaints' }, null, null, now)
  expect(fitting([{ ...book('C', { caseType: ['complaint'] }) }], byQueue)).toMatchObject([
    { reasons: [{ fact: 'queue', value: 'complaints' }] },
  ])
})
