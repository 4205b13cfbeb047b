import { afterEach, expect, test, vi } from 'vitest'
import { realClock } from '../../../../../renderer/phone/signalling/clock.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'

afterEach(closePhones)

/** A phone whose beep ends when the test says so. */
async function beeping() {
  const beep = Promise.withResolvers<void>()
  const began = vi.fn()
  const phone = await phoneAt(answers, {}, realClock, () => (began(), beep.promise))
  return { ...phone, began, over: beep.resolve }
}

test('the ringer stops, the beep is heard to its end, and only then the call is accepted', async () => {
  const phone = await beeping()
  phone.invite('a1', ['Call-Info: <sip:x>;answer-after=3'], sdp)
  const { callId, facts } = await phone.until((call) => call.phase === 'ringing')
  expect(facts.answerAsked).toEqual({ mode: 'auto', after: 3 })
  const answering = phone.calls.answer(callId, true)
  await vi.waitFor(() => expect(phone.began).toHaveBeenCalled())
  expect(phone.rings.at(-1)).toBe('off')
  expect(phone.told.at(-1)).toMatchObject({ phase: 'ringing', automatic: true })
  // Pressing the key now asks for what is under way.
  await phone.calls.answer(callId)
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(phone.responses.some((one) => one.startsWith('SIP/2.0 200'))).toBe(false)
  phone.over()
  await answering
  expect(await phone.answer('a1', '1 INVITE')).toMatch(/^SIP\/2\.0 200 /)
})

test('a caller who gives up during the beep is not answered', async () => {
  const phone = await beeping()
  phone.invite('a2', [], sdp)
  const { callId } = await phone.until((call) => call.phase === 'ringing')
  const answering = phone.calls.answer(callId, true)
  await vi.waitFor(() => expect(phone.began).toHaveBeenCalled())
  phone.calls.decline(callId)
  phone.over()
  await expect(answering).rejects.toThrow()
  expect(await phone.answer('a2', '1 INVITE')).toMatch(/^SIP\/2\.0 486 /)
})

test('nothing is answered beside a talk, nor when one begins during the beep', async () => {
  const phone = await beeping()
  phone.invite('a3', [], sdp)
  const first = await phone.until((call) => call.phase === 'ringing')
  const answering = phone.calls.answer(first.callId, true)
  await vi.waitFor(() => expect(phone.began).toHaveBeenCalled())
  phone.calls.dial('00000000-0000-7000-8000-000000000001', '+3612345678')
  phone.over()
  await expect(answering).rejects.toThrow()
  expect(phone.told.findLast((call) => call.callId === first.callId)).toMatchObject({ phase: 'ringing', automatic: false })
  expect(phone.rings.at(-1)).not.toBe('off')
  await phone.until((call) => call.direction === 'outbound' && call.phase === 'connected')
  await expect(phone.calls.answer(first.callId, true)).rejects.toThrow()
  expect(phone.responses.some((one) => one.startsWith('SIP/2.0 200') && one.includes('a3'))).toBe(false)
})
