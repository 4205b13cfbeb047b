import { Core } from 'sip.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Failure } from '#shared/contract/result.ts'
import { afterwards, answers, closePhones, phoneAt } from '../../../../support/phone/on-wire.ts'
import type { Script } from '../../../../support/sip-peer.ts'

afterEach(closePhones)

const id = (last: number): string => `0196e2f5-6a2b-7c11-9d3e-00000000020${last}`

describe('calls on the wire', () => {
  test('tones that the media cannot carry go by INFO, one after the other', async () => {
    const { peer, calls, until, rings } = await phoneAt(answers)
    calls.dial(id(1), '+36301234567')
    await until((call) => call.phase === 'connected')
    expect(rings).toContain('ringback')
    calls.sendTones(id(1), '1*')
    await vi.waitFor(() => expect(peer.requests.filter((one) => one.method === 'INFO')).toHaveLength(2))
    const infos = peer.requests.filter((one) => one.method === 'INFO')
    expect(infos.map((one) => one.body)).toEqual(['Signal=1\r\nDuration=160\r\n', 'Signal=*\r\nDuration=160\r\n'])
    expect(infos[0]?.header('Content-Type')).toBe('application/dtmf-relay')
    calls.hangUp(id(1))
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'BYE')).toBe(true))
  })

  test('media that can carry them: no INFO', async () => {
    const { peer, calls, until } = await phoneAt(answers, { sendTones: () => true })
    calls.dial(id(2), 'anna')
    await until((call) => call.phase === 'connected')
    calls.sendTones(id(2), '5')
    calls.hangUp(id(2))
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'BYE')).toBe(true))
    expect(peer.requests.some((one) => one.method === 'INFO')).toBe(false)
  })

  test('hanging up before the answer cancels; the socket lost while it rings there ends it truthfully', async () => {
    const { peer, calls, until } = await phoneAt((request, reply) => {
      if (request.method === 'INVITE') reply('180 Ringing', ['Contact: <sip:peer@127.0.0.1>'])
      if (request.method === 'CANCEL') reply('200 OK')
    })
    calls.dial(id(3), '1')
    await until((call) => call.callId === id(3) && call.phase === 'alerting')
    calls.hangUp(id(3))
    await until((call) => call.callId === id(3) && call.endReason === 'hung_up_here')
    await vi.waitFor(() => expect(peer.requests.some((one) => one.method === 'CANCEL')).toBe(true))
    calls.dial(id(4), '2')
    await until((call) => call.callId === id(4) && call.phase === 'alerting')
    peer.cut()
    await until((call) => call.callId === id(4) && call.endReason === 'connection_lost')
    expect(() => calls.dial(id(5), '3')).toThrow(
      expect.toSatisfy((thrown: Failure) => thrown.error.messageKey === 'error.call.lineDown'),
    )
  })

  test('the same call asked for twice is one call', async () => {
    const { peer, calls, until } = await phoneAt(answers)
    calls.dial(id(6), '1')
    calls.dial(id(6), '1')
    await until((call) => call.phase === 'connected')
    expect(peer.requests.filter((one) => one.method === 'INVITE')).toHaveLength(1)
  })

  test('more calls than a person can follow are busy; not ready is said as that', async () => {
    const { calls, told, invite, responses } = await phoneAt(() => {})
    for (const callId of ['a', 'b', 'c', 'd', 'e']) invite(callId)
    await vi.waitFor(() =>
      expect(responses.some((one) => one.startsWith('SIP/2.0 486') && one.includes('Call-ID: e'))).toBe(true),
    )
    expect(told.filter((call) => call.phase === 'ringing')).toHaveLength(4)
    calls.ready = false
    calls.endAll()
    invite('f')
    await vi.waitFor(() =>
      expect(responses.some((one) => one.startsWith('SIP/2.0 480') && one.includes('Call-ID: f'))).toBe(true),
    )
    expect(responses.some((one) => one.startsWith('SIP/2.0 180') && one.includes('Call-ID: f'))).toBe(false)
  })

  /** Takes the call; what it does with re-INVITEs is a list of statuses, '' for no answer at all, empty for taking them. */
  const refusing = (statuses: string[]): Script => {
    let first = true
    return (request, reply, socket) => {
      const status = request.method === 'INVITE' && !first ? statuses.shift() : undefined
      if (request.method === 'INVITE') first = false
      if (status === undefined) answers(request, reply, socket)
      else if (status !== '') reply(status)
    }
  }

  test.each([['488 Not Acceptable Here'], ['500 Server Internal Error'], ['']])(
    'a hold that the exchange does not take (%j): silent at once, told, offered again when asked for again',
    async (refusal) => {
      // 64·T1 are 32 s on the wire (RFC 3261 §17.1.1.2); how long the exchange stays silent is not the point here.
      const usual = Core.Timers.TIMER_B
      Core.Timers.TIMER_B = 400
      afterwards(async () => void (Core.Timers.TIMER_B = usual))
      const silent: boolean[] = []
      const { calls, told, until } = await phoneAt(refusing([refusal, refusal]), { silence: (on) => silent.push(on) })
      calls.dial(id(7), '1')
      await until((call) => call.phase === 'connected')
      calls.hold(id(7), true)
      expect(silent).toEqual([true])
      const refused = () => told.filter((call) => call.held && !call.holdPending && call.holdProblem === 'hold').length
      await vi.waitFor(() => expect(refused()).toBe(1), { timeout: 4_000 })
      calls.hold(id(7), true)
      await vi.waitFor(() => expect(refused()).toBe(2), { timeout: 4_000 })
      calls.hold(id(7), true)
      await until((call) => call.held && !call.holdPending && call.holdProblem === null)
      expect(silent).not.toContain(false)
      calls.hold(id(7), false)
      await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ held: false, holdPending: false, holdProblem: null }))
      expect(silent.at(-1)).toBe(false)
      expect(told.at(-1)?.phase).toBe('connected')
    },
  )

  test('a resume that is not taken leaves the call on hold and says so; after a hold that was not taken it needs no consent', async () => {
    const silent: boolean[] = []
    const stubborn = await phoneAt(refusing(['488 No', '488 No']), { silence: (on) => silent.push(on) })
    stubborn.calls.dial(id(9), '1')
    await stubborn.until((call) => call.phase === 'connected')
    stubborn.calls.hold(id(9), true)
    await stubborn.until((call) => call.held && call.holdProblem === 'hold')
    stubborn.calls.hold(id(9), false)
    await vi.waitFor(() => expect(stubborn.told.at(-1)).toMatchObject({ held: false, holdProblem: null, phase: 'connected' }))
    expect(silent.at(-1)).toBe(false)

    let refuse = false
    const later = await phoneAt((request, reply, socket) => {
      if (request.method === 'INVITE' && refuse) reply('488 No')
      else answers(request, reply, socket)
    })
    later.calls.dial(id(6), '1')
    await later.until((call) => call.phase === 'connected')
    later.calls.hold(id(6), true)
    await later.until((call) => call.held && !call.holdPending)
    refuse = true
    later.calls.hold(id(6), false)
    await later.until((call) => call.held && !call.holdPending && call.holdProblem === 'resume')
    refuse = false
    later.calls.hold(id(6), false)
    await vi.waitFor(() => expect(later.told.at(-1)).toMatchObject({ held: false, holdProblem: null }))
  })
})
