import { afterEach, expect, test, vi } from 'vitest'
import { realClock, type Clock } from '../../../../../renderer/phone/signalling/clock.ts'
import { closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'

afterEach(() => {
  vi.useRealTimers()
  return closePhones()
})
/** Two hundred times as fast. */
const fast: Clock = { ...realClock, setTimeout: (run, ms) => setTimeout(run, ms / 200) }

test('a call that rings shows life each minute, so that no proxy on the way gives it up (RFC 3261 §16.7)', async () => {
  const phone = await phoneAt(() => {}, {}, fast)
  phone.invite('g1', [], sdp)
  const ringing = (): number => phone.responses.filter((one) => one.startsWith('SIP/2.0 180')).length
  await vi.waitFor(() => expect(ringing()).toBeGreaterThanOrEqual(3), { timeout: 4_000 })
  const { callId } = await phone.until((call) => call.phase === 'ringing')
  phone.calls.decline(callId)
  expect(await phone.answer('g1', '1 INVITE')).toMatch(/^SIP\/2\.0 486 /)
  const before = ringing()
  await new Promise((resolve) => setTimeout(resolve, 600))
  expect(ringing()).toBe(before)
})

test('a call that rang while the exchange was lost may have been given up meanwhile: it ends soon after it is found again', async () => {
  const phone = await phoneAt(() => {}, {}, fast)
  phone.invite('g2', [], sdp)
  await phone.until((call) => call.phase === 'ringing')
  phone.peer.cut()
  await phone.until((call) => call.phase === 'ringing' && call.signallingLost)
  const over = await phone.until((call) => call.phase === 'ended')
  expect(over.endReason).toBe('connection_lost')
  await vi.waitFor(() => expect(phone.responses.some((one) => one.startsWith('SIP/2.0 480'))).toBe(true))
  expect(phone.peer.connections()).toBe(2)
})

// Traps (softphone.md §3.8): SIP.js says 180 before anybody looked at the call, and gives it up by itself after a minute.
test('nothing is said to ring that was not looked at: a refused call has its refusal only, one that is taken one 180', async () => {
  const phone = await phoneAt(() => {})
  const said = (callId: string): string[] =>
    phone.responses.filter((one) => one.includes(`Call-ID: ${callId}\r\n`)).map((one) => one.slice(8, 11))
  phone.invite('g3', [], sdp)
  await phone.until((call) => call.phase === 'ringing')
  await phone.answer('g3', '1 INVITE', 180)
  phone.calls.ready = false
  phone.invite('g4', [], sdp)
  await phone.answer('g4', '1 INVITE')
  // 100 Trying may come before either.
  expect(said('g4').filter((status) => status !== '100')).toEqual(['480'])
  expect(said('g3').filter((status) => status !== '100')).toEqual(['180'])
})

test('a call rings as long as its queue wants, ten minutes at most, and goes on showing life', async () => {
  const phone = await phoneAt(() => {})
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  phone.invite('g5', [], sdp)
  await phone.until((call) => call.phase === 'ringing')
  const statuses = (): string[] =>
    phone.responses
      .filter((one) => one.includes('Call-ID: g5\r\n') && !one.startsWith('SIP/2.0 100'))
      .map((one) => one.slice(8, 11))
  await vi.advanceTimersByTimeAsync(590_000)
  await vi.waitFor(() => expect(statuses()).toEqual(Array.from({ length: 11 }, () => '180')))
  expect(phone.told.at(-1)?.phase).toBe('ringing')
  await vi.advanceTimersByTimeAsync(12_000)
  expect(await phone.answer('g5', '1 INVITE')).toMatch(/^SIP\/2\.0 480 /)
  expect(phone.told.at(-1)).toMatchObject({ phase: 'ended', endReason: 'no_answer' })
})
