import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { settle } from '../support/people.ts'
import { startPlain } from '../support/plain-app.ts'
import { keyFile, loopback, recordedProfile, recordingOf, shareOfTone, soundOf, talk } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

test('killed in the middle of a call: at most two seconds are lost, the next start says so, and the rest is heard', async ({
  home,
}) => {
  const exchange = await ringingPeer()
  const where = home(recordedProfile(exchange, 'always'), keyFile)
  try {
    const first = await startPlain(where, { switches: loopback })
    await until(first.desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    await settle(first.desk, 1)
    const id = await talk(first.desk, exchange)
    // Not at a round second: whatever was not sent yet is as long as it can be.
    await first.desk.waitForTimeout(6700)
    const killed = Date.now()
    await first.kill()

    const again = await startPlain(where, { switches: loopback })
    try {
      await expect(again.desk.getByText(/A recording was cut off when Courtesy last ended/)).toBeVisible({ timeout: 30_000 })
      const recording = await recordingOf(again.desk, id, 'cut')
      const lost = (killed - Date.parse(recording.startedAt)) / 1000 - recording.seconds
      expect(lost).toBeLessThan(2)
      expect(lost).toBeGreaterThan(-0.5)
      const { bytes, right } = await soundOf(where, recording)
      expect(bytes.length).toBe(recording.bytes)
      expect(right.samples.length / right.rate).toBeCloseTo(recording.seconds, 1)
      expect(shareOfTone(right, 300)).toBeGreaterThan(0.8)
      await must(again.desk, 'interaction.finish', { id, code: 'resolved', note: '' })
      await again.desk.getByRole('list', { name: 'Call log' }).getByRole('button').first().click()
      const player = again.desk.getByRole('group', { name: 'Player' })
      await expect(again.desk.getByText('It was cut off before its end.')).toBeVisible()
      await player.getByRole('button', { name: 'Play' }).click()
      await expect
        .poll(async () => Number(await player.getByRole('slider', { name: 'Position' }).inputValue()), { timeout: 20_000 })
        .toBeGreaterThan(1)
    } finally {
      await again.kill()
    }
  } finally {
    await exchange.peer.close()
  }
})
