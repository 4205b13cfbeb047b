import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import { key, openBench, startBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const event = (more: Partial<StoredCueEvent> = {}): StoredCueEvent => ({
  id: uuidv7(),
  interactionId: uuidv7(),
  conversationId: null,
  deckId: 'starter',
  deckRevision: 3,
  cueId: 'name-the-concern',
  cueVersion: 1,
  stage: 'understand',
  state: 'due',
  evidence: { text: 'third contact', facts: { 'contact.recentCount': 3, 'contact.tags': ['gold'], 'case.type': null } },
  reason: null,
  at: '2026-11-21T10:00:00.000Z',
  shownAt: null,
  endedAt: null,
  latencyMs: null,
  ...more,
})

test('a moment moves on, and a late older state takes nothing back', async () => {
  const { ask, directory, stop } = await openBench(onTestFinished)
  const due = event()
  const shown = { ...due, state: 'shown', shownAt: '2026-11-21T10:00:01.000Z' } as const
  const overruled = { ...shown, state: 'overruled', reason: 'a child on the line', endedAt: '2026-11-21T10:00:09.000Z' } as const
  await ask('cues.put', { events: [due] })
  await ask('cues.put', { events: [shown, event({ interactionId: due.interactionId, cueId: 'later' })] })
  await ask('cues.put', { events: [overruled] })
  await ask('cues.put', { events: [{ ...shown, latencyMs: 120 }, due] })
  // Acknowledged is on disk: another process finds it.
  await stop()
  const again = startBench()
  onTestFinished(() => again.stop())
  await again.ask('store.open', { directory, key, region: 'HU' })
  const found = await again.ask('cues.list', { interactionId: due.interactionId })
  expect(found.map(({ cueId }) => cueId)).toEqual(['name-the-concern', 'later'])
  expect(found[0]).toEqual({ ...overruled, latencyMs: 120 })
})

test('figures count each cue of a period, with the words of common sense, page by page', async () => {
  const { ask } = await openBench(onTestFinished)
  const at = (day: number) => `2026-11-${day}T10:00:00.000Z`
  const shownAt = at(21)
  await ask('cues.put', {
    events: [
      event({ state: 'done', shownAt }),
      event({ state: 'done', shownAt }),
      event({ state: 'not_now', shownAt }),
      event({ state: 'overruled', shownAt, reason: 'had told us already', at: at(22) }),
      event({ state: 'expired', shownAt }),
      event({ state: 'expired' }),
      event({ state: 'held_out' }),
      event({ state: 'due' }),
      event({ state: 'done', shownAt, cueVersion: 2 }),
      event({ state: 'done', shownAt, cueId: 'another', at: at(10) }),
    ],
  })
  const first = await ask('cues.figures', { from: null, to: null, cursor: null, limit: 2 })
  expect(first.items.map(({ cueId, cueVersion }) => `${cueId} ${cueVersion}`)).toEqual(['another 1', 'name-the-concern 1'])
  expect(first.items[1]).toMatchObject({
    due: 8,
    shown: 5,
    done: 2,
    notNow: 1,
    overruled: 1,
    faded: 1,
    expired: 1,
    heldOut: 1,
    reasons: [{ reason: 'had told us already', at: at(22) }],
  })
  const rest = await ask('cues.figures', { from: null, to: null, cursor: first.nextCursor, limit: 2 })
  expect(rest.items.map(({ cueId, cueVersion }) => `${cueId} ${cueVersion}`)).toEqual(['name-the-concern 2'])
  expect(rest.nextCursor).toBeNull()
  const period = await ask('cues.figures', { from: at(21), to: at(22), cursor: null })
  expect(period.items.map(({ due, overruled, reasons }) => [due, overruled, reasons.length])).toEqual([
    [7, 0, 0],
    [1, 0, 0],
  ])
})

test('what was known of an interaction is kept whole', async () => {
  const { ask } = await openBench(onTestFinished)
  const interactionId = uuidv7()
  expect(await ask('cues.trace', { interactionId })).toEqual({ trace: null })
  await ask('cues.putTrace', { interactionId, trace: '[1]', at: '2026-11-21T10:00:00.000Z' })
  await ask('cues.putTrace', { interactionId, trace: '[1,2]', at: '2026-11-21T10:00:01.000Z' })
  expect(await ask('cues.trace', { interactionId })).toEqual({ trace: '[1,2]' })
})

test('own fields of a contact are kept, and an input without them leaves them', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  const custom = { renewalOn: '2026-12-01', lastScore: '4' }
  await ask('contacts.create', { id, input: { ...contact('Anna', '+36301234567'), custom } })
  await ask('contacts.update', { id, input: contact('Anna Kovács', '+36301234567') })
  expect((await ask('contacts.card', { id })).contact).toMatchObject({ displayName: 'Anna Kovács', custom })
  await ask('contacts.update', { id, input: { ...contact('Anna'), custom: { lastScore: '9' } } })
  expect((await ask('contacts.card', { id })).contact.custom).toEqual({ lastScore: '9' })
})

test('what a cue can be tried on: calls and letters with a trace, newest first, by the customer they belong to', async () => {
  const { ask } = await openBench(onTestFinished)
  const id = uuidv7()
  await ask('contacts.create', { id, input: contact('Anna', '+36301234567') })
  const at = (minute: number): string => `2026-11-21T10:0${minute}:00.000Z`
  const known = call({ contactId: id, startedAt: at(1) })
  const withheld = call({ contactId: null, remote: null, remoteRaw: null, remoteName: null, startedAt: at(2) })
  const letter = call({ channel: 'email', contactId: null, remoteName: 'Béla', startedAt: at(3) })
  const without = call({ contactId: id, startedAt: at(4) })
  for (const interaction of [known, withheld, letter, without]) await ask('interactions.put', { interaction, segments: [] })
  for (const each of [letter, known, withheld]) await ask('cues.putTrace', { interactionId: each.id, trace: '[]', at: at(5) })
  await ask('cues.putTrace', { interactionId: uuidv7(), trace: '[]', at: at(5) })
  expect(await ask('cues.traced', { limit: 10 })).toEqual([
    { interactionId: letter.id, channel: 'email', name: 'Béla', startedAt: at(3) },
    { interactionId: withheld.id, channel: 'voice', name: null, startedAt: at(2) },
    { interactionId: known.id, channel: 'voice', name: 'Anna', startedAt: at(1) },
  ])
  expect(await ask('cues.traced', { limit: 1 })).toHaveLength(1)
})
