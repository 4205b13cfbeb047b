import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { likeness, SAME_VOICE } from '../support/audio/likeness.ts'
import { loudestTenth, loudness, secondsOf, SILENT_DB } from '../support/audio/loudness.ts'
import { speak } from '../support/audio/voice.ts'
import { cut, readWav, type Sound } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { settle } from '../support/people.ts'
import { filesBelow, keyFile, loopback, recordedProfile, recordingOf, shareOfTone, soundOf, talk } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** What the customer's telephone hums. */
const hum = 300

test('a line that always records: each voice on its side, silence in pauses, nothing readable on the disk, heard and sought afterwards', async ({
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const exchange = await ringingPeer()
  try {
    const where = home(recordedProfile(exchange, 'always'), keyFile)
    const voice = speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna. I am looking at your invoice now.', 'en+f3')
    const { desk } = await start(where, { microphone: voice, switches: loopback })
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    await settle(desk, 1)
    const row = desk.getByRole('group', { name: 'Recording of the call' })
    const state = row.getByRole('status')
    const payment = row.getByRole('button', { name: 'Payment' })

    const id = await talk(desk, exchange)
    await expect(state).toHaveText('Recording')
    // One after the other: over a loud hum the echo canceller lets little of the agent through.
    await exchange.hum(desk, false)
    const talking = Date.now()
    await wait(5000)
    const humming = Date.now()
    await exchange.hum(desk, true)
    await wait(3500)
    await test.step('F10 pauses and goes on', async () => {
      await desk.keyboard.press('F10')
      await expect(state).toHaveText('Paused')
      await wait(3000)
      await desk.keyboard.press('F10')
      await expect(state).toHaveText('Recording')
      await wait(3000)
    })
    await test.step('a payment pauses until it is over, whatever F10 does', async () => {
      await payment.click()
      await expect(payment).toHaveAttribute('aria-pressed', 'true')
      await expect(state).toHaveText('Paused for the payment')
      await desk.keyboard.press('F10')
      await expect(row.getByRole('button', { name: 'Go on recording' })).toBeVisible()
      await desk.keyboard.press('F10')
      await expect(state).toHaveText('Paused for the payment')
      await wait(2500)
      await payment.click()
      await expect(state).toHaveText('Recording')
      await wait(2000)
    })
    await test.step('on hold nobody is recorded', async () => {
      await desk.keyboard.press('F6')
      await until(desk, 'held', ({ interactions }) => interactions[0]?.call?.held === true)
      await wait(3000)
    })
    await desk.keyboard.press('F4')
    await expect(row).toHaveCount(0)
    const recording = await recordingOf(desk, id, 'whole')
    const { bytes, left, right } = await soundOf(where, recording)

    await test.step('what is known of it is true', () => {
      expect(recording).toMatchObject({ policy: 'always', consent: 'not_asked', bytes: bytes.length, legalHold: false })
      expect(recording.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
      expect(Math.abs(recording.seconds - secondsOf(left))).toBeLessThan(0.1)
      const took = (Date.parse(recording.endedAt ?? '') - Date.parse(recording.startedAt)) / 1000
      expect(Math.abs(recording.seconds - took), `${recording.seconds} s in ${took} s`).toBeLessThan(1.5)
    })
    const within = (at: number): number => (at - Date.parse(recording.startedAt)) / 1000
    await test.step('agent left, customer right', () => {
      const course = [left, right].map((side) => Array.from({ length: 9 }, (_, n) => Math.round(loudness(side, n, n + 1))))
      const said = `loudness by second: ${JSON.stringify(course)}`
      const talked = (side: Sound): Sound => cut(side, within(talking) + 0.7, within(humming))
      const hummed = (side: Sound): Sound => cut(side, within(humming) + 1, within(humming) + 3.5)
      expect(likeness(readWav(voice), talked(left)), said).toBeGreaterThan(SAME_VOICE)
      expect(loudestTenth(talked(right)), said).toBeLessThan(SILENT_DB)
      expect(shareOfTone(hummed(right), hum), said).toBeGreaterThan(0.9)
      expect(shareOfTone(hummed(left), hum), said).toBeLessThan(0.1)
    })
    await test.step('silence where it was paused or held, sound where it was not', async () => {
      const { segments } = await must(desk, 'interactions.get', { id })
      const spans = segments
        .filter((each) => each.kind === 'recording_pause' || each.kind === 'hold')
        .map((each) => [each.startedAt, each.endedAt ?? ''].map((at) => within(Date.parse(at))))
      expect(segments.filter((each) => each.kind === 'recording_pause')).toHaveLength(2)
      expect(spans).toHaveLength(3)
      for (const [from = 0, to = 0] of spans)
        for (const side of [left, right])
          expect(loudestTenth(cut(side, from + 0.5, to - 0.7)), `silent from ${from} to ${to}`).toBeLessThan(SILENT_DB)
      const [first = [], second = []] = spans
      expect(loudestTenth(cut(right, (first[1] ?? 0) + 0.7, (second[0] ?? 0) - 0.5))).toBeGreaterThan(-40)
    })
    await test.step('nothing of it is readable on the disk, and its files are the owner alone', () => {
      const middle = bytes.subarray(bytes.length / 2, bytes.length / 2 + 64)
      for (const path of filesBelow(where.userData)) {
        const disk = readFileSync(path)
        for (const plain of ['OpusHead', 'OggS', middle]) expect(disk.includes(plain), path).toBe(false)
        if (path.includes('/recordings/')) expect(statSync(path).mode & 0o777, path).toBe(0o600)
      }
      expect(statSync(join(where.userData, 'recordings')).mode & 0o777).toBe(0o700)
    })

    await test.step('it is heard on the page of the call, from where one likes', async () => {
      await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
      await desk.getByRole('list', { name: 'Call log' }).getByRole('button').first().click()
      const player = desk.getByRole('group', { name: 'Player' })
      const position = player.getByRole('slider', { name: 'Position' })
      const at = async (): Promise<number> => Number(await position.inputValue())
      await expect(desk.getByText(/^You are on the left.*Paused: 0:0\d–0:\d\d, 0:1\d–0:\d\d\.$/)).toBeVisible()
      const listens = async (): Promise<number> =>
        (await must(desk, 'audit.list', { cursor: null })).items.filter((each) => each.action === 'recording.listen').length
      expect(await listens()).toBe(0)
      await player.getByRole('button', { name: 'Play' }).click()
      await expect.poll(at).toBeGreaterThan(1)
      expect(await listens()).toBe(1)
      await position.focus()
      await desk.keyboard.press('End')
      await expect(player.getByRole('button', { name: 'Play' })).toBeVisible()
      for (let step = 0; step < 6; step++) await desk.keyboard.press('ArrowLeft')
      const sought = await at()
      expect(sought).toBeLessThan(recording.seconds - 4)
      await player.getByRole('button', { name: 'Play' }).click()
      await expect.poll(at).toBeGreaterThan(sought + 1)
      await player.getByRole('button', { name: 'Pause' }).click()
      const element =
        '(() => { const { duration, error, buffered } = document.querySelector("audio"); return { duration, error, buffered: buffered.length } })()'
      const { duration, error } = (await desk.evaluate(element)) as { duration: number; error: unknown }
      expect(error).toBeNull()
      expect(Math.abs(duration - recording.seconds)).toBeLessThan(0.1)
      expect(await listens()).toBe(1)
    })
    await test.step('under legal hold it stays; erased it is gone', async () => {
      await desk.getByRole('button', { name: 'Put under legal hold' }).click()
      await expect(desk.getByRole('button', { name: 'Erase' })).toBeDisabled()
      expect(await desk.evaluate(`window.courtesy.call('recording.erase', { id: '${recording.id}' })`)).toMatchObject({
        ok: false,
        error: { kind: 'denied', messageKey: 'error.recording.held' },
      })
      expect((await soundOf(where, recording)).bytes).toEqual(bytes)
      await desk.getByRole('button', { name: 'End the legal hold' }).click()
      await desk.getByRole('button', { name: 'Erase' }).click()
      await desk.getByRole('dialog').getByRole('button', { name: 'Erase' }).click()
      await expect(desk.getByText('The recording was erased.')).toBeVisible()
      expect([...filesBelow(join(where.userData, 'recordings'))]).toEqual([])
      const { items } = await must(desk, 'audit.list', { cursor: null })
      expect(items.map((each) => each.action).slice(0, 4)).toEqual([
        'recording.erase',
        'recording.release',
        'recording.hold',
        'recording.listen',
      ])
    })
  } finally {
    await exchange.peer.close()
  }
})
