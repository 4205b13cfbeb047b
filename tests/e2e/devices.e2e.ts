import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { headset } from '../support/audio/headset.ts'
import { spokenSeconds } from '../support/audio/likeness.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const hears = async (desk: Page): Promise<number> => (await must(desk, 'app.snapshot', null)).practice?.current?.hears ?? 0

/** Devices as the sound server has them: nothing is faked in Chromium. */
test('no microphone, a headset unplugged in a call, no loudspeaker: said, and well again as soon as it is plugged in', async ({
  start,
  home,
}) => {
  test.setTimeout(300_000)
  const where = home()
  const voice = speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna. I am looking at your invoice now.', 'en+f3', {
    pause: 1,
    repeat: 0,
  })
  const speaker = await startLoudspeaker(where.folder)
  const devices = headset(where.folder, speaker, voice)
  try {
    const { desk } = await start(where, { realDevices: true, env: speaker.env, switches: ['--practice'] })
    const sound = desk.getByRole('status', { name: 'Sound', exact: true })
    const line = desk.getByRole('status', { name: 'Line' })
    const call = desk.getByRole('region', { name: 'Call', exact: true })

    await test.step('before the call: no microphone', async () => {
      await expect(sound).toContainText('No microphone: callers cannot hear you', { timeout: 60_000 })
      await expect(line).toHaveText(/Ringing/, { timeout: 90_000 })
      await call.getByRole('button', { name: /^Answer/ }).click()
      await expect(desk.getByText('No microphone was found. Plug in a headset and try again.')).toBeVisible()
      await expect(line).toHaveText(/Ringing/)
    })

    await test.step('plugged in while it still rings: answered, heard at both ends', async () => {
      devices.plugMicrophone()
      await expect(sound).toHaveText('')
      const heard = await speaker.record('talk')
      await call.getByRole('button', { name: /^Answer/ }).click()
      await expect(line).toHaveText(/In call/)
      await until(desk, 'the customer hears the agent', ({ practice }) => (practice?.current?.hears ?? 0) > 1, 20_000)
      await wait(6000)
      expect(spokenSeconds(readWav(await heard()))).toBeGreaterThan(1)
    })

    await test.step('unplugged in the call: said; plugged in again: heard again', async () => {
      devices.unplugMicrophone()
      await expect(sound).toContainText('No microphone: callers cannot hear you')
      await wait(1000)
      const before = await hears(desk)
      await wait(3000)
      expect((await hears(desk)) - before).toBeLessThan(0.3)
      devices.plugMicrophone()
      await expect(sound).toHaveText('')
      await until(desk, 'heard again', ({ practice }) => (practice?.current?.hears ?? 0) > before + 1, 20_000)
    })

    await test.step('the loudspeaker goes and comes', async () => {
      const remarks = async (name: string): Promise<number> => {
        const heard = await speaker.record(name)
        await desk.getByRole('button', { name: /^5/ }).first().click()
        await wait(6000)
        return spokenSeconds(readWav(await heard()))
      }
      // Muted, so that she need not wait for the agent's turn to end; a key she always remarks on.
      await call.getByRole('button', { name: /^Mute/ }).click()
      await call.getByRole('button', { name: /^Keypad/ }).click()
      expect(await remarks('before')).toBeGreaterThan(0.5)
      devices.unplugSpeaker()
      await expect(sound).toContainText('No loudspeaker: you cannot hear callers')
      await expect(line).toHaveText(/In call/)
      devices.plugSpeaker()
      await expect(sound).toHaveText('')
      expect(await remarks('again'), 'the customer is heard again').toBeGreaterThan(0.5)
    })

    await call.getByRole('button', { name: /^Hang up/ }).click()
    await expect(line).not.toHaveText(/In call/)
  } finally {
    devices.stop()
    await speaker.stop()
  }
})
