import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { likeness, SAME_VOICE } from '../../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../../support/audio/loudness.ts'
import type { Sound } from '../../support/audio/wav.ts'
import { noLabBecause } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { streamsOf } from '../../support/phone/kept-streams.ts'
import { startScene, tollFree, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('several calls, colleagues and devices', () => {
  let scene: Scene
  let phone: Scene['phone']
  beforeAll(async () => {
    scene = await startScene()
    phone = scene.phone
    // The ringer and the knock are audio contexts: count what sounds now.
    await phone.page.evaluate(() => {
      const playing = new Set<AudioBufferSourceNode>()
      Object.assign(window, { playing })
      const start = AudioBufferSourceNode.prototype.start
      AudioBufferSourceNode.prototype.start = function (this: AudioBufferSourceNode) {
        playing.add(this)
        return start.call(this)
      }
      const close = AudioContext.prototype.close
      AudioContext.prototype.close = function (this: AudioContext) {
        for (const one of playing) if (one.context === this) playing.delete(one)
        return close.call(this)
      }
    })
  })
  afterAll(() => scene?.close())
  afterEach(() => scene.clear())
  const rings: Scene['rings'] = (...given) => scene.rings(...given)
  const ended = (callId: string) => scene.ended(callId)
  /** What a customer hears for two seconds and a half, silent himself so that the echo canceller leaves the agent alone. */
  const hears = async ({ sound }: Customer): Promise<Sound> => {
    sound.speak(false)
    await wait(500)
    const from = Date.now()
    await wait(2500)
    return sound.heard(from, Date.now())
  }
  /** Length in seconds of each sound that repeats now: the ringer is 3 s long, the knock 4 s. */
  const sounding = async (): Promise<number[]> => {
    await wait(250)
    return phone.page.evaluate(() =>
      [...(window as unknown as { playing: Set<AudioBufferSourceNode> }).playing].map((one) =>
        Math.round(one.buffer?.duration ?? 0),
      ),
    )
  }

  test('the ringer rings, is silenced without an effect on the call, and stops with it', async () => {
    const { them, call } = await rings()
    expect(await sounding()).toEqual([3])
    await phone.call('silence', { callId: call.callId })
    expect(await sounding()).toEqual([])
    await scene.settled(call.callId, (one) => one.phase === 'ringing')
    them.cancel()
    expect((await ended(call.callId)).endReason).toBe('caller_gave_up')
    const again = await rings()
    expect(await sounding()).toEqual([3])
    again.them.cancel()
    await ended(again.call.callId)
    expect(await sounding()).toEqual([])
  })

  test('a colleague took it', async () => {
    const { them, call } = await rings()
    them.cancel('SIP;cause=200;text="Call completed elsewhere"')
    expect((await ended(call.callId)).endReason).toBe('answered_elsewhere')
  })

  test('a call that is over keeps no sound: its audio element lets the stream go (softphone.md §3.8)', async () => {
    const streams = await streamsOf(phone.page)
    // The calls before this one are over.
    expect(await streams()).toBe(0)
    const { callId } = await scene.talking()
    await expect.poll(streams).toBe(1)
    await phone.call('hangUp', { callId })
    await ended(callId)
    await expect.poll(streams).toBe(0)
  })

  test('a second call while talking knocks; answering it puts the first on hold; they never hear each other’s agent', async () => {
    const first = await rings()
    await phone.call('answer', { callId: first.call.callId })
    expect(await first.answered).toBe(200)
    const second = await rings('sip:orders.1.+36209876543@toll.test')
    expect(second.call.facts).toMatchObject({ queue: 'orders', ivrOption: '1', asserted: { user: '+36209876543' } })
    expect(await sounding()).toEqual([4])
    await phone.call('answer', { callId: second.call.callId })
    expect(await second.answered).toBe(200)
    await scene.settled(first.call.callId, (one) => one.held)
    expect(await sounding()).toEqual([])
    const from = Date.now()
    expect(likeness(scene.voices.agent, await hears(second.them))).toBeGreaterThan(SAME_VOICE)
    expect(loudestTenth(await first.them.sound.heard(from, Date.now()))).toBeLessThan(SILENT_DB)
    // The first hang-up must not take the microphone away from the other call.
    await phone.call('hangUp', { callId: second.call.callId })
    await ended(second.call.callId)
    await phone.call('resume', { callId: first.call.callId })
    await scene.settled(first.call.callId, (one) => !one.held)
    expect(likeness(scene.voices.agent, await hears(first.them))).toBeGreaterThan(SAME_VOICE)
  })

  test('anonymous callers stay anonymous', async () => {
    const { call } = await rings('sip:claims.2.anonymous@toll.test')
    expect(call.facts).toMatchObject({ withheld: true, asserted: null, from: { name: '', user: '' } })
  })

  test('a caller with headers full of tricks', async () => {
    const { call } = await rings(tollFree, [
      'Alert-Info: <http://evil.example/\u202eflac.exe>;info=alert',
      'Call-Info: "\\"><script>" <sip:a@b>',
      `History-Info: ${'<sip:x@y>,'.repeat(200)}`,
      'Remote-Party-ID: "<unclosed',
    ])
    expect(call.facts.alertInfo).not.toMatch(/\u202e/)
    expect(call.facts).toMatchObject({ queue: 'claims', remoteParty: null })
  })

  test('an offer that cannot be understood: the call ends with that reason, the next one works', async () => {
    const { answered, call } = await rings(tollFree, [], 'v=0\r\nm=audio 4000 RTP/AVP 8\r\n')
    await phone.call('answer', { callId: call.callId })
    expect((await ended(call.callId)).endReason).toBe('media_failed')
    expect(await answered).toBeGreaterThanOrEqual(400)
    const logged = (await phone.events()).filter(({ name }) => name === 'log').map(({ payload }) => JSON.stringify(payload))
    expect(logged.filter((line) => line.includes('"call.notAnswered"'))).toHaveLength(1)
    expect(logged.join('\n')).not.toContain('m=audio')
    const next = await rings()
    await phone.call('answer', { callId: next.call.callId })
    expect(await next.answered).toBe(200)
  })

  test('ten sections of which one is sound: answered; none at all: refused before it rings', async () => {
    const session = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n'
    const pictures = 'm=video 4002 RTP/AVP 31\r\n'.repeat(9)
    const { answered, call } = await rings(tollFree, [], `${session}${pictures}m=audio 4000 RTP/AVP 8\r\na=x-odd:1\r\n`)
    await phone.call('answer', { callId: call.callId })
    expect(await answered).toBe(200)
    await phone.call('hangUp', { callId: call.callId })
    await ended(call.callId)
    const told = (await phone.events()).filter((one) => one.name === 'call').length
    const them = await customer(scene.lab.ports.SIP_PORT, scene.voices.customer)
    expect(await them.call(tollFree, [], session + pictures)).toBe(488)
    them.close()
    expect((await phone.events()).filter((one) => one.name === 'call')).toHaveLength(told)
  })

  test('devices with their names; a chosen one that is gone is said and stood in for; the level of the microphone', async () => {
    const listed = await phone.call('devices', null)
    expect(listed).toMatchObject({ ok: true, value: { missing: [], problem: null } })
    const microphones = listed.ok ? listed.value.devices.filter((one) => one.kind === 'input') : []
    expect(microphones.length).toBeGreaterThan(0)
    expect(microphones[0]?.label).not.toBe('')
    expect(await phone.call('selectDevice', { role: 'microphone', deviceId: 'unplugged' })).toMatchObject({
      ok: true,
      value: { missing: ['microphone'] },
    })
    expect(await phone.call('meter', { on: true })).toEqual({ ok: true, value: null })
    await wait(1500)
    await phone.call('meter', { on: false })
    const levels = (await phone.events())
      .filter((one) => one.name === 'level')
      .map((one) => (one.payload as { microphone: number }).microphone)
    expect(levels.length).toBeGreaterThan(3)
    expect(levels.length).toBeLessThan(18)
    expect(Math.max(...levels)).toBeGreaterThan(0.1)
    await phone.call('selectDevice', { role: 'microphone', deviceId: microphones[0]?.deviceId ?? null })
  })

  test('a change of microphone in the middle of a call is heard, without a new offer', async () => {
    const { them, call, answered } = await rings()
    await phone.call('answer', { callId: call.callId })
    await answered
    const listed = await phone.call('devices', null)
    const other = listed.ok ? listed.value.devices.findLast((one) => one.kind === 'input') : undefined
    await phone.call('selectDevice', { role: 'microphone', deviceId: other?.deviceId ?? null })
    expect(likeness(scene.voices.agent, await hears(them))).toBeGreaterThan(SAME_VOICE)
    expect(them.got.filter((one) => one.method === 'INVITE')).toEqual([])
    await phone.call('selectDevice', { role: 'microphone', deviceId: null })
  })
})
