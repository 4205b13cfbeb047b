import { afterEach, describe, expect, test, vi } from 'vitest'
import { realClock, type Clock } from '../../../../../renderer/phone/signalling/clock.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'
import type { Script, SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
const id = (last: number): string => `0196e2f5-6a2b-7c11-9d3e-00000000050${last}`
const contact = 'Contact: <sip:peer@127.0.0.1>'
const typed = 'Content-Type: application/sdp'
const toTag = (one: SipRequest): string => /;tag=([^;\s]+)/.exec(one.header('To') ?? '')?.[1] ?? ''

describe('answers from several telephones (RFC 3261 §13.2.2.4)', () => {
  /** Sends a response from one of them, as text: the usual reply has one tag only. */
  const from = (request: SipRequest, status: string, tag: string, body = ''): string =>
    [
      `SIP/2.0 ${status}`,
      ...request.headers('Via').map((one) => `Via: ${one}`),
      `From: ${request.header('From')}`,
      `To: ${request.header('To')};tag=${tag}`,
      `Call-ID: ${request.header('Call-ID')}`,
      `CSeq: ${request.header('CSeq')}`,
      `Contact: <sip:${tag}@127.0.0.1>`,
      ...(body === '' ? [] : [typed]),
      `Content-Length: ${body.length}`,
      '',
      body,
    ].join('\r\n')

  test('all may ring; the first who answers is talked to, a second one is told goodbye at once', async () => {
    const phone = await phoneAt((request, reply, socket) => {
      if (request.method === 'BYE') return reply('200 OK')
      if (request.method !== 'INVITE') return
      for (const tag of ['desk', 'mobile', 'home']) socket.send(from(request, '180 Ringing', tag))
      socket.send(from(request, '183 Session Progress', 'desk', sdp))
      socket.send(from(request, '200 OK', 'mobile', sdp))
      setTimeout(() => socket.send(from(request, '200 OK', 'desk', sdp)), 100)
    })
    phone.calls.dial(id(1), '1')
    await phone.until((call) => call.phase === 'connected')
    await vi.waitFor(() => expect(phone.peer.requests.filter((one) => one.method === 'BYE').map(toTag)).toEqual(['desk']))
    expect(
      phone.peer.requests
        .filter((one) => one.method === 'ACK')
        .map(toTag)
        .toSorted(),
    ).toEqual(['desk', 'mobile'])
    expect(phone.told.at(-1)?.phase).toBe('connected')
    phone.calls.hangUp(id(1))
    await vi.waitFor(() =>
      expect(phone.peer.requests.filter((one) => one.method === 'BYE').map(toTag)).toEqual(['desk', 'mobile']),
    )
  })

  test('answered in the moment of giving up: acknowledged and told goodbye, nobody is left in silence', async () => {
    const phone = await phoneAt((request, reply, socket) => {
      if (request.method === 'INVITE') socket.send(from(request, '180 Ringing', 'desk'))
      if (request.method === 'CANCEL') {
        reply('200 OK')
        const invite = phone.peer.requests.find((one) => one.method === 'INVITE')
        if (invite) socket.send(from(invite, '200 OK', 'desk', sdp))
      }
      if (request.method === 'BYE') reply('200 OK')
    })
    phone.calls.dial(id(2), '1')
    await phone.until((call) => call.phase === 'alerting')
    phone.calls.hangUp(id(2))
    await vi.waitFor(() => expect(phone.peer.requests.map((one) => one.method).slice(-2)).toEqual(['ACK', 'BYE']))
  })
})

describe('offers that come late, or meet (RFC 3261 §13.2.1, §14.1)', () => {
  test('an INVITE without a description: our offer in the 200, their answer in the ACK', async () => {
    const answered: string[] = []
    const phone = await phoneAt(() => {}, { setDescription: async (text) => void answered.push(text) })
    phone.invite('o1')
    const { callId } = await phone.until((call) => call.phase === 'ringing')
    await phone.calls.answer(callId)
    const accepted = await phone.answer('o1', '1 INVITE')
    expect(accepted.endsWith(sdp)).toBe(true)
    const to = /^To: .*$/m.exec(accepted)?.[0].trim() ?? ''
    const theirs = `${sdp}a=theirs\r\n`
    phone.request('ACK sip:agent@toll.test SIP/2.0', ['From: <sip:a@b>;tag=1', to, 'Call-ID: o1', 'CSeq: 1 ACK', typed], theirs)
    await vi.waitFor(() => expect(answered).toEqual([theirs]))
    expect(phone.told.at(-1)?.phase).toBe('connected')
  })

  test('a re-INVITE without one: the same within the call', async () => {
    const answered: string[] = []
    const phone = await phoneAt(() => {}, { setDescription: async (text) => void answered.push(text) })
    const { now, send } = await phone.talking('o2')
    send('INVITE', 2, ['Contact: <sip:a@b>'])
    expect((await phone.answer('o2', '2 INVITE')).endsWith(sdp)).toBe(true)
    send('ACK', 2, [typed], `${sdp}a=late\r\n`)
    await vi.waitFor(() => expect(answered.at(-1)).toBe(`${sdp}a=late\r\n`))
    expect(now()?.phase).toBe('connected')
  })

  test('theirs comes while ours is under way: 491; ours is refused so: sent again after the pause of whoever called', async () => {
    const fast: Clock = { ...realClock, setTimeout: (run, ms) => (waits.push(ms), setTimeout(run, ms / 50)) }
    const waits: number[] = []
    let inside = 0
    const script: Script = (request, reply, socket) => {
      if (request.method !== 'INVITE' || toTag(request) === '') return answers(request, reply, socket)
      inside++
      if (inside === 1) {
        const lines = [
          ...[`From: ${request.header('To')}`, `To: ${request.header('From')}`, `Call-ID: ${request.header('Call-ID')}`],
          ...['CSeq: 5 INVITE', contact, typed],
        ]
        phone.request('INVITE sip:agent@toll.test SIP/2.0', lines, sdp)
        return setTimeout(() => reply('491 Request Pending'), 100)
      }
      return reply('200 OK', [contact, typed], sdp)
    }
    const phone = await phoneAt(script, {}, fast)
    phone.calls.dial(id(3), '1')
    await phone.until((call) => call.phase === 'connected')
    waits.length = 0
    phone.calls.hold(id(3), true)
    const sipCallId = phone.peer.requests.find((one) => one.method === 'INVITE')?.header('Call-ID') ?? ''
    expect(await phone.answer(sipCallId, '5 INVITE')).toMatch(/^SIP\/2\.0 491 /)
    await phone.until((call) => call.held && !call.holdPending && call.holdProblem === null)
    expect(inside).toBe(2)
    expect(waits.some((ms) => ms >= 2100 && ms <= 4000)).toBe(true)
  })

  test('an offer of ours that is refused is taken back, so that the next one can be made', async () => {
    let back = 0
    const statuses = ['488 No']
    const phone = await phoneAt(
      (request, reply, socket) => {
        const status = request.method === 'INVITE' && toTag(request) !== '' ? statuses.shift() : undefined
        if (status === undefined) answers(request, reply, socket)
        else reply(status)
      },
      { rollbackDescription: async () => void back++ },
    )
    phone.calls.dial(id(4), '1')
    await phone.until((call) => call.phase === 'connected')
    phone.calls.hold(id(4), true)
    await phone.until((call) => call.holdProblem === 'hold')
    expect(back).toBe(1)
    phone.calls.hold(id(4), true)
    await phone.until((call) => call.held && !call.holdPending && call.holdProblem === null)
  })
})

describe('a good-bye that nobody heard (softphone.md §3.5)', () => {
  const byes = (all: readonly SipRequest[]): SipRequest[] => all.filter((one) => one.method === 'BYE')

  test('hung up without an exchange: over for the agent, said as soon as there is one', async () => {
    const phone = await phoneAt(answers)
    phone.calls.dial(id(5), '1')
    await phone.until((call) => call.phase === 'connected')
    phone.peer.cut()
    await phone.until((call) => call.signallingLost)
    phone.calls.hangUp(id(5))
    await phone.until((call) => call.phase === 'ended' && call.endReason === 'hung_up_here')
    expect(byes(phone.peer.requests)).toEqual([])
    await vi.waitFor(() => expect(byes(phone.peer.requests)).toHaveLength(1), { timeout: 8_000 })
  }, 15_000)

  test('the connection breaks before its answer: said once more with the next number', async () => {
    const phone = await phoneAt((request, reply, socket) => {
      if (request.method === 'BYE' && phone.peer.connections() === 1) return phone.peer.cut()
      return answers(request, reply, socket)
    })
    phone.calls.dial(id(6), '1')
    await phone.until((call) => call.phase === 'connected')
    phone.calls.hangUp(id(6))
    await vi.waitFor(() => expect(byes(phone.peer.requests)).toHaveLength(2), { timeout: 8_000 })
    const [first, second] = byes(phone.peer.requests).map((one) => Number.parseInt(one.header('CSeq') ?? '', 10))
    expect((second ?? 0) - (first ?? 0)).toBe(1)
    expect(byes(phone.peer.requests).map(toTag)).toEqual(['peer', 'peer'])
  }, 15_000)
})
