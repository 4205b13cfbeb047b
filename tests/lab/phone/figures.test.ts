import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noLabBecause, startLab, type Lab } from '../../support/lab.ts'
import { customer } from '../../support/phone/customer.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from '../../support/phone/harness.ts'
import { listenAt, type Listening } from '../../support/phone/listening.ts'
import { agentVoice } from '../../support/phone/voices.ts'
import { friendly, sipPeer, type SipPeer } from '../../support/sip-peer.ts'
import { readWav } from '../../support/sound.ts'

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

describe.skipIf(noLabBecause() !== undefined)('figures', () => {
  let lab: Lab
  let phone: PhoneApp
  let ear: Listening
  let peer: SipPeer
  let server: string
  const invites: number[] = []
  beforeAll(async () => {
    lab = await startLab()
    server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
    peer = await sipPeer((request, reply, socket) => {
      if (request.method === 'INVITE') invites.push(Date.now())
      if (request.method === 'INVITE') return reply('486 Busy Here')
      friendly(request, reply, socket)
    })
    phone = await startPhone([server, peer.url], agentVoice(lab.folder))
    ear = await listenAt(phone.page)
  })
  afterAll(async () => {
    await phone?.close()
    await peer?.close()
    await lab?.stop()
  })

  test('click on Call → INVITE on the wire: at most 150 ms', async () => {
    await phone.call('configure', { line: agentLine(peer.url), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered' && value.server === peer.url)
    const took: number[] = []
    for (let turn = 0; turn < 7; turn++) {
      const callId = `0196e2f5-6a2b-7c11-9d3e-00000000010${turn}`
      const { clicked, result } = await phone.timedCall('dial', { callId, target: '+36301234567' })
      expect(result).toMatchObject({ ok: true })
      const { call } = await phone.callThat((one) => one.callId === callId && one.phase === 'ended')
      expect(call).toMatchObject({ endReason: 'busy', sipStatus: 486, facts: { to: { user: '+36301234567' } } })
      took.push((invites[turn] ?? NaN) - clicked)
      await wait(200)
    }
    console.log('click on Call to INVITE, ms:', took.join(' '), 'median', median(took))
    expect(median(took)).toBeLessThanOrEqual(150)
  })

  test('click on Answer → first sound, both ways', async () => {
    await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered' && value.server === server)
    const voice = readWav(join(lab.folder, 'customer.wav'))
    const seen = new Set<string>()
    const took: { agent: number; customer: number }[] = []
    for (let turn = 0; turn < 5; turn++) {
      const them = await customer(lab.ports.SIP_PORT, voice)
      const answered = them.call('sip:claims.2.+36301234567@toll.test')
      const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
      seen.add(call.callId)
      await wait(500)
      await ear.reset()
      const { clicked } = await phone.timedCall('answer', { callId: call.callId })
      expect(await answered).toBe(200)
      await wait(1500)
      took.push({
        agent: ((await ear.firstSoundAt()) ?? NaN) - clicked,
        customer: (them.sound.firstSoundAfter(clicked) ?? NaN) - clicked,
      })
      await phone.call('hangUp', { callId: call.callId })
      await wait(300)
      them.close()
    }
    console.log(
      'click on Answer to first sound, ms: agent',
      took.map((one) => Math.round(one.agent)).join(' '),
      'customer',
      took.map((one) => Math.round(one.customer)).join(' '),
    )
    expect(median(took.map((one) => one.agent))).toBeLessThanOrEqual(500)
    expect(median(took.map((one) => one.customer))).toBeLessThanOrEqual(500)
  })
})
