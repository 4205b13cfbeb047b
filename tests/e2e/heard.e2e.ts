import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

/** A sound file for the fake microphone: 48 kHz mono, sixteen bits; `loudness` 0 to 1 of a hum that is loud for half of each second. */
function hum(folder: string, loudness: number): string {
  const samples = Buffer.alloc(2 * 48_000 * 2)
  for (let n = 0; n < samples.length / 2; n++)
    samples.writeInt16LE(
      n % 48_000 < 36_000 ? Math.round(32_000 * loudness * Math.sin((2 * Math.PI * 220 * n) / 48_000)) : 0,
      2 * n,
    )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(48_000, 24)
  head.writeUInt32LE(96_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  const file = join(folder, 'microphone.wav')
  writeFileSync(file, Buffer.concat([head, samples]))
  return file
}

async function inPracticeCall(desk: Page): Promise<void> {
  await until(desk, 'the line is ready', ({ line, practice }) => line.word === 'ready' && practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  await must(desk, 'practice.callNow', { scenarioId: 'price-higher' })
  await until(desk, 'it rings', ({ interactions }) => interactions[0]?.interaction.state === 'ringing', 30_000)
  await desk.keyboard.press('F2')
  await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
}

test.describe('what the agent is told of their own voice', () => {
  let folder = ''
  test.beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'courtesy-heard-'))))
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('muted and talking: said, undone where it is said, and gone when the call is over', async ({ start }) => {
    const { desk } = await start(undefined, { switches: ['--practice'], microphone: hum(folder, 0.5) })
    await inPracticeCall(desk)
    const notice = desk.getByRole('status', { name: 'Sound' })
    await desk.keyboard.press('F7')
    await expect(notice).toContainText('You are talking, and you are muted')
    await notice.getByRole('button', { name: 'Let them hear me' }).click()
    await expect(notice).toBeEmpty()
    await until(desk, 'not muted', ({ interactions }) => interactions[0]?.call?.muted === false)
    await desk.keyboard.press('F7')
    await expect(notice).toContainText('You are talking, and you are muted')
    // Long enough to have been looked at: what the call sounded like is kept with it.
    await until(desk, 'the sound is known', ({ interactions }) => interactions[0]?.call?.quality !== null, 20_000)
    await desk.keyboard.press('F4')
    await expect(notice).toBeEmpty()
    const { interactions } = await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
    const id = interactions[0]?.interaction.id ?? ''
    await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
    await desk
      .getByRole('button', { name: /Margaret|Hill/ })
      .first()
      .click()
    await expect(desk.getByText(/Good · MOS 4\.\d, at worst \d/)).toBeVisible()
  })

  test('nothing comes from the microphone: said, with the way to the settings', async ({ start }) => {
    const { desk } = await start(undefined, { switches: ['--practice'], microphone: hum(folder, 0) })
    await inPracticeCall(desk)
    const notice = desk.getByRole('status', { name: 'Sound' })
    await expect(notice).toContainText('Nothing at all comes from your microphone', { timeout: 40_000 })
    await notice.getByRole('button', { name: 'Sound settings' }).click()
    await expect(desk.getByRole('heading', { name: /Sound/ }).first()).toBeVisible()
    await desk.keyboard.press('F4')
  })
})
