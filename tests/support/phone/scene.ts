import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Call } from '#shared/domain/call.ts'
import { likeness, SAME_VOICE } from '../audio/likeness.ts'
import { loudestTenth, secondsOf, SILENT_DB } from '../audio/loudness.ts'
import { readWav, type Sound } from '../audio/wav.ts'
import { startLab, type Lab } from '../lab.ts'
import { customer, type Customer } from './customer.ts'
import { agentLine, anyDevice, startPhone, type PhoneApp } from './harness.ts'
import { listenAt, type Listening } from './listening.ts'
import { agentVoice } from './voices.ts'

export const tollFree = 'sip:claims.2.+36301234567@toll.test'

/** A customer whose call rings at the agent's. */
export interface Ringing {
  readonly them: Customer
  readonly call: Call
  /** Final status of their INVITE. */
  readonly answered: Promise<number>
}

/** A lab of one's own, the phone window registered at it, an ear at its loudspeaker, and customers who call. */
export interface Scene {
  readonly lab: Lab
  readonly phone: PhoneApp
  readonly ear: Listening
  readonly voices: { readonly agent: Sound; readonly customer: Sound }
  /** The next call that rings and was not given out before. */
  readonly nextRinging: () => Promise<Call>
  /** A customer calls; it rings. `headers` and `body` as in {@link Customer.call}. */
  readonly rings: (uri?: string, headers?: readonly string[], body?: string) => Promise<Ringing>
  /** The same, and the agent has answered. */
  readonly talking: (uri?: string) => Promise<{ them: Customer; callId: string }>
  /** The call as it is now; undefined once it is over. */
  readonly current: (callId: string) => Promise<Call | undefined>
  /** Waits until the call passes and no hold or resume is under way. */
  readonly settled: (callId: string, passes: (call: Call) => boolean, ms?: number) => Promise<Call>
  readonly ended: (callId: string) => Promise<Call>
  /** Both ends over a stretch of time. */
  readonly listen: (them: Customer, ms: number) => Promise<{ customer: Sound; agent: Sound }>
  /** Each end hears the other, and in its own voice. */
  readonly bothVoices: (them: Customer) => Promise<void>
  /** Neither end hears anything at all for two and a half seconds. */
  readonly silentBothWays: (them: Customer) => Promise<void>
  /** Hangs up whatever is left and takes the customers' telephones away. */
  readonly clear: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function startScene(): Promise<Scene> {
  const lab = await startLab()
  const server = `ws://127.0.0.1:${lab.ports.WS_PORT}`
  const microphone = agentVoice(lab.folder)
  const voices = { agent: readWav(microphone), customer: readWav(join(lab.folder, 'customer.wav')) }
  const phone = await startPhone([server], microphone)
  const ear = await listenAt(phone.page, 4096)
  await phone.call('configure', { line: agentLine(server), selected: anyDevice, ready: true })
  await phone.registration((value) => value.state === 'registered')
  const seen = new Set<string>()
  const telephones: Customer[] = []

  const calls = async (): Promise<readonly Call[]> => {
    const snapshot = await phone.call('snapshot', null)
    return snapshot.ok ? snapshot.value.calls : []
  }
  const current = async (callId: string): Promise<Call | undefined> => (await calls()).find((one) => one.callId === callId)
  const ended = async (callId: string): Promise<Call> =>
    (await phone.callThat((one) => one.callId === callId && one.phase === 'ended', 20_000)).call
  const nextRinging = async (): Promise<Call> => {
    for (;;) {
      const { call } = await phone.callThat((one) => one.phase === 'ringing' && !seen.has(one.callId))
      seen.add(call.callId)
      // What a test that failed left behind rang too, and is over.
      if ((await current(call.callId))?.phase === 'ringing') return call
    }
  }
  const rings: Scene['rings'] = async (uri = tollFree, headers = [], body) => {
    const them = await customer(lab.ports.SIP_PORT, voices.customer)
    telephones.push(them)
    const answered = them.call(uri, headers, body)
    answered.catch(() => undefined)
    return { them, call: await nextRinging(), answered }
  }
  const listen: Scene['listen'] = async (them, ms) => {
    await ear.reset()
    const from = Date.now()
    await wait(ms)
    return { customer: await them.sound.heard(from, Date.now()), agent: await ear.take() }
  }
  return {
    lab,
    phone,
    ear,
    voices,
    nextRinging,
    rings,
    current,
    ended,
    listen,
    async talking(uri) {
      const { answered, call, them } = await rings(uri)
      await phone.call('answer', { callId: call.callId })
      expect(await answered).toBe(200)
      await phone.callThat((one) => one.callId === call.callId && one.phase === 'connected')
      return { them, callId: call.callId }
    },
    async settled(callId, passes, ms = 15_000) {
      for (const end = Date.now() + ms; ; await wait(20)) {
        const call = await current(callId)
        if (call && !call.holdPending && passes(call)) return call
        if (Date.now() > end) throw new Error(`the call did not settle: ${JSON.stringify(call)}`)
      }
    },
    // In turns: while both speak, Chromium's echo canceller takes parts of the agent for echo of a loudspeaker.
    async bothVoices(them) {
      them.sound.speak(false)
      await wait(500)
      const { customer: heard } = await listen(them, 4000)
      them.sound.speak(true)
      await wait(400)
      const { agent } = await listen(them, 4000)
      expect(likeness(voices.agent, heard), 'the customer hears the agent').toBeGreaterThan(SAME_VOICE)
      expect(likeness(voices.customer, agent), 'the agent hears the customer').toBeGreaterThan(SAME_VOICE)
    },
    async silentBothWays(them) {
      // What was on its way when the call was put on hold: packets, the jitter buffer.
      await wait(400)
      const heard = await listen(them, 2500)
      expect(loudestTenth(heard.customer), 'the customer hears nothing').toBeLessThan(SILENT_DB)
      expect(loudestTenth(heard.agent), 'the agent hears nothing').toBeLessThan(SILENT_DB)
      // A busy page records less than the clock says, but it recorded.
      expect(secondsOf(heard.agent)).toBeGreaterThan(1)
    },
    async clear() {
      for (const { callId, phase } of await calls()) {
        if (phase === 'ended') continue
        await phone.call('hangUp', { callId })
        await ended(callId)
      }
      await wait(200)
      for (const one of telephones.splice(0)) one.close()
    },
    async close() {
      await phone.close()
      await lab.stop()
    },
  }
}
