import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  agentDays,
  agentStateOf,
  agentStates,
  dayAfter,
  dayStart,
  localDay,
  piecesOf,
  type StateSpan,
} from '#shared/domain/agent-day.ts'
import { lineWords } from '#shared/domain/line.ts'

const hour = 3_600_000
const span = (startedAt: string, untilAt: string, more: Partial<StateSpan> = {}): StateSpan => ({
  agent: 'Anna',
  state: 'ready',
  reason: null,
  startedAt,
  untilAt,
  open: false,
  cutOff: false,
  ...more,
})
const lengthOf = (day: string, zone: string): number => dayStart(dayAfter(day), zone) - dayStart(day, zone)

test('a day begins at its first instant: 23 and 25 hours where the clock changes, at one where midnight is left out, at odd offsets', () => {
  expect(new Date(dayStart('2026-11-30', 'Europe/Budapest')).toISOString()).toBe('2026-11-29T23:00:00.000Z')
  expect(lengthOf('2026-03-29', 'Europe/Budapest')).toBe(23 * hour)
  expect(lengthOf('2026-10-25', 'Europe/Budapest')).toBe(25 * hour)
  expect(new Date(dayStart('2026-11-30', 'Asia/Kathmandu')).toISOString()).toBe('2026-11-29T18:15:00.000Z')
  expect(new Date(dayStart('2026-11-30', 'Pacific/Kiritimati')).toISOString()).toBe('2026-11-29T10:00:00.000Z')
  // Clocks went from 23:59 to 01:00.
  expect(new Date(dayStart('2018-11-04', 'America/Sao_Paulo')).toISOString()).toBe('2018-11-04T03:00:00.000Z')
  expect(lengthOf('2018-11-04', 'America/Sao_Paulo')).toBe(23 * hour)
  expect(dayAfter('2024-02-28')).toBe('2024-02-29')
  expect(dayAfter('2026-01-01', -1)).toBe('2025-12-31')
})

test('a night shift is two days: the first has no sign-out, the second no sign-in', () => {
  const days = agentDays(
    piecesOf(
      [
        span('2026-11-29T21:00:00.000Z', '2026-11-29T22:30:00.000Z'),
        span('2026-11-29T22:30:00.000Z', '2026-11-30T00:10:00.000Z', { state: 'not_ready', reason: 'lunch', cutOff: true }),
      ],
      'Europe/Budapest',
    ),
  )
  expect(days).toEqual([
    {
      agent: 'Anna',
      day: '2026-11-30',
      firstIn: null,
      lastOut: '2026-11-30T00:10:00.000Z',
      cutOff: true,
      totals: { ready: 0, not_ready: 70 * 60_000, ringing: 0, in_call: 0, wrap_up: 0, offline: 0 },
    },
    {
      agent: 'Anna',
      day: '2026-11-29',
      firstIn: '2026-11-29T21:00:00.000Z',
      lastOut: null,
      cutOff: false,
      totals: { ready: 90 * 60_000, not_ready: 30 * 60_000, ringing: 0, in_call: 0, wrap_up: 0, offline: 0 },
    },
  ])
})

test('who is signed in still has no sign-out, and time told twice counts once', () => {
  const [day] = agentDays(
    piecesOf(
      [
        span('2026-11-30T08:00:00.000Z', '2026-11-30T09:00:00.000Z'),
        span('2026-11-30T08:30:00.000Z', '2026-11-30T09:30:00.000Z', { state: 'in_call', open: true }),
      ],
      'Europe/Budapest',
    ),
  )
  expect(day).toMatchObject({ lastOut: null, totals: { ready: hour, in_call: hour / 2 } })
})

test('what was cut off before anything was known of its length is told of all the same, once', () => {
  const at = '2026-11-30T08:00:00.000Z'
  const pieces = piecesOf([span('2026-11-30T07:00:00.000Z', at), span(at, at, { cutOff: true }), span(at, at)], 'UTC')
  expect(pieces.map(({ from, span: { cutOff }, to }) => [to - from, cutOff])).toEqual([
    [hour, false],
    [0, true],
  ])
  expect(agentDays(pieces)).toMatchObject([{ lastOut: at, cutOff: true }])
})

test('every word of the line has its state', () => {
  expect(lineWords.map(agentStateOf)).toEqual([
    'offline',
    'ready',
    'not_ready',
    'ringing',
    'in_call',
    'wrap_up',
    'offline',
    'offline',
  ])
})

const zones = ['Europe/Budapest', 'America/New_York', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC']
/** Around the changes of the clock, where a mistake would show. */
const changes = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T07:00:00Z',
  '2026-11-01T06:00:00Z',
  '2018-11-04T03:00:00Z',
]
const spans = fc
  .tuple(
    fc.constantFrom(...changes),
    fc.array(
      fc.record({
        at: fc.integer({ min: -60 * hour, max: 60 * hour }),
        ms: fc.integer({ min: 0, max: 50 * hour }),
        state: fc.constantFrom(...agentStates),
        agent: fc.constantFrom('Anna', 'Béla'),
        cutOff: fc.boolean(),
      }),
      { maxLength: 25 },
    ),
  )
  .map(([around, some]) =>
    some.map(({ agent, at, cutOff, ms, state }) => {
      const from = Date.parse(around) + at
      return span(new Date(from).toISOString(), new Date(from + ms).toISOString(), { agent, cutOff, state })
    }),
  )

test('whatever was told: no day is longer than it is, pieces never overlap and lie in their day, and no time is lost', () => {
  fc.assert(
    fc.property(spans, fc.constantFrom(...zones), (told, zone) => {
      const pieces = piecesOf(told, zone)
      for (const agent of ['Anna', 'Béla']) {
        const own = pieces.filter((piece) => piece.span.agent === agent).toSorted((a, b) => a.from - b.from)
        for (const [index, piece] of own.entries()) {
          expect(piece.to - piece.from).toBeGreaterThan(piece.span.cutOff ? -1 : 0)
          expect(own[index + 1]?.from ?? Infinity).toBeGreaterThanOrEqual(piece.to)
          expect([localDay(piece.from, zone), localDay(Math.max(piece.from, piece.to - 1), zone)]).toEqual([piece.day, piece.day])
        }
        expect(own.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(covered(told.filter((each) => each.agent === agent)))
      }
      for (const { day, totals } of agentDays(pieces))
        expect(Object.values(totals).reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(lengthOf(day, zone))
    }),
    { numRuns: 200 },
  )
})

/** How much time lies in at least one span, milliseconds; reckoned otherwise than the rule does. */
function covered(told: readonly StateSpan[]): number {
  const edges = told.flatMap((each) => [
    { at: Date.parse(each.startedAt), more: 1 },
    { at: Date.parse(each.untilAt), more: -1 },
  ])
  let depth = 0
  let sum = 0
  const ordered = edges.toSorted((a, b) => a.at - b.at)
  for (const [index, { at, more }] of ordered.entries()) {
    depth += more
    if (depth > 0) sum += (ordered[index + 1]?.at ?? at) - at
  }
  return sum
}
