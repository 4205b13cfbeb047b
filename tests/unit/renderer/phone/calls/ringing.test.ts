import { afterEach, expect, test, vi } from 'vitest'
import { realClock, type Clock } from '../../../../../renderer/phone/signalling/clock.ts'
import { closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'

afterEach(closePhones)
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
