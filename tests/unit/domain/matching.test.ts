import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { normalizeEmail } from '#shared/domain/email-address.ts'
import { matchCaller, matchSender, senderAddresses, type CandidatePoint } from '#shared/domain/matching.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const number = normalizePhone('06 30 123 4567', 'HU')
const point = (contactId: string, more: Partial<CandidatePoint> = {}): CandidatePoint => ({
  contactId,
  normalized: '+36301234567',
  extension: null,
  usage: 'direct',
  trust: 'stated',
  openCases: 0,
  lastInteractionAt: null,
  ...more,
})

test('one direct number opens its contact, verified before stated', () => {
  expect(matchCaller(number, [point('a')])).toEqual({ level: 'stated', contactId: 'a', candidateIds: ['a'] })
  expect(matchCaller(number, [point('a'), point('a', { trust: 'verified' })])).toMatchObject({
    level: 'verified',
    contactId: 'a',
  })
})

test('shared or several make a chooser: open case first, then last contact', () => {
  expect(matchCaller(number, [point('a', { usage: 'shared' })])).toEqual({
    level: 'shared',
    contactId: null,
    candidateIds: ['a'],
  })
  const several = [
    point('old', { lastInteractionAt: '2026-01-01T00:00:00.000Z' }),
    point('new', { lastInteractionAt: '2026-11-01T00:00:00.000Z' }),
    point('never'),
    point('open', { openCases: 1, lastInteractionAt: '2020-01-01T00:00:00.000Z' }),
  ]
  expect(matchCaller(number, several)).toEqual({
    level: 'shared',
    contactId: null,
    candidateIds: ['open', 'new', 'old', 'never'],
  })
})

test('a guess never links, and steps back behind what somebody said', () => {
  expect(matchCaller(number, [point('a', { trust: 'guessed' })])).toEqual({
    level: 'guessed',
    contactId: null,
    candidateIds: ['a'],
  })
  expect(matchCaller(number, [point('a', { trust: 'guessed' }), point('b')])).toMatchObject({
    level: 'stated',
    contactId: 'b',
    candidateIds: ['b'],
  })
})

test('an extension tells the people of one switchboard apart', () => {
  const shared = [point('a', { usage: 'shared', extension: '11' }), point('b', { usage: 'shared', extension: '12' })]
  expect(matchCaller(normalizePhone('+36301234567 x12', 'HU'), shared)).toMatchObject({ level: 'stated', contactId: 'b' })
  expect(matchCaller(normalizePhone('+36301234567 x13', 'HU'), shared)).toMatchObject({ level: 'shared', contactId: null })
})

test('who hides is nobody', () => {
  expect(matchCaller(normalizePhone('anonymous', 'HU'), [point('a')])).toEqual({
    level: 'withheld',
    contactId: null,
    candidateIds: [],
  })
  expect(matchCaller(normalizePhone('???', 'HU'), [point('a')])).toMatchObject({ level: 'none', contactId: null })
})

const mail = (contactId: string, normalized: string, more: Partial<CandidatePoint> = {}): CandidatePoint =>
  point(contactId, { normalized, ...more })

test('From decides, then Reply-To; our own addresses never; the thread is only a hint', () => {
  const own = ['Service@Toll.test']
  const points = [mail('a', 'anna@x.test'), mail('b', 'bela@x.test'), mail('us', 'service@toll.test')]
  expect(matchSender({ addresses: ['Anna <ANNA@x.test>', 'bela@x.test'], own }, points)).toMatchObject({ contactId: 'a' })
  expect(matchSender({ addresses: ['stranger@x.test', 'bela@x.test'], own }, points)).toMatchObject({ contactId: 'b' })
  expect(matchSender({ addresses: ['service@toll.test'], own }, points)).toMatchObject({ level: 'none', contactId: null })
  expect(matchSender({ addresses: ['stranger@x.test'], own, threadContactId: 'a' }, points)).toEqual({
    level: 'guessed',
    contactId: null,
    candidateIds: ['a'],
  })
  expect(
    senderAddresses({ addresses: ['SERVICE@toll.test', 'mailto:Anna@X.test?subject=hi', 'anna@x.test', 'rubbish'], own }),
  ).toEqual(['anna@x.test'])
})

const candidate = fc.record({
  contactId: fc.constantFrom('a', 'b', 'c'),
  normalized: fc.constantFrom('+36301234567', '+36301234568'),
  extension: fc.constantFrom(null, '1', '2'),
  usage: fc.constantFrom('direct' as const, 'shared' as const),
  trust: fc.constantFrom('verified' as const, 'stated' as const, 'guessed' as const),
  openCases: fc.integer({ min: 0, max: 2 }),
  lastInteractionAt: fc.constantFrom(null, '2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
})

test('whatever the points: only a firm point of the number links, alone; the order of the rows does not matter', () => {
  fc.assert(
    fc.property(fc.array(candidate, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 8 }), (points, keys) => {
      const decision = matchCaller(number, points)
      const firm = points.filter((one) => one.normalized === '+36301234567' && one.trust !== 'guessed')
      if (decision.contactId !== null) {
        expect(new Set(firm.map((one) => one.contactId))).toEqual(new Set([decision.contactId]))
        expect(firm.every((one) => one.usage === 'direct')).toBe(true)
      } else if (firm.length > 0) expect(decision.level).toBe('shared')
      for (const id of decision.candidateIds)
        expect(points.some((one) => one.contactId === id && one.normalized === '+36301234567')).toBe(true)
      const shuffled = points.map((one, at) => ({ one, key: keys[at] ?? 0 })).sort((x, y) => x.key - y.key)
      expect(
        matchCaller(
          number,
          shuffled.map(({ one }) => one),
        ),
      ).toEqual(decision)
    }),
  )
})

test('addresses: one spelling, and never a throw', () => {
  expect(normalizeEmail(' "Kovács, Anna" <Anna.Kovacs@Example.COM.> ')).toBe('anna.kovacs@example.com')
  for (const bad of ['', 'anna', 'a@b@c', 'a b@c.d', '@x.test', 'a@', 'a@.', 'x@y..z', `a@${'b'.repeat(400)}`])
    expect(normalizeEmail(bad), bad).toBeNull()
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const once = normalizeEmail(text)
      if (once !== null) expect(normalizeEmail(once)).toBe(once)
    }),
  )
})
