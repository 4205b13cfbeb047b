import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InteractionKeeper, type KeeperRecords } from '../../../electron/interactions/keeper.ts'
import type { MatchResult } from '../../../shared/contract/records/contacts.ts'
import { fail, ok, type Result } from '../../../shared/contract/result.ts'
import type { Call } from '../../../shared/domain/call.ts'
import type { ContactCard } from '../../../shared/domain/contact.ts'
import type { Tracked } from '../../../shared/domain/interaction-machine.ts'

const at = '2026-11-21T10:00:00.000Z'
const party = { name: 'Eva', user: '+36301234567', uri: 'sip:+36301234567@toll.test' }
const call = (more: Partial<Call> = {}): Call => ({
  callId: '0199f1a0-7b1c-7000-9000-000000000001',
  direction: 'inbound',
  phase: 'ringing',
  facts: {
    from: party,
    asserted: party,
    remoteParty: null,
    withheld: false,
    divertedFrom: null,
    diversionReason: null,
    queue: 'claims',
    ivrOption: '2',
    alertInfo: null,
    callInfo: null,
    answerAsked: null,
    to: party,
    sipCallId: 'x',
  },
  startedAt: at,
  answeredAt: null,
  endedAt: null,
  endReason: null,
  sipStatus: null,
  automatic: false,
  held: false,
  holdPending: false,
  holdProblem: null,
  heldByThem: false,
  muted: false,
  together: false,
  signallingLost: false,
  canSendTones: false,
  transfer: null,
  parkedAt: null,
  asked: null,
  connectedTo: null,
  quality: null,
  figures: null,
  ...more,
})
const card = (id: string, name: string): ContactCard => ({
  contact: {
    id,
    kind: 'external',
    displayName: name,
    organizationId: null,
    locale: null,
    timeZone: null,
    city: null,
    customerSince: null,
    promised: null,
    tags: [],
    custom: {},
    mergedIntoId: null,
    createdAt: at,
    updatedAt: at,
  },
  organizationName: null,
  points: [],
  openCases: [],
  interactionCount: 1,
  recentCount: 1,
  recentSince: at,
  recentCaseIds: [],
  recentWithoutCase: [],
  lastInteractionAt: null,
})
const eva = card('0199f1a0-7b1c-7000-8000-0000000000e1', 'Eva')
const tom = card('0199f1a0-7b1c-7000-8000-0000000000e2', 'Tom')

let stored: Map<string, Tracked>
let down: boolean
let full: boolean
let asked: (string | null)[]
let match: MatchResult
let unfinished: Tracked[]
const records: KeeperRecords = {
  put: (tracked): Promise<Result<null>> => {
    if (full) return Promise.resolve(fail('storage', 'error.records.diskFull', { retryable: true }))
    if (down) return Promise.resolve(fail('unavailable', 'error.processDown', { retryable: true }))
    stored.set(tracked.interaction.id, tracked)
    return Promise.resolve(ok(null))
  },
  match: (raw) => {
    asked.push(raw)
    return Promise.resolve(down ? fail('unavailable', 'error.processDown', { retryable: true }) : ok(match))
  },
  card: (id) => Promise.resolve(id === eva.contact.id ? ok(eva) : ok(tom)),
  unfinished: () =>
    Promise.resolve(ok(unfinished.map((each) => ({ interaction: each.interaction, segments: [...each.segments] })))),
}
let counter = 0
const keeperOf = (): InteractionKeeper =>
  new InteractionKeeper(
    records,
    () => undefined,
    () => `0199f1a0-7b1c-7000-8000-${String(counter++).padStart(12, '0')}`,
    (raw) => raw,
  )

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(at) })
  stored = new Map()
  down = false
  full = false
  asked = []
  unfinished = []
  match = {
    level: 'verified',
    contactId: eva.contact.id,
    candidates: [eva],
    normalized: '+36301234567',
    display: '+36 30 123 4567',
  }
})
afterEach(() => vi.useRealTimers())
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(10)

describe('the keeper of interactions', () => {
  test('the customer is there while it rings, and the link is written', async () => {
    const keeper = keeperOf()
    keeper.onCall(call())
    await settle()
    expect(keeper.active()[0]).toMatchObject({
      display: '+36 30 123 4567',
      matching: false,
      // The records counted before this call was linked; it is one of her contacts all the same.
      card: { contact: { displayName: 'Eva' }, interactionCount: 2, recentCount: 2, recentSince: at },
    })
    expect(stored.get(call().callId)?.interaction).toMatchObject({
      state: 'ringing',
      contactId: eva.contact.id,
      matchLevel: 'verified',
    })
  })
  test('a first contact in these days is the first of them itself', async () => {
    match = { ...match, candidates: [{ ...eva, interactionCount: 7, recentCount: 0, recentSince: null }] }
    const keeper = keeperOf()
    keeper.onCall(call())
    await settle()
    const [active] = keeper.active()
    expect(active?.card).toMatchObject({ interactionCount: 8, recentCount: 1, recentSince: active?.interaction.startedAt })
  })
  test('several fit: nobody is linked until a person chooses', async () => {
    match = { ...match, level: 'shared', contactId: null, candidates: [eva, tom] }
    const keeper = keeperOf()
    keeper.onCall(call())
    await settle()
    expect(keeper.active()[0]?.candidates).toHaveLength(2)
    expect(stored.get(call().callId)?.interaction).toMatchObject({
      contactId: null,
      candidateIds: [eva.contact.id, tom.contact.id],
    })
  })
  test('a withheld number is matched with nothing', async () => {
    match = { level: 'withheld', contactId: null, candidates: [], normalized: null, display: null }
    const keeper = keeperOf()
    keeper.onCall(call({ facts: { ...call().facts, withheld: true } }))
    await settle()
    expect(asked).toEqual([null])
    expect(keeper.active()[0]).toMatchObject({ display: null, interaction: { remote: null, matchLevel: 'withheld' } })
  })
  test('records down from ring to wrap-up: everything is on disk once they are back', async () => {
    down = true
    const keeper = keeperOf()
    keeper.onCall(call())
    keeper.onCall(call({ phase: 'connected', answeredAt: at }))
    const note = keeper.write(call().callId, { note: 'typed while the records were away' })
    keeper.onCall(call({ phase: 'ended', answeredAt: at, endedAt: at, endReason: 'hung_up_there' }))
    await vi.advanceTimersByTimeAsync(5000)
    expect(stored.size).toBe(0)
    down = false
    await vi.advanceTimersByTimeAsync(2000)
    expect(await note).toEqual({ ok: true, value: null })
    expect(stored.get(call().callId)?.interaction).toMatchObject({ state: 'wrap_up', note: 'typed while the records were away' })
  })
  test('a full disk is said at once and at every further try; once there is room, all of it is written by itself', async () => {
    const keeper = keeperOf()
    keeper.onCall(call({ phase: 'connected', answeredAt: at }))
    await settle()
    full = true
    const first = keeper.write(call().callId, { note: 'typed on a' })
    await settle()
    expect(await first).toMatchObject({ ok: false, error: { messageKey: 'error.records.diskFull' } })
    const second = keeper.write(call().callId, { note: 'typed on a full disk' })
    await vi.advanceTimersByTimeAsync(1500)
    expect(await second).toMatchObject({ ok: false, error: { messageKey: 'error.records.diskFull' } })
    expect(stored.get(call().callId)?.interaction.note).toBe('')
    full = false
    await vi.advanceTimersByTimeAsync(1500)
    expect(stored.get(call().callId)?.interaction.note).toBe('typed on a full disk')
    expect(await keeper.write(call().callId, {})).toEqual({ ok: true, value: null })
  })
  test('finish is answered only when it is written, and then forgotten', async () => {
    const keeper = keeperOf()
    keeper.onCall(call())
    keeper.onCall(call({ phase: 'connected', answeredAt: at }))
    keeper.onCall(call({ phase: 'ended', answeredAt: at, endedAt: at, endReason: 'hung_up_there' }))
    const done = keeper.finish(call().callId, 'resolved', 'well')
    expect(keeper.active()).toHaveLength(1)
    await settle()
    expect(await done).toMatchObject({ ok: true })
    expect(keeper.active()).toEqual([])
    expect(stored.get(call().callId)?.interaction).toMatchObject({ state: 'closed', disposition: 'resolved', note: 'well' })
  })
  test('somebody else is at the other end: their record belongs to the same call, unless a person said whose it is', async () => {
    const keeper = keeperOf()
    keeper.onCall(call({ phase: 'connected', answeredAt: at }))
    await settle()
    expect(keeper.active()[0]?.card?.contact.displayName).toBe('Eva')
    match = { ...match, contactId: tom.contact.id, candidates: [tom], normalized: '+36205550199', display: '+36 20 555 0199' }
    const connectedTo = { name: 'T. Kis', user: '0036205550199', uri: 'sip:0036205550199@toll.test' }
    keeper.onCall(call({ phase: 'connected', answeredAt: at, connectedTo }))
    await settle()
    keeper.onCall(call({ phase: 'connected', answeredAt: at, connectedTo, muted: true }))
    await settle()
    expect(asked).toEqual(['+36301234567', '0036205550199'])
    expect(keeper.active()).toHaveLength(1)
    expect(keeper.active()[0]).toMatchObject({ card: { contact: { displayName: 'Tom' } }, display: '+36 20 555 0199' })
    expect(stored.get(call().callId)?.interaction).toMatchObject({ contactId: tom.contact.id, remote: '+36205550199' })
    const other = call({ callId: '0199f1a0-7b1c-7000-9000-000000000009', phase: 'connected', answeredAt: at })
    keeper.onCall(other, eva.contact.id)
    await settle()
    keeper.onCall({ ...other, connectedTo })
    await settle()
    expect(keeper.active()[1]?.card?.contact.displayName).toBe('Eva')
  })
  test('a code of the exchange stays what was dialled, so that calling it back dials it again', async () => {
    const keeper = keeperOf()
    match = { ...match, normalized: '97', display: '97' }
    const to = { name: '', user: '*97', uri: 'sip:*97@toll.test' }
    keeper.onCall(call({ direction: 'outbound', phase: 'dialling', facts: { ...call().facts, to } }))
    await settle()
    expect(keeper.active()[0]?.display).toBe('*97')
    expect(stored.get(call().callId)?.interaction.remote).toBe('*97')
  })
  test('a missed call leaves the screen and stays in the log', async () => {
    const keeper = keeperOf()
    keeper.onCall(call())
    keeper.onCall(call({ phase: 'ended', endedAt: at, endReason: 'caller_gave_up' }))
    await settle()
    expect(keeper.active()).toEqual([])
    expect(stored.get(call().callId)?.interaction).toMatchObject({
      state: 'closed',
      outcome: 'missed',
      contactId: eva.contact.id,
    })
  })
  test('the phone window dies: its calls end for us, with wrap-up for the one that was talked', async () => {
    const keeper = keeperOf()
    keeper.onCall(call({ phase: 'connected', answeredAt: at }))
    keeper.onPhoneLost()
    await settle()
    expect(keeper.active()[0]?.interaction).toMatchObject({ state: 'wrap_up', endReason: 'connection_lost' })
  })
  test('after a kill: a talked call comes back as wrap-up, a ringing one was missed', async () => {
    const first = keeperOf()
    first.onCall(call({ phase: 'connected', answeredAt: at }))
    first.onCall(call({ callId: '0199f1a0-7b1c-7000-9000-000000000002' }))
    await settle()
    unfinished = [...stored.values()]
    const second = keeperOf()
    const restored = second.restore()
    await settle()
    await restored
    expect(second.active().map((each) => each.interaction.state)).toEqual(['wrap_up'])
    expect(second.active()[0]?.card?.contact.displayName).toBe('Eva')
    await settle()
    expect(stored.get('0199f1a0-7b1c-7000-9000-000000000002')?.interaction.outcome).toBe('missed')
  })
})
