import { afterEach, expect, test, vi } from 'vitest'
import { answers, closePhones, phoneAt } from '../../../../support/phone/on-wire.ts'
import type { SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
const id = (last: number): string => `0196e2f5-6a2b-7c11-9d3e-00000000060${last}`
const inside = (one: SipRequest): boolean => one.method === 'INVITE' && /;tag=/.test(one.header('To') ?? '')

/** What SIP.js hands to the media part for an offer. */
interface Offered {
  readonly offerOptions?: { readonly iceRestart?: boolean }
}

test('an offer that waits for its answer when the connection breaks: the next connection makes it anew at once, not after 32 seconds', async () => {
  let silent = true
  const phone = await phoneAt((request, reply, socket) => {
    if (!inside(request) || !silent) return answers(request, reply, socket)
    silent = false
    return phone.peer.cut()
  })
  phone.calls.dial(id(1), '1')
  await phone.until((call) => call.phase === 'connected')
  phone.calls.hold(id(1), true)
  const agreed = () => phone.told.at(-1)
  await vi.waitFor(
    () => expect(agreed()).toMatchObject({ held: true, holdPending: false, holdProblem: null, signallingLost: false }),
    { timeout: 6_000 },
  )
  expect(phone.peer.requests.filter(inside).length).toBeGreaterThanOrEqual(2)
}, 15_000)

test('a call being made is no offer within a call: the exchange is told over the next connection that it is given up', async () => {
  const phone = await phoneAt((request, reply) => {
    if (request.method === 'INVITE') reply('100 Trying')
    if (request.method === 'CANCEL') reply('200 OK')
  })
  phone.calls.dial(id(2), '1')
  await vi.waitFor(() => expect(phone.peer.requests.some((one) => one.method === 'INVITE')).toBe(true))
  await new Promise((resolve) => setTimeout(resolve, 100))
  phone.peer.cut()
  await phone.until((call) => call.endReason === 'connection_lost')
  await vi.waitFor(() => expect(phone.peer.requests.some((one) => one.method === 'CANCEL')).toBe(true), { timeout: 6_000 })
}, 15_000)

test('after a change of network an exchange that does not answer is reached anew, and each call is offered another path', async () => {
  const restarts: boolean[] = []
  const phone = await phoneAt(answers, {
    getDescription: async (options) => {
      restarts.push((options as Offered | undefined)?.offerOptions?.iceRestart === true)
      return { body: '', contentType: 'application/sdp' }
    },
  })
  phone.calls.dial(id(3), '1')
  await phone.until((call) => call.phase === 'connected')
  restarts.length = 0
  // It answers: nothing is disturbed.
  phone.line.suspect()
  await vi.waitFor(() => expect(phone.peer.requests.some((one) => one.method === 'OPTIONS')).toBe(true))
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(restarts).toEqual([])
  phone.deafen()
  phone.line.suspect()
  await phone.until((call) => call.signallingLost)
  await vi.waitFor(() => expect(restarts).toEqual([true]), { timeout: 4_000 })
  await vi.waitFor(() => expect(phone.told.at(-1)).toMatchObject({ phase: 'connected', signallingLost: false }))
}, 15_000)
