import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'
import { listenAt, type Listening } from '../../support/phone/listening.ts'
import { agentVoice } from '../../support/phone/voices.ts'
import { likeness, longestSilence, readWav, type Sound } from '../../support/sound.ts'

describe.skipIf(noLabBecause() !== undefined)('hold, as the customer’s telephone hears it', () => {
  let lab: Lab
  let phone: PhoneApp
  let ear: Listening
  let voices: { agent: Sound; customer: Sound }
  let them: Customer
  let callId: string
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
  beforeEach(async () => {
    them = await customer(lab.ports.SIP_PORT, voices.customer)
    const answered = them.call('sip:claims.2.+36301234567@toll.test')
    const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
    callId = call.callId
    seen.add(callId)
    await phone.call('answer', { callId })
    expect(await answered).toBe(200)
    await phone.callThat((one) => one.callId === callId && one.phase === 'connected')
    await wait(1500)
  })
  afterEach(async () => {
    await phone.call('hangUp', { callId })
    await wait(200)
    them.close()
  })
  /** Waits until the call as it is now passes. */
  const settled = async (passes: (call: Call) => boolean): Promise<void> => {
    for (const end = Date.now() + 15_000; ; await wait(20)) {
      const snapshot = await phone.call('snapshot', null)
      const call = snapshot.ok ? snapshot.value.calls.find((one) => one.callId === callId) : undefined
      if (call && !call.holdPending && passes(call)) return
      if (Date.now() > end) throw new Error(`the call did not settle: ${JSON.stringify(call)}`)
    }
  }
  /** Both ends over a stretch of time. */
  const listen = async (ms: number) => {
    await ear.reset()
    const from = Date.now()
    await wait(ms)
    return { customer: them.sound.heard(from, Date.now()), agent: await ear.take() }
  }
  /** In turns: while both speak, Chromium's echo canceller takes parts of the agent for echo of a loudspeaker. */
  const bothVoices = async () => {
    them.sound.speak(false)
    await wait(500)
    const { customer: heard } = await listen(3000)
    them.sound.speak(true)
    await wait(400)
    const { agent } = await listen(3000)
    expect(likeness(heard, voices.agent)).toBeGreaterThan(0.55)
    expect(likeness(agent, voices.customer)).toBeGreaterThan(0.55)
  }
  const silentBothWays = async () => {
    await wait(400)
    const { customer: heard, agent } = await listen(2500)
    expect(longestSilence(heard)).toBeGreaterThan(1.8)
    expect(longestSilence(agent)).toBeGreaterThan(1.8)
  }

  test('silent both ways while on hold, both voices back after it', async () => {
    await bothVoices()
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    expect(them.got.find((one) => one.method === 'INVITE')?.direction).toBe('sendonly')
    await silentBothWays()
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    await bothVoices()
  })

  test('the customer’s own re-INVITE does not take us off hold', async () => {
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    expect(await them.reinvite('sendrecv')).toBe(200)
    await silentBothWays()
    expect(await phone.call('snapshot', null)).toMatchObject({ ok: true, value: { calls: [{ held: true }] } })
  })

  test('both sides hold, one after the other resumes: sound both ways again, not one way only', async () => {
    expect(await them.reinvite('sendonly')).toBe(200)
    await settled((one) => one.heldByThem)
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    expect(them.got.filter((one) => one.method === 'INVITE').at(-1)?.direction).toBe('inactive')
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    expect(them.got.filter((one) => one.method === 'INVITE').at(-1)?.direction).toBe('sendrecv')
    expect(await them.reinvite('sendrecv')).toBe(200)
    await settled((one) => !one.heldByThem)
    await bothVoices()
  })

  test('a re-INVITE refused with 491 is sent again; silence begins with the click', async () => {
    them.answers.push('491 Request Pending')
    const clicked = Date.now()
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    const offers = them.got.filter((one) => one.method === 'INVITE')
    expect(offers.map((one) => one.direction)).toEqual(['sendonly', 'sendonly'])
    expect(longestSilence(them.sound.heard(clicked + 150, Date.now()))).toBeGreaterThan((Date.now() - clicked) / 1000 - 0.5)
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    await bothVoices()
  })

  test('an exchange that refuses hold altogether: silent both ways all the same, and resume works', async () => {
    them.answers.push('488 Not Acceptable Here')
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    await silentBothWays()
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    await bothVoices()
  })

  test('hold, resume, hold in a hurry ends on hold', async () => {
    await Promise.all([phone.call('hold', { callId }), phone.call('resume', { callId }), phone.call('hold', { callId })])
    await settled((one) => one.held)
    await silentBothWays()
  })

  test('mute stays through hold and resume', async () => {
    await phone.call('mute', { callId, muted: true })
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    await wait(400)
    const { customer: heard, agent } = await listen(2500)
    expect(longestSilence(heard)).toBeGreaterThan(1.8)
    expect(likeness(agent, voices.customer)).toBeGreaterThan(0.55)
    await phone.call('mute', { callId, muted: false })
    await bothVoices()
  })

  test('tones reach the customer as telephone events', async () => {
    await phone.call('sendTones', { callId, tones: '1' })
    await phone.call('sendTones', { callId, tones: '9#' })
    await wait(1200)
    expect(them.sound.tones()).toBe('19#')
  })

  test('the customer hangs up', async () => {
    expect(await them.bye()).toBe(200)
    expect((await phone.callThat((one) => one.callId === callId && one.phase === 'ended')).call.endReason).toBe('hung_up_there')
  })

  test('a REFER of the customer dials nothing', async () => {
    const before = (await phone.events()).filter((one) => one.name === 'call').length
    expect(before).toBeGreaterThan(0)
    expect(await them.refer('sip:+3690123456@toll.test')).toBe(603)
    await wait(500)
    expect((await phone.events()).filter((one) => one.name === 'call')).toHaveLength(before)
  })
})
