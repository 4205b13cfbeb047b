import { afterEach, describe, expect, test, vi } from 'vitest'
import { realClock, type Clock } from '../../../../../renderer/phone/signalling/clock.ts'
import { closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'
import type { Script, SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)

/** A hundred times as fast: half of a timer of 180 s is there after 0.9 s. */
const fast: Clock = { ...realClock, setTimeout: (run, ms) => setTimeout(run, ms / 100), now: () => Date.now() * 100 }
const id = '0196e2f5-6a2b-7c11-9d3e-000000000401'
const ok = ['Contact: <sip:peer@127.0.0.1>', 'Content-Type: application/sdp']
const timerOf = (request: SipRequest | undefined): (string | undefined)[] => [
  request?.header('Session-Expires'),
  request?.header('Min-SE'),
]

/** Takes calls with what `first` adds to its 200; later INVITEs and UPDATEs are answered by `later`. */
const exchange = (first: readonly string[], later: (request: SipRequest) => [string, readonly string[]]): Script => {
  let begun = false
  return (request, reply) => {
    if (request.method === 'ACK') return
    const refreshes = (request.method === 'INVITE' && begun) || request.method === 'UPDATE'
    if (refreshes) {
      const [status, headers] = later(request)
      const body = request.method === 'INVITE' && status.startsWith('2') ? sdp : ''
      return reply(status, [...ok.slice(0, body === '' ? 1 : 2), ...headers], body)
    }
    if (request.method === 'INVITE') begun = true
    reply('200 OK', request.method === 'INVITE' ? [...ok, ...first] : [], request.method === 'INVITE' ? sdp : '')
  }
}
const refreshes = (all: readonly SipRequest[]): SipRequest[] =>
  all.filter((one) => one.method === 'UPDATE' || (one.method === 'INVITE' && /;tag=/.test(one.header('To') ?? '')))

describe('session timers on the wire (RFC 4028)', () => {
  test('we offer one; agreed on, we refresh at half time by UPDATE where it is taken, again and again', async () => {
    const agreed = ['Session-Expires: 180;refresher=uac', 'Require: timer']
    const script = exchange([...agreed, 'Allow: INVITE, UPDATE'], () => ['200 OK', agreed])
    const { calls, peer, until } = await phoneAt(script, {}, fast)
    calls.dial(id, '1')
    await until((call) => call.phase === 'connected')
    const invite = peer.requests.find((one) => one.method === 'INVITE')
    expect(timerOf(invite)).toEqual(['1800', '90'])
    expect(invite?.header('Supported')).toMatch(/\btimer\b/)
    await vi.waitFor(() => expect(refreshes(peer.requests).length).toBeGreaterThanOrEqual(2), { timeout: 4_000 })
    const [first, second] = refreshes(peer.requests)
    expect([first?.method, second?.method]).toEqual(['UPDATE', 'UPDATE'])
    expect(timerOf(first)).toEqual(['180;refresher=uac', '90'])
    expect(first?.body).toBe('')
    expect(peer.requests.some((one) => one.method === 'BYE')).toBe(false)
  })

  test('where UPDATE is not taken, by re-INVITE', async () => {
    const agreed = ['Session-Expires: 180;refresher=uac']
    const { calls, peer, until } = await phoneAt(
      exchange(agreed, () => ['200 OK', agreed]),
      {},
      fast,
    )
    calls.dial(id, '1')
    await until((call) => call.phase === 'connected')
    await vi.waitFor(() => expect(refreshes(peer.requests)).not.toEqual([]), { timeout: 4_000 })
    expect(refreshes(peer.requests)[0]?.method).toBe('INVITE')
    expect(refreshes(peer.requests)[0]?.body).toContain('m=audio')
  })

  test('they want longer (422): asked again with as much, when calling and when refreshing', async () => {
    let refused = 0
    const script: Script = (request, reply) => {
      if (request.method === 'ACK') return
      const seconds = Number(/^\d+/.exec(request.header('Session-Expires') ?? '')?.[0] ?? 0)
      const inside = /;tag=/.test(request.header('To') ?? '')
      const least = inside ? 4000 : 3600
      if (seconds > 0 && seconds < least) return (refused++, reply('422 Session Interval Too Small', [`Min-SE: ${least}`]))
      if (request.method === 'INVITE')
        return reply('200 OK', [...ok, `Session-Expires: ${inside ? 4000 : 120};refresher=uac`], sdp)
      reply('200 OK')
    }
    const { calls, peer, told, until } = await phoneAt(script, {}, fast)
    calls.dial(id, '1')
    await until((call) => call.phase === 'connected')
    const invites = () => peer.requests.filter((one) => one.method === 'INVITE')
    expect(invites().map((one) => one.header('Session-Expires'))).toEqual(['1800', '3600'])
    await vi.waitFor(() => expect(refused).toBe(2), { timeout: 4_000 })
    await vi.waitFor(() => expect(invites().at(-1)?.header('Session-Expires')).toBe('4000;refresher=uac'))
    expect(told.at(-1)?.phase).toBe('connected')
    expect(told.filter((call) => call.phase === 'ended')).toEqual([])
  })

  test('a refresh that is refused for good ends the call with BYE; one that the other side does not know ends it at once', async () => {
    const agreed = ['Session-Expires: 90;refresher=uac', 'Allow: UPDATE']
    const { calls, peer, until } = await phoneAt(
      exchange(agreed, () => ['500 No', []]),
      {},
      fast,
    )
    calls.dial(id, '1')
    await until((call) => call.phase === 'connected')
    await until((call) => call.phase === 'ended' && call.endReason === 'connection_lost')
    await vi.waitFor(() => expect(peer.requests.at(-1)?.method).toBe('BYE'))
    expect(refreshes(peer.requests).length).toBeGreaterThanOrEqual(2)
    const gone = await phoneAt(
      exchange(agreed, () => ['481 Unknown', []]),
      {},
      fast,
    )
    gone.calls.dial(id, '1')
    await gone.until((call) => call.phase === 'ended')
    expect(refreshes(gone.peer.requests)).toHaveLength(1)
  })

  test('a call that comes with one: the answer names it, and their refreshes are answered so too', async () => {
    const phone = await phoneAt(() => {})
    const { accepted, now, send } = await phone.talking('t1', ['Supported: timer', 'Session-Expires: 300;refresher=uac'])
    expect(accepted).toMatch(/\r\nSession-Expires: 300;refresher=uac\r\n/)
    expect(accepted).toMatch(/\r\nRequire: timer\r\n/)
    const refresh = ['Contact: <sip:a@b>', 'Supported: timer', 'Session-Expires: 200;refresher=uac']
    send('INVITE', 2, [...refresh, 'Content-Type: application/sdp'], sdp)
    expect(await phone.answer('t1', '2 INVITE')).toMatch(/^SIP\/2\.0 200 [^]*\r\nSession-Expires: 200;refresher=uac\r\n/)
    send('ACK', 2)
    send('UPDATE', 3, refresh)
    expect(await phone.answer('t1', '3 UPDATE')).toMatch(/^SIP\/2\.0 200 [^]*\r\nSession-Expires: 200;refresher=uac\r\n/)
    const short = refresh.with(2, 'Session-Expires: 30')
    send('UPDATE', 4, short)
    expect(await phone.answer('t1', '4 UPDATE')).toMatch(/^SIP\/2\.0 422 [^]*\r\nMin-SE: 90\r\n/)
    send('INVITE', 5, [...short, 'Content-Type: application/sdp'], sdp)
    expect(await phone.answer('t1', '5 INVITE')).toMatch(/^SIP\/2\.0 422 [^]*\r\nMin-SE: 90\r\n/)
    send('ACK', 5)
    // The refused one left nothing pending.
    send('INVITE', 6, [...refresh, 'Content-Type: application/sdp'], sdp)
    expect(await phone.answer('t1', '6 INVITE')).toMatch(/^SIP\/2\.0 200 /)
    expect(now()?.phase).toBe('connected')
  })

  test('they refresh and stop: the call ends with BYE', async () => {
    const phone = await phoneAt((request, reply) => request.method !== 'ACK' && reply('200 OK'), {}, fast)
    const { ours } = await phone.talking('t2', ['Supported: timer', 'Session-Expires: 90;refresher=uac'])
    await phone.until((call) => call.callId === ours && call.phase === 'ended' && call.endReason === 'connection_lost')
    await vi.waitFor(() => expect(phone.peer.requests.at(-1)?.method).toBe('BYE'))
  })

  test('a call that comes with one that is too short is refused before it rings', async () => {
    const { answer, invite, told } = await phoneAt(() => {})
    invite('t3', ['Supported: timer', 'Session-Expires: 30'], sdp)
    expect(await answer('t3', '1 INVITE')).toMatch(/^SIP\/2\.0 422 [^]*\r\nMin-SE: 90\r\n/)
    expect(told).toEqual([])
  })
})
