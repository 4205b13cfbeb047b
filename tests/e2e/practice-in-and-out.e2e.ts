import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { startComingAgain } from '../support/comes-again.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { takeOption } from '../support/palette.ts'

test.skip(process.platform !== 'linux', 'processes are looked for in /proc')

const passphrase = 'four good plain words'
const customers = async (desk: Page): Promise<string[]> =>
  (await must(desk, 'contacts.list', { cursor: null })).items.map(({ displayName }) => displayName)

test('two clicks from the first screen to a practice call, no passphrase; and back to the real data, as protected as before', async ({
  home,
}) => {
  test.setTimeout(300_000)
  // No profile, no key file, no keychain: the first screen asks for a passphrase.
  const where = home()
  // Leaving practice leaves its language, too: then the system's counts.
  const app = await startComingAgain(where, { env: { LANG: 'en_GB.UTF-8', LANGUAGE: 'en' } })
  const real = { id: uuidv7(), name: 'Ilona Real' }
  try {
    await test.step('the first click, where a passphrase is asked for', async () => {
      const desk = await app.nextDesk()
      await until(desk, 'asks for a new passphrase', (snapshot) => snapshot.access.state === 'new_passphrase', 60_000)
      expect(app.switches()).not.toContain('--practice')
      await desk.getByRole('button', { name: 'Practise first' }).click()
    })

    await test.step('it comes again in practice, somebody rings, the second click answers', async () => {
      const desk = await app.nextDesk()
      expect(app.switches()).toEqual(expect.arrayContaining(['--practice', '--lang=en']))
      await expect(desk.getByRole('region', { name: 'Practice', exact: true })).toBeVisible({ timeout: 60_000 })
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ringing/, { timeout: 90_000 })
      const call = desk.getByRole('region', { name: 'Call', exact: true })
      await call.getByRole('button', { name: /^Answer/ }).click()
      await until(desk, 'they talk', ({ practice }) => practice?.current?.stage === 'talking', 30_000)
      expect(await customers(desk)).toContain('Margaret Hill')
      const leave = desk.getByRole('button', { name: 'Leave practice' })
      await expect(leave, 'nobody leaves a customer on the line').toBeDisabled()
      await must(desk, 'practice.pause', { paused: true })
      await call.getByRole('button', { name: /^Hang up/ }).click()
      await desk.getByRole('group', { name: 'Disposition' }).getByText('Resolved').click()
      await desk.getByRole('button', { name: /^Finish/ }).click()
      await leave.click()
    })

    await test.step('outside the passphrase is still to be made, and protects what is entered then', async () => {
      const desk = await app.nextDesk()
      expect(app.switches().filter((each) => /^--(practice|lang)/.test(each))).toEqual([])
      await until(desk, 'asks for a new passphrase', (snapshot) => snapshot.access.state === 'new_passphrase', 60_000)
      expect(readdirSync(where.userData).filter((name) => /^(records|vault\.json)$/.test(name))).toEqual([])
      await desk.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await desk.getByLabel('The same again').fill(passphrase)
      await desk.getByRole('button', { name: 'Protect the records' }).click()
      const { practice } = await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
      expect(practice).toBeNull()
      expect(await customers(desk)).toEqual([])
      await must(desk, 'contacts.create', { id: real.id, input: { displayName: real.name } })
      await desk.getByRole('button', { name: 'Practise', exact: true }).click()
    })

    await test.step('in practice nobody of the real customers, and the vault is not touched', async () => {
      const vault = join(where.userData, 'vault.json')
      const before = readFileSync(vault, 'utf8')
      const desk = await app.nextDesk()
      const { access } = await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
      expect(access).toEqual({ state: 'open', protection: 'key_file' })
      const met = await customers(desk)
      expect(met).toContain('Margaret Hill')
      expect(met).not.toContain(real.name)
      const own = join(where.userData, 'practice/en')
      expect(existsSync(join(own, 'vault.json'))).toBe(true)
      const secret = readFileSync(join(own, 'practice.key'), 'utf8')
      expect(readFileSync(vault, 'utf8')).toBe(before)
      expect(before).not.toContain(secret)
      await must(desk, 'practice.pause', { paused: true })
      await takeOption(desk, '>leave', /^Leave practice$/)
    })

    await test.step('and again outside: locked; practice is offered there, and the passphrase alone opens the real data', async () => {
      const desk = await app.nextDesk()
      await until(desk, 'asks for the passphrase', (snapshot) => snapshot.access.state === 'needs_passphrase', 60_000)
      await expect(desk.getByRole('button', { name: 'Practise', exact: true })).toBeEnabled()
      await desk.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await desk.getByRole('button', { name: 'Unlock' }).click()
      await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
      expect(await customers(desk)).toEqual([real.name])
    })
  } finally {
    await app.end()
  }
})
