import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noLabBecause } from '../../support/lab.ts'
import { customer, type Customer } from '../../support/phone/customer.ts'
import { startScene, tollFree, type Scene } from '../../support/phone/scene.ts'

describe.skipIf(noLabBecause() !== undefined)('what the other side asks, through a real exchange', () => {
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
  const telephone = async (): Promise<Customer> => {
    const made = await customer(scene.lab.ports.SIP_PORT, scene.voices.customer)
    telephones.push(made)
    return made
  }

  test('handed on: asked, accepted, and talked with whom it was handed to; the first takes leave', async () => {
    const colleague = await telephone()
    expect(await colleague.register('handed-on')).toBe(200)
    const { callId, them } = await scene.talking()
    const answered = them.refer('sip:handed-on@toll.test')
    expect((await scene.settled(callId, (one) => one.asked !== null)).asked).toMatchObject({
      kind: 'refer',
      who: { user: 'handed-on' },
    })
    expect(colleague.got).toEqual([])
    expect(await phone.call('decide', { callId, yes: true })).toEqual({ ok: true, value: null })
    expect(await answered).toBe(202)
    const { call: other } = await phone.callThat((one) => one.direction === 'outbound' && one.phase === 'connected')
    expect(other.callId).not.toBe(callId)
    await scene.bothVoices(colleague)
    expect((await scene.current(callId))?.held).toBe(true)
    expect(them.got.filter(({ method }) => method === 'NOTIFY').length).toBeGreaterThanOrEqual(2)
    await them.bye()
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'transferred' })
  })

  test('declined: 603, and both go on talking', async () => {
    const { callId, them } = await scene.talking()
    const answered = them.refer('sip:+3690123456@toll.test')
    await scene.settled(callId, (one) => one.asked !== null)
    await phone.call('decide', { callId, yes: false })
    expect(await answered).toBe(603)
    await scene.bothVoices(them)
  })

  test('somebody takes the place of the customer: the same call goes on with their voice, and the customer’s telephone is hung up', async () => {
    const { callId, them } = await scene.talking()
    const { callId: sipCallId, local, remote } = them.dialog()
    const second = await telephone()
    const answered = second.call(tollFree, [`Replaces: ${sipCallId};to-tag=${remote};from-tag=${local}`])
    expect((await scene.settled(callId, (one) => one.asked !== null)).asked).toMatchObject({ kind: 'replace' })
    await scene.bothVoices(them)
    await phone.call('decide', { callId, yes: true })
    expect(await answered).toBe(200)
    await wait(500)
    expect(them.got.map(({ method }) => method)).toContain('BYE')
    expect(await scene.current(callId)).toMatchObject({ phase: 'connected', asked: null, held: false })
    await scene.bothVoices(second)
    // Hold and resume are those of the new partner now.
    await phone.call('hold', { callId })
    await scene.settled(callId, (one) => one.held)
    await scene.silentBothWays(second)
    await phone.call('resume', { callId })
    await scene.settled(callId, (one) => !one.held)
    await second.bye()
    expect(await scene.ended(callId)).toMatchObject({ endReason: 'hung_up_there' })
  })

  test('a session timer that the customer’s telephone asks of us: refreshed at half time, through the exchange', async () => {
    const { answered, call, them } = await scene.rings(tollFree, ['Supported: timer', 'Session-Expires: 90;refresher=uas'])
    await phone.call('answer', { callId: call.callId })
    expect(await answered).toBe(200)
    const refreshes = () => them.got.filter(({ method }) => method === 'INVITE').length
    const from = Date.now()
    for (const end = from + 60_000; refreshes() === 0 && Date.now() < end;) await wait(200)
    expect(refreshes()).toBe(1)
    expect(Date.now() - from).toBeGreaterThan(40_000)
    expect(await scene.current(call.callId)).toMatchObject({ phase: 'connected', held: false })
  })
})
