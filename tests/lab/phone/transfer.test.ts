import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { likeness, SAME_VOICE } from '../../support/audio/likeness.ts'
import { loudestTenth, SILENT_DB } from '../../support/audio/loudness.ts'
import { cut } from '../../support/audio/wav.ts'
import { noLabBecause } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { startScene, tollFree, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('a call is handed over to somebody else', () => {
  let scene: Scene
  let phone: Scene['phone']
  const telephones: Customer[] = []
  beforeAll(async () => {
    scene = await startScene()
    phone = scene.phone
  })
  afterAll(() => scene?.close())
  afterEach(async () => {
    await scene.clear()
    for (const one of telephones.splice(0)) one.close()
  })
  /** Somebody else the exchange knows, whose telephone takes every call. */
  const colleagueAs = async (user: string): Promise<Customer> => {
    const made = await customer(scene.lab.ports.SIP_PORT, scene.voices.customer)
    telephones.push(made)
    expect(await made.register(user)).toBe(200)
    return made
  }
  /** Waits for the REFER that reached the customer's telephone. */
  const asked = async (them: Customer): Promise<Customer['referred'][number]> => {
    for (const end = Date.now() + 10_000; Date.now() < end; await wait(20)) {
      const [first] = them.referred
      if (first) return first
    }
    throw new Error('no REFER came')
  }
  const transfer = (callId: string) => async () => (await scene.current(callId))?.transfer
  const said = async (callId: string, state: string) =>
    scene.settled(callId, (one) => one.transfer?.state === state).then((one) => one.transfer)

  test('blind: an ordinary telephone follows it by itself, and talks with whom it was handed to', async () => {
    const colleague = await colleagueAs('colleague')
    await scene.lab.telephone.dial(tollFree)
    const { callId } = await scene.nextRinging()
    await phone.call('answer', { callId })
    await phone.callThat((one) => one.callId === callId && one.phase === 'connected')
    expect(await phone.call('transfer', { callId, target: 'colleague' })).toEqual({ ok: true, value: null })
    const over = await scene.ended(callId)
    expect(over).toMatchObject({ endReason: 'transferred', transfer: null })
    // The colleague is called by the customer now, not by us.
    expect(colleague.got.map(({ method }) => method)).toContain('INVITE')
    colleague.sound.speak(false)
    const from = Date.now()
    await wait(5000)
    expect(likeness(scene.voices.customer, cut(await colleague.sound.heard(from, Date.now()), 0.5))).toBeGreaterThan(SAME_VOICE)
    await scene.lab.telephone.hangUp()
  })

  test('blind: silent for both while it is under way, told step by step, let go only when somebody answered', async () => {
    const { callId, them } = await scene.talking()
    await phone.call('transfer', { callId, target: '+36 1 555-0100' })
    const { by, contact, to } = await asked(them)
    expect(to).toBe('<sip:+3615550100@toll.test>')
    expect(by).toBe('<sip:agent@toll.test>')
    expect(contact).toMatch(/<sip:.+>/)
    expect(await transfer(callId)()).toEqual({
      ...{ kind: 'blind', to: '+36 1 555-0100', state: 'asked', problem: null, status: null },
    })
    expect(await phone.call('transfer', { callId, target: '2' })).toMatchObject({ error: { kind: 'conflict' } })
    expect(await them.notify('SIP/2.0 100 Trying', false)).toBe(200)
    expect(await said(callId, 'trying')).toMatchObject({ status: 100 })
    await them.notify('SIP/2.0 180 Ringing', false)
    expect(await said(callId, 'ringing')).toMatchObject({ status: 180 })
    await scene.silentBothWays(them)
    expect((await scene.current(callId))?.held).toBe(true)
    await them.notify('SIP/2.0 200 OK', true)
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'transferred' })
    await wait(300)
    expect(them.got.map(({ method }) => method)).toContain('BYE')
  })

  test.each([
    ['busy there', 'SIP/2.0 486 Busy Here', 486],
    ['nobody known by that number', 'SIP/2.0 404 Not Found', 404],
  ])('blind, %s: the customer is back with the agent, who is told why', async (_name, line, status) => {
    const { callId, them } = await scene.talking()
    await phone.call('transfer', { callId, target: '2001' })
    await asked(them)
    await them.notify('SIP/2.0 100 Trying', false)
    await them.notify(line, true)
    const back = await scene.settled(callId, (one) => one.transfer?.state === 'failed' && !one.held)
    expect(back.transfer).toMatchObject({ problem: 'failed', status })
    await scene.bothVoices(them)
  })

  test('blind, refused by the other side: the customer is back, and a second transfer may be tried', async () => {
    const { callId, them } = await scene.talking()
    them.referAnswers.push('603 Decline')
    await phone.call('transfer', { callId, target: '2001' })
    const back = await scene.settled(callId, (one) => one.transfer?.state === 'failed' && !one.held)
    expect(back.transfer).toMatchObject({ problem: 'refused', status: 603 })
    await phone.call('transfer', { callId, target: '2002' })
    for (const end = Date.now() + 10_000; them.referred.length < 2 && Date.now() < end;) await wait(20)
    await them.notify('SIP/2.0 200 OK', true)
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'transferred' })
  })

  test('blind, failed while the agent calls somebody else: the customer stays on hold and hears nothing of that', async () => {
    const colleague = await colleagueAs('rings-on')
    colleague.answers.push('180 Ringing')
    const { callId, them } = await scene.talking()
    await phone.call('transfer', { callId, target: '2001' })
    await asked(them)
    const other = uuidv7()
    await phone.call('dial', { callId: other, target: 'rings-on' })
    // Its 180 has neither tag nor Contact, as some gateways send it.
    await scene.settled(other, (one) => one.phase === 'alerting')
    await them.notify('SIP/2.0 486 Busy Here', true)
    expect(await said(callId, 'failed')).toMatchObject({ status: 486 })
    await wait(500)
    expect((await scene.current(callId))?.held).toBe(true)
    await phone.call('hangUp', { callId: other })
  })

  test('the customer hangs up in the middle: an ended call, no transfer', async () => {
    const { callId, them } = await scene.talking()
    await phone.call('transfer', { callId, target: '2001' })
    await asked(them)
    await them.bye()
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'hung_up_there', transfer: null })
  })

  test('the agent takes the customer back while it is under way', async () => {
    const { callId, them } = await scene.talking()
    await phone.call('transfer', { callId, target: '2001' })
    await asked(them)
    await them.notify('SIP/2.0 180 Ringing', false)
    await phone.call('resume', { callId })
    await scene.settled(callId, (one) => !one.held)
    await scene.bothVoices(them)
    await them.notify('SIP/2.0 487 Request Terminated', true)
    expect(await said(callId, 'failed')).toMatchObject({ status: 487 })
  })

  test('attended: the colleague is asked first; then the customer takes our place there and both of our calls are over', async () => {
    const colleague = await colleagueAs('claims-desk')
    const { callId, them } = await scene.talking()
    const consult = uuidv7()
    await phone.call('dial', { callId: consult, target: 'claims-desk' })
    await scene.settled(consult, (one) => one.phase === 'connected')
    expect((await scene.current(callId))?.held).toBe(true)
    await scene.bothVoices(colleague)
    expect(await phone.call('transferTo', { callId, otherCallId: consult })).toEqual({ ok: true, value: null })
    const { to } = await asked(them)
    const { callId: sipCallId, local, remote } = colleague.dialog()
    // Where their telephone said it is, so that a call that forked goes to the very one we talk to (RFC 5589 §7).
    const [, address = '', replaces = ''] = /^<(sip:[^?>]+)\?Replaces=([^>]+)>$/.exec(to) ?? []
    expect(address).toMatch(/^sip:customer@127\.0\.0\.1:\d+$/)
    // Tags as the colleague's telephone sees them (RFC 3891 §3): its own is "to", ours is "from".
    expect(decodeURIComponent(replaces)).toBe(`${sipCallId};to-tag=${local};from-tag=${remote}`)
    await colleague.bye()
    await them.notify('SIP/2.0 200 OK', true)
    expect(await scene.ended(consult)).toMatchObject({ endReason: 'transferred' })
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'transferred' })
  })

  test('a gateway that rings without a Contact is heard ringing, and talked to once it answers', async () => {
    const gateway = await colleagueAs('gateway')
    gateway.answers.push('180 Ringing, then 200 OK')
    const callId = uuidv7()
    await phone.call('dial', { callId, target: 'gateway' })
    await scene.settled(callId, (one) => one.phase === 'alerting')
    await scene.settled(callId, (one) => one.phase === 'connected')
    await scene.bothVoices(gateway)
    await phone.call('hangUp', { callId })
    expect((await scene.ended(callId)).endReason).toBe('hung_up_here')
    await wait(300)
    expect(gateway.got.map(({ method }) => method)).toContain('BYE')
  })

  test('attended, refused: both calls are still there, the colleague is being talked to and the customer waits in silence', async () => {
    const colleague = await colleagueAs('orders-desk')
    const { callId, them } = await scene.talking()
    const consult = uuidv7()
    await phone.call('dial', { callId: consult, target: 'orders-desk' })
    await scene.settled(consult, (one) => one.phase === 'connected')
    them.referAnswers.push('501 Not Implemented')
    await phone.call('transferTo', { callId, otherCallId: consult })
    expect(await said(callId, 'failed')).toMatchObject({ kind: 'attended', problem: 'refused', status: 501 })
    expect((await scene.current(callId))?.held).toBe(true)
    await scene.bothVoices(colleague)
    them.sound.speak(false)
    await wait(500)
    const from = Date.now()
    await wait(2000)
    expect(loudestTenth(await them.sound.heard(from, Date.now()))).toBeLessThan(SILENT_DB)
  })
})
