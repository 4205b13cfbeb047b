import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { stateColumns } from '../../../electron/records/import-export/states-out.ts'
import type { AgentState } from '#shared/domain/agent-day.ts'
import { openBench, temporaryDirectory, type Bench } from './support/records.ts'

const minute = 60_000
/** Noon in the computer's zone, so that some hours around lie in one day. */
const noon = new Date(2026, 10, 30, 12).getTime()
const at = (minutes: number): string => new Date(noon + minutes * minute).toISOString()

const told = (bench: Bench, sessionId: string, agent = 'Anna') => ({
  note: (minutes: number, state: AgentState, reason: string | null = null) =>
    bench.ask('states.note', { id: uuidv7(), sessionId, agent, state, reason, at: at(minutes) }),
  end: (minutes: number) => bench.ask('states.end', { sessionId, at: at(minutes) }),
})
const rows = (bench: Bench) =>
  bench.records.context.store().read.selectFrom('agent_states').selectAll().orderBy('started_at').execute()

test('a day from sign-in to sign-out: its states, its sums, and the same note twice changes nothing', async () => {
  const bench = await openBench(onTestFinished, () => at(300))
  const { end, note } = told(bench, uuidv7())
  await note(0, 'ready')
  await note(2, 'ready')
  const twice = { id: uuidv7(), sessionId: uuidv7(), agent: 'Anna', state: 'ready' as const, reason: null, at: at(2) }
  expect(await rows(bench)).toHaveLength(1)
  await note(3, 'ringing')
  await note(3.5, 'in_call')
  await note(5, 'in_call')
  await note(6, 'wrap_up')
  await note(7, 'not_ready', 'lunch')
  await note(8, 'not_ready', 'meeting')
  await end(9)
  await end(9)
  const { items, nextCursor } = await bench.ask('states.days', { cursor: null })
  expect(nextCursor).toBeNull()
  expect(items).toEqual([
    {
      agent: 'Anna',
      day: '2026-11-30',
      firstIn: at(0),
      lastOut: at(9),
      cutOff: false,
      totals: {
        ready: 3 * minute,
        ringing: 0.5 * minute,
        in_call: 2.5 * minute,
        wrap_up: minute,
        not_ready: 2 * minute,
        offline: 0,
      },
    },
  ])
  const first = await bench.ask('states.of', { agent: 'Anna', day: '2026-11-30', cursor: null, limit: 4 })
  const rest = await bench.ask('states.of', { agent: 'Anna', day: '2026-11-30', cursor: first.nextCursor, limit: 4 })
  expect(rest.nextCursor).toBeNull()
  expect(
    [...first.items, ...rest.items].map(({ reason, startedAt, state, untilAt }) => [state, reason, startedAt, untilAt]),
  ).toEqual([
    ['ready', null, at(0), at(3)],
    ['ringing', null, at(3), at(3.5)],
    ['in_call', null, at(3.5), at(6)],
    ['wrap_up', null, at(6), at(7)],
    ['not_ready', 'lunch', at(7), at(8)],
    ['not_ready', 'meeting', at(8), at(9)],
  ])
  await bench.ask('states.note', twice)
  await bench.ask('states.note', twice)
  expect(await rows(bench)).toHaveLength(7)
})

test('what another run left open, and what the computer slept through, ends when it was last known, and says so', async () => {
  const bench = await openBench(onTestFinished, () => at(1))
  const before = told(bench, uuidv7())
  await before.note(-60, 'ready')
  await before.note(-59, 'ready')
  const now = told(bench, uuidv7())
  await now.note(0, 'ready')
  const spans = async () =>
    (await bench.ask('states.of', { agent: 'Anna', day: '2026-11-30', cursor: null, limit: 50 })).items.map(
      ({ cutOff, open, startedAt, untilAt }) => [startedAt, untilAt, open, cutOff],
    )
  // The one that lasts still lasts till now.
  expect(await spans()).toEqual([
    [at(-60), at(-59), false, true],
    [at(0), at(1), true, false],
  ])
  expect((await bench.ask('states.days', { cursor: null })).items).toMatchObject([
    { firstIn: at(-60), lastOut: null, totals: { ready: 2 * minute } },
  ])
  await now.note(30, 'ready')
  await now.end(40)
  expect((await rows(bench)).map((row) => [row.started_at, row.ended_at, row.cut_off])).toEqual([
    [at(-60), at(-59), 1],
    [at(0), at(0), 1],
    [at(30), at(30), 1],
  ])
})

test('a run that was killed a moment ago is told from this one', async () => {
  const bench = await openBench(onTestFinished, () => at(3))
  const before = told(bench, uuidv7())
  await before.note(0, 'ready')
  await before.note(1, 'ready')
  await told(bench, uuidv7()).note(2, 'ready')
  expect((await rows(bench)).map((row) => [row.started_at, row.ended_at, row.cut_off])).toEqual([
    [at(0), at(1), 1],
    [at(2), null, 0],
  ])
})

test('a clock that is put back tears no hole and makes no row that ends before it began', async () => {
  const bench = await openBench(onTestFinished, () => at(10))
  const { end, note } = told(bench, uuidv7())
  await note(0, 'ready')
  await note(1, 'ready')
  await note(-59, 'in_call')
  await note(-60, 'wrap_up')
  await end(-61)
  for (const row of await rows(bench)) expect(row.ended_at !== null && row.ended_at >= row.started_at).toBe(true)
})

test('days newest first, by pages that leap over weeks nobody worked, and all of them in the file', async () => {
  const bench = await openBench(onTestFinished, () => at(10))
  const day = 24 * 60
  for (const [days, agent] of [
    [-100, 'Béla'],
    [-40, 'Anna'],
    [-40, '=HYPERLINK("http://evil.example")'],
    [-39, 'Anna'],
    [0, 'Anna'],
  ] as const) {
    const { end, note } = told(bench, uuidv7(), agent)
    await note(days * day, 'ready')
    await note(days * day + 1, 'in_call')
    await end(days * day + 2)
  }
  const seen: string[] = []
  let cursor: string | null = null
  let pages = 0
  do {
    const page: { items: { day: string; agent: string }[]; nextCursor: string | null } = await bench.ask('states.days', {
      cursor,
    })
    expect(page.items.length).toBeGreaterThan(0)
    seen.push(...page.items.map((each) => each.agent))
    cursor = page.nextCursor
    pages++
  } while (cursor !== null)
  expect(pages).toBe(3)
  expect(seen).toEqual(['Anna', 'Anna', '=HYPERLINK("http://evil.example")', 'Anna', 'Béla'])
  const path = join(temporaryDirectory(onTestFinished), 'states.csv')
  expect(await bench.ask('states.export', { path })).toEqual({ rows: 5 })
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').slice(1), { header: true, skipEmptyLines: true })
  expect(Object.keys(data[0] ?? {})).toEqual([...stateColumns])
  expect(data[0]).toMatchObject({
    day: '2026-11-30',
    agent: 'Anna',
    first_in: at(0),
    last_out: at(2),
    ready_seconds: '60',
    in_call_seconds: '60',
    offline_seconds: '0',
  })
  expect(data[2]?.['agent']).toBe('\'=HYPERLINK("http://evil.example")')
  await expect(bench.ask('states.days', { cursor: 'x' })).rejects.toMatchObject({ error: { kind: 'bad_input' } })
})
