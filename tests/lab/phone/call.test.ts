import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'

const why = noLabBecause()
describe.skipIf(why !== undefined)('a call through a real exchange', () => {
  let lab: Lab
  let phone: PhoneApp
  let server: string
  beforeAll(async () => {
    lab = await startLab()
    server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
    phone = await startPhone([server])
  })
  afterAll(async () => {
    await phone?.close()
    await lab?.stop()
  })

  test('registers', async () => {
    await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered')
  })

  test('rings with its facts, is answered and hung up', async () => {
    await lab.telephone.dial('sip:claims.2.+36301234567@toll.test')
    const { call } = await phone.callThat((one) => one.phase === 'ringing')
    expect(call.facts).toMatchObject({ asserted: { user: '+36301234567' }, divertedFrom: { user: '+36801234567' }, queue: 'claims', ivrOption: '2' })
    expect(await phone.call('answer', { callId: call.callId })).toEqual({ ok: true, value: null })
    await phone.callThat((one) => one.phase === 'connected')
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await phone.call('hangUp', { callId: call.callId })
    const ended = await phone.callThat((one) => one.phase === 'ended')
    expect(ended.call.endReason).toBe('hung_up_here')
    console.log(lab.recordings())
    await new Promise((resolve) => setTimeout(resolve, 1000))
  })
})
