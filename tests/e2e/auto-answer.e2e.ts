import { setTimeout as wait } from 'node:timers/promises'
import { join } from 'node:path'
import { headset } from '../support/audio/headset.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { cut, readWav, type Sound } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { peerProfile, quietMailbox } from '../support/nowhere.ts'
import { eva } from '../support/people.ts'
import { keyFile, loopback, shareOfTone } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** The second note of the beep, which no other sound of the desk holds, and what the customer's telephone hums. */
const [beep, hum] = [1174.66, 300]

/** When a tone is first most of what is heard, seconds; Infinity when it never is. */
function firstHeard(sound: Sound, hertz: number): number {
  const step = 0.02
  for (let at = 0; at + 0.1 <= sound.samples.length / sound.rate; at += step) {
    const piece = cut(sound, at, at + 0.1)
    if (piece.samples.some((one) => Math.abs(one) > 0.02) && shareOfTone(piece, hertz) > 0.5) return at
  }
  return Infinity
}

test('a call the exchange wants answered answers itself, with a beep before the voices; never beside a call, in wrap-up or unasked', async ({
  home,
  start,
}) => {
  test.setTimeout(150_000)
  const exchange = await ringingPeer()
  const where = home(peerProfile(exchange.peer.url, [quietMailbox]), keyFile)
  const speaker = await startLoudspeaker(where.folder)
  const devices = headset(where.folder, speaker, speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna.'))
  const asks = ['Call-Info: <sip:toll.test>;answer-after=1']
  try {
    devices.plugMicrophone()
    const { desk } = await start(where, { realDevices: true, env: speaker.env, switches: loopback })
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    const rings = (): Promise<unknown> =>
      until(desk, 'it rings', ({ interactions }) => interactions.some((each) => each.call?.phase === 'ringing'))
    const stillRings = async (): Promise<void> => {
      await rings()
      await wait(2500)
      const { interactions } = await must(desk, 'app.snapshot', null)
      const ringing = interactions.find((each) => each.call?.phase === 'ringing')
      expect(ringing?.call).toMatchObject({ phase: 'ringing', automatic: false })
      await must(desk, 'call.decline', { id: ringing!.interaction.id })
    }

    await test.step('off, as it comes: an exchange that asks is not obeyed', async () => {
      await exchange.ring(desk, eva.dialled, asks)
      await stillRings()
    })

    await test.step('chosen in the settings: a call nobody asked it for rings on', async () => {
      await desk.getByRole('link', { name: 'Settings', exact: true }).click()
      await desk.getByRole('button', { name: /^Line/ }).first().click()
      await desk.getByRole('button', { name: /Calls answered by themselves$/ }).click()
      await desk.getByRole('option', { name: 'When the exchange asks for it' }).click()
      await until(desk, 'it is kept', ({ settings }) => settings.autoAnswer === 'asked')
      await exchange.ring(desk, '+36209998877')
      await stillRings()
    })

    await test.step('asked for: it rings, beeps at the agent, and then they hear each other; the desk says so', async () => {
      const heard = await speaker.record('answered')
      await exchange.ring(desk, eva.dialled, asks)
      await rings()
      await until(desk, 'they talk', ({ interactions }) => interactions.some((each) => each.call?.phase === 'connected'))
      await expect(call.getByText('Answered automatically')).toBeVisible()
      // The desk went to the call by itself.
      await expect(desk.getByRole('link', { name: 'Phone', exact: true })).toHaveAttribute('aria-current', 'page')
      await expect.poll(() => exchange.packets(desk), { timeout: 20_000 }).toBeGreaterThan(20)
      await wait(1500)
      const sound = readWav(await heard())
      const [beeps, hums] = [firstHeard(sound, beep), firstHeard(sound, hum)]
      expect(beeps).toBeLessThan(Infinity)
      expect(hums).toBeLessThan(Infinity)
      expect(beeps + 0.1, 'the beep is over before the customer is heard').toBeLessThan(hums)
    })

    await test.step('a second call that asks for it waits for the agent', async () => {
      await exchange.ring(desk, '+36209998877', asks)
      await stillRings()
    })

    await test.step('in wrap-up, too', async () => {
      await call.getByRole('button', { name: /^Hang up/ }).click()
      await until(desk, 'wrap-up', ({ interactions }) => interactions.some((each) => each.interaction.state === 'wrap_up'))
      await exchange.ring(desk, '+36209998877', asks)
      await stillRings()
    })
  } finally {
    devices.stop()
    await speaker.stop()
    await exchange.peer.close()
  }
})
