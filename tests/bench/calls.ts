import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeHome } from '../support/app/home.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { startApp, type TestApp } from '../support/electron-app.ts'
import { startLab, type Lab } from '../support/lab.ts'
import { customer, type Customer } from '../support/phone/customer.ts'
import { agentVoice } from '../support/phone/voices.ts'
import { gateBefore, type Gate } from './gate.ts'
import { processorShare } from './processor.ts'
import { median, percentile, round } from './statistics.ts'

export interface CallFigures {
  /** Click on *Hold* → the last sound the customer hears, milliseconds. */
  readonly holdToSilenceMs: { readonly p50: number; readonly p95: number; readonly holds: number }
  /** Percent of one core, all processes of the app: nothing going on, in a call, in a recorded call. */
  readonly processor: { readonly idle: number; readonly call: number; readonly recordedCall: number; readonly goal: number }
  /** Exchange can be reached again → the desk is Ready, milliseconds, by the length of the outage in seconds. */
  readonly backAfterOutageMs: Readonly<Record<string, number[]>> & { readonly p95: number; readonly goalMs: number }
}

const click = 'window.clickedAt'
const noteClicks = `document.addEventListener('pointerdown', () => { ${click} = performance.timeOrigin + performance.now() }, true)`

/** Measures calls through Kamailio and rtpengine. @param quick few repetitions */
export async function measureCalls(quick: boolean): Promise<CallFigures> {
  const lab = await startLab()
  const gate = await gateBefore(lab.ports.WS_PORT)
  try {
    const plain = await withDesk(lab, gate, 'never', async (app) => ({
      idle: await processorShare(app.pid, quick ? 5 : 20),
      ...(await inCall(lab, app, async (them) => ({
        call: await processorShare(app.pid, quick ? 5 : 20),
        holds: await holds(app, them, quick ? 3 : 12),
      }))),
      outages: await outages(app, gate, quick ? [8] : [8, 8, 8, 8, 20, 20, 20, 60, 60]),
    }))
    const recordedCall = await withDesk(lab, gate, 'always', (app) =>
      inCall(lab, app, () => processorShare(app.pid, quick ? 5 : 20)),
    )
    const all = Object.values(plain.outages).flat()
    return {
      holdToSilenceMs: {
        p50: round(median(plain.holds), 0),
        p95: round(percentile(plain.holds, 0.95), 0),
        holds: plain.holds.length,
      },
      processor: { idle: round(plain.idle, 1), call: round(plain.call, 1), recordedCall: round(recordedCall, 1), goal: 8 },
      backAfterOutageMs: { ...plain.outages, p95: round(percentile(all, 0.95), 0), goalMs: 3000 } as never,
    }
  } finally {
    await gate.shut()
    await lab.stop()
  }
}

async function withDesk<T>(lab: Lab, gate: Gate, recording: string, measure: (app: TestApp) => Promise<T>): Promise<T> {
  const profile = lab.profile() as { line: object }
  const line = { ...profile.line, servers: [`ws://127.0.0.1:${gate.port}`], recording: { policy: recording } }
  const home = makeHome(
    { ...profile, line },
    {
      'tls.crt': { from: join(lab.folder, 'tls.crt') },
      'db.key': { text: 'k'.repeat(64) },
    },
  )
  try {
    const app = await startApp(home, { microphone: agentVoice(lab.folder) })
    try {
      await until(app.desk, 'the line is ready', (now) => now.line.word === 'ready', 60_000)
      await app.desk.evaluate(noteClicks)
      // The copy of the day and the first sync are part of a start, not of a call.
      await wait(10_000)
      return await measure(app)
    } finally {
      await app.close()
    }
  } finally {
    home.remove()
  }
}

/** A customer calls, is answered and talks while it is measured. */
async function inCall<T>(lab: Lab, { desk }: TestApp, measure: (them: Customer) => Promise<T>): Promise<T> {
  const them = await customer(lab.ports.SIP_PORT, readWav(join(lab.folder, 'customer.wav')))
  const answered = them.call('sip:claims.2.+36301234567@toll.test')
  await desk.getByRole('button', { name: 'Answer', exact: true }).click()
  await answered
  const { interactions } = await until(desk, 'they talk', (now) => now.interactions[0]?.interaction.state === 'talk')
  await wait(3000)
  const found = await measure(them)
  const id = interactions[0]?.interaction.id ?? ''
  await must(desk, 'call.hangUp', { id })
  await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
  await until(desk, 'the call is put away', (now) => now.interactions.length === 0)
  them.close()
  return found
}

/** Presses *Hold* and *Resume* by turns and listens at the customer's end for the last sound. */
async function holds({ desk }: TestApp, them: Customer, times: number): Promise<number[]> {
  const measured: number[] = []
  for (let turn = 0; turn < times; turn++) {
    await desk.getByRole('button', { name: 'Hold', exact: true }).click()
    await until(
      desk,
      'it is on hold',
      ({ interactions }) => interactions[0]?.call?.held === true && !interactions[0].call.holdPending,
    )
    await wait(1500)
    const clicked = (await desk.evaluate(click)) as number
    // The voice of the test pauses now and then: silence may have begun before the click.
    measured.push(Math.max(0, ((await them.sound.lastSound()) ?? Number.NaN) - clicked))
    await desk.getByRole('button', { name: 'Resume', exact: true }).click()
    await until(
      desk,
      'they talk',
      ({ interactions }) => interactions[0]?.call?.held === false && !interactions[0].call.holdPending,
    )
    await wait(1500)
  }
  return measured
}

/** Shuts the way to the exchange for so many seconds each, and measures how long the line takes once it is open again. */
async function outages({ desk }: TestApp, gate: Gate, lengths: readonly number[]): Promise<Record<string, number[]>> {
  const measured: Record<string, number[]> = {}
  for (const seconds of lengths) {
    await gate.shut()
    await until(desk, 'the line is down', ({ line }) => line.word !== 'ready', 30_000)
    await wait(seconds * 1000)
    await gate.open()
    const from = performance.now()
    await until(desk, 'the line is back', ({ line }) => line.word === 'ready', 120_000)
    ;(measured[String(seconds)] ??= []).push(Math.round(performance.now() - from))
    await wait(3000)
  }
  return measured
}
