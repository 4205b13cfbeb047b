import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { likeness, OTHER_WORDS, SAME_VOICE } from '../../support/audio/likeness.ts'
import { cut, readWav, type Sound } from '../../support/audio/wav.ts'
import { noLabBecause, type Lab } from '../../support/lab.ts'
import { startScene, tollFree, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('calls through a real exchange, with an ordinary telephone', () => {
  let scene: Scene
  let lab: Lab
  let phone: Scene['phone']
  beforeAll(async () => {
    scene = await startScene()
    ;({ lab, phone } = scene)
  })
  afterAll(() => scene?.close())
  const ringing = async () => {
    await lab.telephone.dial(tollFree)
    return scene.nextRinging()
  }
  const ended = (callId: string) => scene.ended(callId)
  const answered = async () => {
    const { callId } = await ringing()
    await scene.ear.reset()
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
    const heard = cut(await scene.ear.take(), 4)
    await phone.call('hangUp', { callId })
    expect((await ended(callId)).endReason).toBe('hung_up_here')
    const said = cut(await heardByCustomer(), 4)
    expect(likeness(scene.voices.customer, heard)).toBeGreaterThan(SAME_VOICE)
    expect(likeness(scene.voices.agent, heard)).toBeLessThan(OTHER_WORDS)
    expect(likeness(scene.voices.agent, said)).toBeGreaterThan(SAME_VOICE)
    expect(likeness(scene.voices.customer, said)).toBeLessThan(OTHER_WORDS)
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
    const told = (await phone.events()).filter((one) => one.name === 'call').length
    const since = lab.telephone.events.length
    await lab.telephone.dial(tollFree)
    expect((await lab.telephone.waitFor('CALL_CLOSED', { since })).param).toMatch(/480/)
    await phone.call('setReady', { ready: true })
    expect((await phone.events()).filter((one) => one.name === 'call')).toHaveLength(told)
  })

  test('calling out, with the customer’s voice, and tones', async () => {
    const callId = '0196e2f5-6a2b-7c11-9d3e-000000000001'
    await scene.ear.reset()
    expect(await phone.call('dial', { callId, target: 'customer' })).toEqual({ ok: true, value: null })
    await phone.callThat((one) => one.callId === callId && one.phase === 'connected')
    await wait(3000)
    expect(likeness(scene.voices.customer, cut(await scene.ear.take(), 0.5))).toBeGreaterThan(SAME_VOICE)
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
