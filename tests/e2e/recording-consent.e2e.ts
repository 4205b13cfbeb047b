import { join } from 'node:path'
import { existsSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva, settle } from '../support/people.ts'
import { filesBelow, keyFile, loopback, recordedProfile, recordingOf, talk } from '../support/recorded.ts'
import { ringingPeer } from '../support/ringing-peer.ts'

const ended = async (desk: Page, id: string): Promise<void> => {
  await desk.keyboard.press('F4')
  await until(desk, 'wrap-up', ({ interactions }) => interactions.some((each) => each.interaction.state === 'wrap_up'))
  await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
}

test('a line that asks: read in the customer’s language, answered by keys; their no is kept and nothing else', async ({
  home,
  start,
}) => {
  const exchange = await ringingPeer()
  try {
    const where = home(recordedProfile(exchange, 'consent'), keyFile)
    const folder = join(where.userData, 'recordings')
    const { desk } = await start(where, { switches: loopback })
    await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
    const points = [{ type: 'phone', raw: eva.phone, trust: 'verified' }] as const
    await must(desk, 'contacts.create', { id: eva.id, input: { displayName: eva.name, locale: 'hu', points: [...points] } })
    const row = desk.getByRole('group', { name: 'Recording of the call' })
    const state = row.getByRole('status')
    /** From the top of the row by Tab alone. */
    const press = async (button: string): Promise<void> => {
      await row.focus()
      for (let tabs = 0; tabs < 4; tabs++) {
        await desk.keyboard.press('Tab')
        if (await row.getByRole('button', { name: button, exact: true }).evaluate((element) => element.matches(':focus'))) break
      }
      await desk.keyboard.press('Enter')
    }

    await test.step('no: stored, and not a byte of sound', async () => {
      const id = await talk(desk, exchange)
      await expect(state).toHaveText('Waiting for consent')
      await expect(row.locator('q[lang=hu]')).toContainText('Hozzájárul ehhez?')
      await press('They do not agree')
      await expect(state).toHaveText('Not recorded: they do not agree')
      await expect(row.getByRole('button')).toHaveCount(0)
      await desk.waitForTimeout(1500)
      await ended(desk, id)
      expect(await recordingOf(desk, id, 'none')).toMatchObject({ policy: 'consent', consent: 'refused', bytes: 0, sha256: null })
      expect(existsSync(folder)).toBe(false)
    })
    await test.step('before an answer nothing is recorded; yes: from then on', async () => {
      const id = await talk(desk, exchange)
      await desk.waitForTimeout(2500)
      expect(existsSync(folder)).toBe(false)
      const agreed = Date.now()
      await press('They agree')
      await expect(state).toHaveText('Recording')
      await expect(row).toBeFocused()
      await desk.waitForTimeout(2500)
      await ended(desk, id)
      const recording = await recordingOf(desk, id, 'whole')
      expect(recording).toMatchObject({ policy: 'consent', consent: 'given' })
      expect(Date.parse(recording.startedAt)).toBeGreaterThanOrEqual(agreed)
      expect(recording.seconds).toBeGreaterThan(1.5)
    })
  } finally {
    await exchange.peer.close()
  }
})

test('a line that records by hand records nothing until the button is pressed; one that never does shows nothing', async ({
  home,
  start,
}) => {
  const exchange = await ringingPeer()
  try {
    for (const policy of ['manual', 'never'] as const) {
      const where = home(recordedProfile(exchange, policy), keyFile)
      const app = await start(where, { switches: loopback })
      const { desk } = app
      await until(desk, 'the line is ready', ({ line }) => line.word === 'ready', 60_000)
      await settle(desk, 1)
      const row = desk.getByRole('group', { name: 'Recording of the call' })
      const id = await talk(desk, exchange)
      await desk.waitForTimeout(1500)
      expect(existsSync(join(where.userData, 'recordings'))).toBe(false)
      if (policy === 'manual') {
        await expect(row.getByRole('status')).toHaveText('Not recorded')
        await row.getByRole('button', { name: 'Record', exact: true }).click()
        await expect(row.getByRole('status')).toHaveText('Recording')
        await desk.waitForTimeout(2000)
        // The phone window dies in the middle: what it had sent is kept.
        await app.electron.evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()
            .find((each) => each.webContents.getURL().startsWith('app://phone'))
            ?.webContents.forcefullyCrashRenderer(),
        )
        expect((await recordingOf(desk, id, 'cut')).seconds).toBeGreaterThan(0.5)
        const kinds = [...filesBelow(join(where.userData, 'recordings'))].map((path) => path.split('.').at(-1) ?? '')
        expect(new Set(kinds)).toEqual(new Set(['key', 'sound']))
      } else {
        await expect(row).toHaveCount(0)
        await ended(desk, id)
        expect(await must(desk, 'recordings.of', { interactionId: id })).toEqual([])
      }
      await app.close()
    }
  } finally {
    await exchange.peer.close()
  }
})
