import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readWav } from '../support/audio/wav.ts'
import { makeHome } from '../support/app/home.ts'
import { must, until } from '../support/desk.ts'
import { startApp } from '../support/electron-app.ts'
import { startLab } from '../support/lab.ts'
import { customer } from '../support/phone/customer.ts'
import { listenAt } from '../support/phone/listening.ts'
import { agentVoice } from '../support/phone/voices.ts'
import { median, percentile } from './statistics.ts'

export interface FirstSound {
  readonly calls: number
  /** Click on *Answer* in the desk → first sound above a whisper, milliseconds, at the agent's and at the customer's end. */
  readonly agentMs: { readonly p50: number; readonly p95: number }
  readonly customerMs: { readonly p50: number; readonly p95: number }
}

/** Answers calls that come through Kamailio and rtpengine by the desk's own button, and listens at both ends for the first sound. */
export async function measureFirstSound(calls: number): Promise<FirstSound> {
  const lab = await startLab()
  const home = makeHome(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const agent: number[] = []
  const other: number[] = []
  try {
    const { desk, electron, close } = await startApp(home, { microphone: agentVoice(lab.folder) })
    try {
      await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
      const phone = electron.windows().find((page) => page.url().startsWith('app://phone/'))
      if (phone === undefined) throw new Error('there is no phone window')
      const ear = await listenAt(phone)
      await desk.evaluate(
        `document.addEventListener('pointerdown', () => { window.clickedAt = performance.timeOrigin + performance.now() }, true)`,
      )
      const answer = desk.getByRole('button', { name: 'Answer', exact: true })
      const voice = readWav(join(lab.folder, 'customer.wav'))
      for (let turn = 0; turn < calls; turn++) {
        const them = await customer(lab.ports.SIP_PORT, voice)
        const answered = them.call('sip:claims.2.+36301234567@toll.test')
        await answer.waitFor()
        await wait(500)
        await ear.reset()
        await answer.click()
        await answered
        await wait(1500)
        const clicked = (await desk.evaluate('window.clickedAt')) as number
        agent.push(((await ear.firstSoundAt()) ?? Number.NaN) - clicked)
        other.push(((await them.sound.firstSoundAfter(clicked)) ?? Number.NaN) - clicked)
        const id = (await until(desk, 'they talk', (now) => now.interactions[0]?.interaction.state === 'talk')).interactions[0]
          ?.interaction.id
        await must(desk, 'call.hangUp', { id: id ?? '' })
        await must(desk, 'interaction.finish', { id: id ?? '', code: 'resolved', note: '' })
        await until(desk, 'the call is put away', ({ interactions }) => interactions.length === 0)
        them.close()
      }
    } finally {
      await close()
    }
  } finally {
    home.remove()
    await lab.stop()
  }
  const spread = (values: number[]): { p50: number; p95: number } => ({
    p50: Math.round(median(values)),
    p95: Math.round(percentile(values, 0.95)),
  })
  return { calls, agentMs: spread(agent), customerMs: spread(other) }
}
