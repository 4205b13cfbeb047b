import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'
import { listenAt, type Listening } from '../../support/phone/listening.ts'
import { agentVoice } from '../../support/phone/voices.ts'
import { cut, likeness, readWav, type Sound } from '../../support/sound.ts'

const tollFree = 'sip:claims.2.+36301234567@toll.test'

describe.skipIf(noLabBecause() !== undefined)('calls through a real exchange', () => {
  let lab: Lab
  let phone: PhoneApp
  let ear: Listening
  let voices: { agent: Sound; customer: Sound }
  beforeAll(async () => {
    lab = await startLab()
    const server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
    const microphone = agentVoice(lab.folder)
    voices = { agent: readWav(microphone), customer: readWav(join(lab.folder, 'customer.wav')) }
    phone = await startPhone([server], microphone)
    ear = await listenAt(phone.page)
    await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered')
  })
  afterAll(async () => {
    await phone?.close()
    await lab?.stop()
  })
  const seen = new Set<string>()
  const ringing = async (uri = tollFree) => {
    await lab.telephone.dial(uri)
    const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
    seen.add(call.callId)
    return call
  }
  const ended = (callId: string) =>
    phone.callThat((one) => one.callId === callId && one.phase === 'ended').then(({ call }) => call)
  const answered = async () => {
    const { callId } = await ringing()
    await ear.reset()
    expect(await phone.call('answer', { callId })).toEqual({ ok: true, value: null })
    await phone.callThat((one) => one.callId === callId && one.phase === 'connected')
    return { callId }
  }
  /** The newest recording of the customer's phone, complete once its call is over. */
  const heardByCustomer = async (): Promise<Sound> => {
    await wait(700)
    return readWav(lab.recordings().at(-1)?.heard ?? '')
  }

  test('facts while ringing; after answering each side hears the other, and only the other', async () => {
    const { facts, phase, direction } = await ringing()
    expect({ phase, direction }).toEqual({ phase: 'ringing', direction: 'inbound' })
    expect(facts).toMatchObject({
      from: { user: 'customer' },
      asserted: { user: '+36301234567' },
      divertedFrom: { user: '+36801234567' },
      diversionReason: 'unconditional',
      queue: 'claims',
      ivrOption: '2',
      withheld: false,
    })
    await lab.telephone.hangUp()
    const { callId } = await answered()
    // The echo canceller needs some seconds to learn that there is no loudspeaker; both speak all the time here.
    await wait(8000)
    const heard = cut(await ear.take(), 4)
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
    const said = cut(await heardByCustomer(), 4)
    expect(likeness(heard, voices.customer)).toBeGreaterThan(0.55)
    expect(likeness(heard, voices.agent)).toBeLessThan(0.55)
    expect(likeness(said, voices.agent)).toBeGreaterThan(0.55)
    expect(likeness(said, voices.customer)).toBeLessThan(0.55)
  })

  test('the caller hangs up', async () => {
    const { callId } = await answered()
    await lab.telephone.hangUp()
    expect((await ended(callId)).endReason).toBe('hung_up_there')
  })

  test('the caller gives up while it rings', async () => {
    const { callId } = await ringing()
    await lab.telephone.hangUp()
    expect((await ended(callId)).endReason).toBe('caller_gave_up')
    expect(await phone.call('answer', { callId })).toMatchObject({ ok: false, error: { messageKey: 'error.call.gone' } })
  })

  test('declined: the caller is told busy, so that the queue goes on to the next agent', async () => {
    const since = lab.telephone.events.length
    const { callId } = await ringing()
    await phone.call('decline', { callId })
    expect((await ended(callId)).endReason).toBe('declined')
    expect((await lab.telephone.waitFor('CALL_CLOSED', { since })).param).toMatch(/486/)
  })

  test('not ready: no ring, the caller is told so', async () => {
    await phone.call('setReady', { ready: false })
    const since = lab.telephone.events.length
    await lab.telephone.dial(tollFree)
    expect((await lab.telephone.waitFor('CALL_CLOSED', { since })).param).toMatch(/480/)
    await phone.call('setReady', { ready: true })
    const told = (await phone.events()).filter(
      (one) => one.name === 'call' && !seen.has((one.payload as { callId: string }).callId),
    )
    expect(told).toEqual([])
  })

  test('calling out, with the customer’s voice, and tones', async () => {
    const callId = '0196e2f5-6a2b-7c11-9d3e-000000000001'
    await ear.reset()
    expect(await phone.call('dial', { callId, target: 'customer' })).toEqual({ ok: true, value: null })
    await phone.callThat((one) => one.callId === callId && one.phase === 'connected')
    await wait(3000)
    expect(likeness(cut(await ear.take(), 0.5), voices.customer)).toBeGreaterThan(0.55)
    expect(await phone.call('sendTones', { callId, tones: '12#' })).toEqual({ ok: true, value: null })
    await wait(1500)
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
  })

  test('calling somebody the exchange does not know', async () => {
    const callId = '0196e2f5-6a2b-7c11-9d3e-000000000002'
    await phone.call('dial', { callId, target: '+36 30 999-9999' })
    expect(await ended(callId)).toMatchObject({ endReason: 'not_found', sipStatus: 404 })
    expect(await phone.call('dial', { callId: '0196e2f5-6a2b-7c11-9d3e-000000000003', target: ' <> ' })).toMatchObject({
      ok: false,
    })
  })
})
