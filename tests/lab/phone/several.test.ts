import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'
import { agentVoice } from '../../support/phone/voices.ts'
import { longestSilence, readWav, type Sound } from '../../support/sound.ts'

const tollFree = 'sip:claims.2.+36301234567@toll.test'

describe.skipIf(noLabBecause() !== undefined)('several calls, colleagues and devices', () => {
  let lab: Lab
  let phone: PhoneApp
  let voice: Sound
  beforeAll(async () => {
    lab = await startLab()
    const server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
    voice = readWav(join(lab.folder, 'customer.wav'))
    phone = await startPhone([server], agentVoice(lab.folder))
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
    await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered')
  })
  afterAll(async () => {
    await phone?.close()
    await lab?.stop()
  })
  const phones: Customer[] = []
  afterEach(async () => {
    const snapshot = await phone.call('snapshot', null)
    for (const { callId } of snapshot.ok ? snapshot.value.calls : []) await phone.call('hangUp', { callId })
    await wait(300)
    for (const one of phones.splice(0)) one.close()
  })
  const seen = new Set<string>()
  const rings = async (uri = tollFree) => {
    const them = await customer(lab.ports.SIP_PORT, voice)
    phones.push(them)
    const answered = them.call(uri)
    answered.catch(() => undefined)
    const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
    seen.add(call.callId)
    return { them, call, answered }
  }
  const settled = async (callId: string, passes: (call: Call) => boolean): Promise<void> => {
    for (const end = Date.now() + 10_000; ; await wait(20)) {
      const snapshot = await phone.call('snapshot', null)
      const call = snapshot.ok ? snapshot.value.calls.find((one) => one.callId === callId) : undefined
      if (call && passes(call)) return
      if (Date.now() > end) throw new Error(`did not settle: ${JSON.stringify(call)}`)
    }
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
  const ended = (callId: string) =>
    phone.callThat((one) => one.callId === callId && one.phase === 'ended').then(({ call }) => call)

  test('the ringer rings, is silenced without an effect on the call, and stops with it', async () => {
    const { them, call } = await rings()
    expect(await sounding()).toEqual([3])
    await phone.call('silence', { callId: call.callId })
    expect(await sounding()).toEqual([])
    await settled(call.callId, (one) => one.phase === 'ringing')
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

  test('a second call while talking knocks; answering it puts the first on hold; they never hear each other’s agent', async () => {
    const first = await rings()
    await phone.call('answer', { callId: first.call.callId })
    expect(await first.answered).toBe(200)
    const second = await rings('sip:orders.1.+36209876543@toll.test')
    expect(second.call.facts).toMatchObject({ queue: 'orders', ivrOption: '1', asserted: { user: '+36209876543' } })
    expect(await sounding()).toEqual([4])
    await phone.call('answer', { callId: second.call.callId })
    expect(await second.answered).toBe(200)
    await settled(first.call.callId, (one) => one.held && !one.holdPending)
    expect(await sounding()).toEqual([])
    second.them.sound.speak(false)
    await wait(500)
    const from = Date.now()
    await wait(2500)
    expect(longestSilence(first.them.sound.heard(from, Date.now()))).toBeGreaterThan(1.8)
    expect(longestSilence(second.them.sound.heard(from, Date.now()))).toBeLessThan(1)
    // The first hang-up must not take the microphone away from the other call.
    await phone.call('hangUp', { callId: second.call.callId })
    await ended(second.call.callId)
    await phone.call('resume', { callId: first.call.callId })
    await settled(first.call.callId, (one) => !one.held && !one.holdPending)
    first.them.sound.speak(false)
    await wait(500)
    const resumed = Date.now()
    await wait(2000)
    expect(longestSilence(first.them.sound.heard(resumed, Date.now()))).toBeLessThan(1)
  })

  test('anonymous callers stay anonymous', async () => {
    const { call } = await rings('sip:claims.2.anonymous@toll.test')
    expect(call.facts).toMatchObject({ withheld: true, asserted: null, from: { name: '', user: '' } })
  })

  test('a caller with headers full of tricks', async () => {
    const them = await customer(lab.ports.SIP_PORT, voice)
    phones.push(them)
    them
      .call(tollFree, [
        'Alert-Info: <http://evil.example/\u202eflac.exe>;info=alert',
        'Call-Info: "\\"><script>" <sip:a@b>',
        `History-Info: ${'<sip:x@y>,'.repeat(200)}`,
        'Remote-Party-ID: "<unclosed',
      ])
      .catch(() => undefined)
    const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
    seen.add(call.callId)
    expect(call.facts.alertInfo).not.toMatch(/\u202e/)
    expect(call.facts).toMatchObject({ queue: 'claims', remoteParty: null })
  })

  test('an offer that cannot be understood: the call ends with that reason, the next one works', async () => {
    const them = await customer(lab.ports.SIP_PORT, voice)
    phones.push(them)
    const answered = them.call(tollFree, [], 'v=0\r\nm=audio nonsense\r\n')
    const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
    seen.add(call.callId)
    await phone.call('answer', { callId: call.callId })
    expect((await ended(call.callId)).endReason).toBe('media_failed')
    expect(await answered).toBeGreaterThanOrEqual(400)
    const next = await rings()
    await phone.call('answer', { callId: next.call.callId })
    expect(await next.answered).toBe(200)
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
    them.sound.speak(false)
    await wait(800)
    const from = Date.now()
    await wait(2000)
    expect(longestSilence(them.sound.heard(from, Date.now()))).toBeLessThan(1)
    expect(them.got.filter((one) => one.method === 'INVITE')).toEqual([])
    await phone.call('selectDevice', { role: 'microphone', deviceId: null })
  })
})
