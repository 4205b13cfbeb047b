import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Call } from '../../../shared/domain/call.ts'
import { makeHome, type AppHome } from '../app/home.ts'
import { readWav, resample, type Sound } from '../audio/wav.ts'
import { speak } from '../audio/voice.ts'
import { must, until } from '../desk.ts'
import { startApp, type TestApp } from '../electron-app.ts'
import { peerProfile } from '../nowhere.ts'
import { listenAt, type Listening } from '../phone/listening.ts'
import { agentVoice } from '../phone/voices.ts'
import { farCustomer, type FarCustomer } from './far-customer.ts'
import { farExchange, type FarExchange } from './far-exchange.ts'
import { makeWays, type Ways } from './ways.ts'

/** A desk between two networks, an exchange behind both, and a customer there. */
export interface Stage {
  readonly ways: Ways
  readonly exchange: FarExchange
  readonly app: TestApp
  readonly desk: Page
  readonly home: AppHome
  readonly ear: Listening
  readonly voices: { readonly agent: Sound; readonly customer: Sound }
  /** A customer calls; it rings. `answered` has the final status of their INVITE. */
  readonly rings: () => Promise<{ them: FarCustomer; answered: Promise<number>; id: string }>
  /** The same, answered by key. `id` is of the interaction. */
  readonly talking: () => Promise<{ them: FarCustomer; id: string }>
  /** The one call as the desk is told of it. */
  readonly call: () => Promise<Call | null>
  /** Wrap-up is done with. */
  readonly putAway: (id: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Starts all of it with the cable plugged in, the desk registered over it. */
export async function startStage(line: object = {}): Promise<Stage> {
  const undo: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (const one of undo.splice(0).toReversed()) await one()
  }
  try {
    return { ...(await build(line, undo)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** @param undo what is to be done at the end, last first */
async function build(line: object, undo: (() => unknown)[]): Promise<Omit<Stage, 'close'>> {
  const ways = await makeWays()
  undo.push(() => ways.close())
  ways.up('wired')
  const exchange = await farExchange(ways.far)
  undo.push(() => exchange.stop())
  const home = makeHome(peerProfile(exchange.url, [], line), { 'db.key': { text: 'k'.repeat(64) } })
  undo.push(() => home.remove())
  const microphone = agentVoice(home.folder)
  const theirs = speak(
    join(home.folder, 'customer.wav'),
    'Hello, my invoice is higher than the price we agreed on the phone, can you please help me with it, this is the third time I call you about the very same thing.',
    'en',
    { pause: 0, repeat: 0 },
  )
  const voices = { agent: readWav(microphone), customer: resample(readWav(theirs), 8000) }
  const app = await startApp(home, { microphone })
  undo.push(() => app.close())
  const { desk, electron } = app
  await until(desk, 'the line is ready', (now) => now.line.word === 'ready', 60_000)
  const phone = electron.windows().find((page) => page.url().startsWith('app://phone/'))
  if (phone === undefined) throw new Error('there is no phone window')
  const ear = await listenAt(phone)
  const rings: Stage['rings'] = async () => {
    const them = await farCustomer(ways.far, exchange.ports.SIP_PORT, voices.customer)
    undo.push(() => them.close())
    const answered = them.ask('call', 'sip:claims.2.+36301234567@toll.test')
    answered.catch(() => undefined)
    const { interactions } = await until(desk, 'it rings', (now) =>
      now.interactions.some((each) => each.call?.phase === 'ringing'),
    )
    return { them, answered, id: interactions[0]?.interaction.id ?? '' }
  }
  return {
    ...{ ways, exchange, app, desk, home, ear, voices, rings },
    async talking() {
      const { answered, id, them } = await rings()
      await desk.keyboard.press('F2')
      if ((await answered) !== 200) throw new Error('the call was not answered')
      await until(desk, 'they talk', (now) => now.interactions.some((each) => each.call?.phase === 'connected'))
      return { them, id }
    },
    call: async () => (await must(desk, 'app.snapshot', null)).interactions[0]?.call ?? null,
    async putAway(id) {
      await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
      await until(desk, 'the call is put away', (now) => now.interactions.length === 0)
    },
  }
}
