import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Call, EndReason } from '../../../shared/domain/call.ts'
import { endReasons } from '../../../shared/domain/call.ts'
import { interactionSchema, segmentSchema } from '../../../shared/domain/interaction.ts'
import { advance, begin, finish, pauseRecording, recover, type Tracked } from '../../../shared/domain/interaction-machine.ts'

let counter = 0
const newId = (): string => `0199f1a0-7b1c-7000-8000-${String(counter++).padStart(12, '0')}`
const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString()
const party = { name: '', user: '+36301234567', uri: 'sip:+36301234567@toll.test' }
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
  startedAt: at(0),
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
const start = (first: Call): Tracked => begin(first, { normalized: '+36301234567', raw: '+36301234567', name: null }, newId)
const kinds = (tracked: Tracked): string[] => tracked.segments.map((segment) => segment.kind)

describe('a call as an interaction', () => {
  test('a pause of the recording lies beside the stages: hold and talk go on through it, the end of the call ends it', () => {
    const talking = call({ phase: 'connected', answeredAt: at(7) })
    let tracked = pauseRecording(advance(start(call()), talking, at(7), newId), true, at(10), newId)
    expect(pauseRecording(tracked, true, at(11), newId)).toBe(tracked)
    tracked = advance(tracked, { ...talking, held: true }, at(12), newId)
    tracked = advance(tracked, talking, at(15), newId)
    tracked = pauseRecording(tracked, false, at(20), newId)
    expect(pauseRecording(tracked, false, at(21), newId)).toBe(tracked)
    tracked = pauseRecording(tracked, true, at(30), newId)
    tracked = advance(tracked, { ...talking, phase: 'ended', endedAt: at(40), endReason: 'hung_up_here' }, at(40), newId)
    expect(tracked.segments.map((each) => [each.kind, each.startedAt, each.endedAt])).toEqual([
      ['ringing', at(0), at(7)],
      ['talk', at(7), at(12)],
      ['recording_pause', at(10), at(20)],
      ['hold', at(12), at(15)],
      ['talk', at(15), at(40)],
      ['recording_pause', at(30), at(40)],
      ['wrap_up', at(40), null],
    ])
    expect(pauseRecording(tracked, true, at(41), newId)).toBe(tracked)
  })
  test('ring, talk, hold, talk, wrap-up, closed: every stretch has its segment without gaps', () => {
    let tracked = start(call())
    tracked = advance(tracked, call({ phase: 'connected', answeredAt: at(7) }), at(7), newId)
    tracked = advance(tracked, call({ phase: 'connected', answeredAt: at(7), held: true }), at(20), newId)
    tracked = advance(tracked, call({ phase: 'connected', answeredAt: at(7), held: false }), at(30), newId)
    tracked = advance(
      tracked,
      call({ phase: 'ended', answeredAt: at(7), endedAt: at(60), endReason: 'hung_up_there' }),
      at(60),
      newId,
    )
    expect(kinds(tracked)).toEqual(['ringing', 'talk', 'hold', 'talk', 'wrap_up'])
    expect(tracked.interaction).toMatchObject({
      state: 'wrap_up',
      outcome: 'answered',
      answeredAt: at(7),
      endedAt: at(60),
      closedAt: null,
    })
    const closed = finish(tracked, 'resolved', 'All well.', at(90))
    expect(closed.interaction).toMatchObject({ state: 'closed', disposition: 'resolved', note: 'All well.', closedAt: at(90) })
    expect(closed.segments.every((segment) => segment.endedAt !== null)).toBe(true)
    for (let index = 1; index < closed.segments.length; index++)
      expect(closed.segments[index]?.startedAt).toBe(closed.segments[index - 1]?.endedAt)
  })
  test('a conference is a stretch of its own on both calls, held as a whole in between', () => {
    const talking = call({ phase: 'connected', answeredAt: at(7) })
    let tracked = advance(start(call()), talking, at(7), newId)
    tracked = advance(tracked, { ...talking, together: true }, at(20), newId)
    tracked = advance(tracked, { ...talking, together: true, held: true }, at(30), newId)
    tracked = advance(tracked, { ...talking, together: true }, at(40), newId)
    tracked = advance(tracked, talking, at(50), newId)
    expect(kinds(tracked)).toEqual(['ringing', 'talk', 'conference', 'hold', 'conference', 'talk'])
    for (const segment of tracked.segments) expect(segmentSchema.safeParse(segment).success).toBe(true)
  })
  test.each<[EndReason, 'inbound' | 'outbound', string]>([
    ['caller_gave_up', 'inbound', 'missed'],
    ['no_answer', 'inbound', 'missed'],
    ['declined', 'inbound', 'declined'],
    ['desk_closed', 'inbound', 'missed'],
    ['answered_elsewhere', 'inbound', 'elsewhere'],
    ['connection_lost', 'inbound', 'missed'],
    ['busy', 'outbound', 'not_reached'],
    ['no_answer', 'outbound', 'not_reached'],
    ['not_found', 'outbound', 'not_reached'],
    ['hung_up_here', 'outbound', 'not_reached'],
    ['connection_lost', 'outbound', 'failed'],
    ['media_failed', 'outbound', 'failed'],
  ])('never answered, %s %s: %s and closed at once', (endReason, direction, outcome) => {
    const first = call({ direction, phase: direction === 'inbound' ? 'ringing' : 'dialling' })
    const tracked = advance(start(first), { ...first, phase: 'ended', endedAt: at(9), endReason }, at(9), newId)
    expect(tracked.interaction).toMatchObject({ state: 'closed', outcome, answeredAt: null, closedAt: at(9) })
    expect(kinds(tracked)).toEqual(['ringing'])
  })
  test('told twice, it changes nothing', () => {
    const talk = call({ phase: 'connected', answeredAt: at(7) })
    const once = advance(start(call()), talk, at(7), newId)
    expect(advance(once, talk, at(9), newId)).toEqual(once)
    const ended = { ...talk, phase: 'ended' as const, endedAt: at(20), endReason: 'hung_up_here' as const }
    const wrapUp = advance(once, ended, at(20), newId)
    expect(advance(wrapUp, ended, at(25), newId)).toBe(wrapUp)
    const closed = finish(wrapUp, 'resolved', '', at(30))
    expect(finish(closed, 'wrong_number', 'late', at(40))).toBe(closed)
  })
  test('killed in the middle: talk goes on to wrap-up, ringing was missed', () => {
    const talk = advance(start(call()), call({ phase: 'connected', answeredAt: at(7) }), at(7), newId)
    expect(recover(talk, at(8), newId).interaction).toMatchObject({
      state: 'wrap_up',
      outcome: 'answered',
      endReason: 'connection_lost',
    })
    expect(recover(start(call()), at(3), newId).interaction).toMatchObject({ state: 'closed', outcome: 'missed' })
  })
  test('whatever the phone window tells, in any order: the record stays well-formed', () => {
    const step = fc.record({
      phase: fc.constantFrom(
        'ringing' as const,
        'dialling' as const,
        'alerting' as const,
        'connected' as const,
        'ended' as const,
      ),
      held: fc.boolean(),
      endReason: fc.constantFrom(...endReasons),
      finish: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.constantFrom('inbound' as const, 'outbound' as const),
        fc.array(step, { maxLength: 12 }),
        (direction, steps) => {
          let tracked = start(call({ direction, phase: direction === 'inbound' ? 'ringing' : 'dialling' }))
          let answered: string | null = null
          steps.forEach((each, index) => {
            const now = at(index + 1)
            if (each.phase === 'connected') answered ??= now
            if (each.finish && tracked.interaction.state === 'wrap_up') tracked = finish(tracked, 'resolved', 'n', now)
            else
              tracked = advance(
                tracked,
                call({
                  direction,
                  phase: each.phase,
                  held: each.held,
                  answeredAt: answered,
                  endedAt: each.phase === 'ended' ? now : null,
                  endReason: each.phase === 'ended' ? each.endReason : null,
                }),
                now,
                newId,
              )
          })
          expect(interactionSchema.safeParse(tracked.interaction).success).toBe(true)
          expect(tracked.segments.every((segment) => segmentSchema.safeParse(segment).success)).toBe(true)
          expect(tracked.segments.filter((segment) => segment.endedAt === null).length).toBe(
            tracked.interaction.state === 'closed' ? 0 : 1,
          )
          if (tracked.interaction.state === 'closed') expect(tracked.interaction.closedAt).not.toBeNull()
        },
      ),
    )
  })
})
