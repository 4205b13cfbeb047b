import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { likeness, SAME_VOICE } from '../../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../../support/audio/loudness.ts'
import { noLabBecause } from '../../support/lab.ts'
import type { Customer } from '../../support/phone/customer.ts'
import { startScene, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('hold, as the customer’s telephone hears it', () => {
  let scene: Scene
  let phone: Scene['phone']
  let them: Customer
  let callId: string
  beforeAll(async () => {
    scene = await startScene()
    phone = scene.phone
  })
  afterAll(() => scene?.close())
  beforeEach(async () => {
    const call = await scene.talking()
    them = call.them
    callId = call.callId
    await wait(1500)
  })
  afterEach(() => scene.clear())
  const settled = (passes: (call: Call) => boolean): Promise<Call> => scene.settled(callId, passes)
  const bothVoices = (): Promise<void> => scene.bothVoices(them)
  const silentBothWays = (): Promise<void> => scene.silentBothWays(them)

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
    expect(loudestTenth(await them.sound.heard(clicked + 500, Date.now()))).toBeLessThan(SILENT_DB)
    await phone.call('resume', { callId })
    await settled((one) => !one.held)
    await bothVoices()
  })

  test.each(['488 Not Acceptable Here', '500 Server Internal Error'])(
    'an exchange that refuses hold (%s): silent both ways all the same, told, offered again, and resume works',
    async (refusal) => {
      them.answers.push(refusal, refusal, refusal)
      await phone.call('hold', { callId })
      expect(await settled((one) => one.held)).toMatchObject({ holdProblem: 'hold' })
      await silentBothWays()
      // Asked for once more: refused again, then taken.
      await phone.call('hold', { callId })
      await settled((one) => one.held && one.holdProblem === 'hold')
      them.answers.length = 0
      await phone.call('hold', { callId })
      await settled((one) => one.held && one.holdProblem === null)
      expect(them.got.findLast((one) => one.method === 'INVITE')?.direction).toBe('sendonly')
      await silentBothWays()
      await phone.call('resume', { callId })
      expect(await settled((one) => !one.held)).toMatchObject({ holdProblem: null })
      await bothVoices()
    },
  )

  test('a hold that was never taken ends without the exchange’s consent', async () => {
    them.answers.push('488 Not Acceptable Here', '488 Not Acceptable Here')
    await phone.call('hold', { callId })
    await settled((one) => one.held && one.holdProblem === 'hold')
    await phone.call('resume', { callId })
    expect(await settled((one) => !one.held)).toMatchObject({ holdProblem: null })
    await bothVoices()
  })

  test('a resume that is refused: still on hold, told; the next one opens the line', async () => {
    await phone.call('hold', { callId })
    await settled((one) => one.held)
    them.answers.push('488 Not Acceptable Here')
    await phone.call('resume', { callId })
    await settled((one) => one.held && one.holdProblem === 'resume')
    await silentBothWays()
    await phone.call('resume', { callId })
    await settled((one) => !one.held && one.holdProblem === null)
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
    const { customer: heard, agent } = await scene.listen(them, 2500)
    expect(loudestTenth(heard)).toBeLessThan(SILENT_DB)
    expect(likeness(scene.voices.customer, agent)).toBeGreaterThan(SAME_VOICE)
    await phone.call('mute', { callId, muted: false })
    await bothVoices()
  })

  test('tones reach the customer as telephone events', async () => {
    await phone.call('sendTones', { callId, tones: '1' })
    await phone.call('sendTones', { callId, tones: '9#' })
    await wait(1200)
    expect(await them.sound.tones()).toBe('19#')
  })

  test('the customer hangs up', async () => {
    expect(await them.bye()).toBe(200)
    expect((await scene.ended(callId)).endReason).toBe('hung_up_there')
  })

  test('a REFER of the customer dials nothing where the setting refuses', async () => {
    await phone.call('setHandOver', { handOver: 'refuse' })
    const before = (await phone.events()).filter((one) => one.name === 'call').length
    expect(before).toBeGreaterThan(0)
    expect(await them.refer('sip:+3690123456@toll.test')).toBe(603)
    await wait(500)
    expect((await phone.events()).filter((one) => one.name === 'call')).toHaveLength(before)
  })
})
