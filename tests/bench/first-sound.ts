import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startLab } from '../support/lab.ts'
import { customer } from '../support/phone/customer.ts'
import { agentLine, anyDevice, startPhone } from '../support/phone/harness.ts'
import { listenAt } from '../support/phone/listening.ts'
import { agentVoice } from '../support/phone/voices.ts'
import { readWav } from '../support/audio/wav.ts'
import { median, percentile } from './statistics.ts'

export interface FirstSound {
  readonly calls: number
  /** Click on *Answer* → first sound above a whisper, milliseconds, at the agent's and at the customer's end. */
  readonly agentMs: { readonly p50: number; readonly p95: number }
  readonly customerMs: { readonly p50: number; readonly p95: number }
}

/** Answers calls that come through Kamailio and rtpengine and listens at both ends for the first sound. */
export async function measureFirstSound(calls: number): Promise<FirstSound> {
  const lab = await startLab()
  const server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
  const phone = await startPhone([server], agentVoice(lab.folder))
  const agent: number[] = []
  const other: number[] = []
  try {
    const ear = await listenAt(phone.page)
    await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
    await phone.registration((value) => value.state === 'registered')
    const voice = readWav(join(lab.folder, 'customer.wav'))
    const seen = new Set<string>()
    for (let turn = 0; turn < calls; turn++) {
      const them = await customer(lab.ports.SIP_PORT, voice)
      const answered = them.call('sip:claims.2.+36301234567@toll.test')
      const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
      seen.add(call.callId)
      await wait(500)
      await ear.reset()
      const { clicked } = await phone.timedCall('answer', { callId: call.callId })
      await answered
      await wait(1500)
      agent.push(((await ear.firstSoundAt()) ?? Number.NaN) - clicked)
      other.push(((await them.sound.firstSoundAfter(clicked)) ?? Number.NaN) - clicked)
      await phone.call('hangUp', { callId: call.callId })
      await wait(300)
      them.close()
    }
  } finally {
    await phone.close()
    await lab.stop()
  }
  const spread = (values: number[]): { p50: number; p95: number } => ({
    p50: Math.round(median(values)),
    p95: Math.round(percentile(values, 0.95)),
  })
  return { calls, agentMs: spread(agent), customerMs: spread(other) }
}
