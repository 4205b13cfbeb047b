import { afterEach, expect, test, vi } from 'vitest'
import { answers, closePhones, phoneAt } from '../../../../support/phone/on-wire.ts'
import type { SipRequest } from '../../../../support/sip-peer.ts'

afterEach(closePhones)
const id = '0196e2f5-6a2b-7c11-9d3e-000000000601'
const inDialog = (one: SipRequest): boolean => one.method === 'INVITE' && /;tag=/.test(one.header('To') ?? '')

// Trap (softphone.md §3.5): SIP.js keeps what is passed to `invite()` and hands it to whatever describes the media next.
test('an ICE restart is asked for once: not by a later hold, nor when the other side asks for an offer', async () => {
  let broken = false
  const restarts: boolean[] = []
  const offers = { body: 'v=0\r\n', contentType: 'application/sdp' }
  const phone = await phoneAt(answers, {
    broken: () => broken,
    getDescription: async (options) => {
      restarts.push((options as { offerOptions?: RTCOfferOptions } | undefined)?.offerOptions?.iceRestart === true)
      return offers
    },
  })
  phone.calls.dial(id, '1')
  await phone.until((call) => call.phase === 'connected')
  broken = true
  phone.peer.cut()
  await phone.until((call) => call.signallingLost)
  const again = () => phone.peer.requests.filter(inDialog)
  await vi.waitFor(() => expect(again()).toHaveLength(1), { timeout: 8000 })
  await vi.waitFor(() => expect(phone.told.at(-1)?.signallingLost).toBe(false))
  broken = false
  expect(restarts, 'the first offer, and the one after the loss').toEqual([false, true])

  const [mended] = again()
  const contact = /<([^>]+)>/.exec(mended?.header('Contact') ?? '')?.[1] ?? ''
  const callId = mended?.header('Call-ID') ?? ''
  const lines = [
    ...[`From: ${mended?.header('To')}`, `To: ${mended?.header('From')}`, `Call-ID: ${callId}`],
    ...['CSeq: 7 INVITE', 'Contact: <sip:peer@127.0.0.1>'],
  ]
  phone.request(`INVITE ${contact} SIP/2.0`, lines)
  expect(await phone.answer(callId, '7 INVITE')).toMatch(/^SIP\/2\.0 200 /)
  expect(restarts, 'an offer the other side asked for').toEqual([false, true, false])
  phone.request(`ACK ${contact} SIP/2.0`, lines.with(3, 'CSeq: 7 ACK').concat('Content-Type: application/sdp'), 'v=0\r\n')
  await new Promise((resolve) => setTimeout(resolve, 50))

  phone.calls.hold(id, true)
  await phone.until((call) => call.held && !call.holdPending && call.holdProblem === null)
  expect(restarts, 'the hold').toEqual([false, true, false, false])
}, 15_000)
