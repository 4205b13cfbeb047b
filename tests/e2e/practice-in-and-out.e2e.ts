import { uuidv7 } from 'uuidv7'
import { startComingAgain } from '../support/comes-again.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

test.skip(process.platform !== 'linux', 'processes are looked for in /proc')

test('two clicks from the first screen to a practice call, one back to the real data', async ({ home }) => {
  test.setTimeout(240_000)
  const where = home({ version: 1, storage: { key: { file: 'db.key' } } }, { 'db.key': { text: 'k'.repeat(64) } })
  // Leaving practice leaves its language, too: then the system's counts.
  const app = await startComingAgain(where, { env: { LANG: 'en_GB.UTF-8', LANGUAGE: 'en' } })
  try {
    const real = { id: uuidv7(), name: 'Ilona Real' }
    await test.step('the first screen of an app with nothing set up', async () => {
      const desk = await app.nextDesk()
      await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
      expect(app.switches()).not.toContain('--practice')
      await must(desk, 'contacts.create', { id: real.id, input: { displayName: real.name } })
      await desk.getByRole('button', { name: 'Practise' }).click()
    })

    await test.step('it comes again in practice, somebody rings, the second click answers', async () => {
      const desk = await app.nextDesk()
      expect(app.switches()).toEqual(expect.arrayContaining(['--practice', '--lang=en']))
      await expect(desk.getByRole('region', { name: 'Practice', exact: true })).toBeVisible({ timeout: 60_000 })
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ringing/, { timeout: 90_000 })
      const call = desk.getByRole('region', { name: 'Call', exact: true })
      await call.getByRole('button', { name: /^Answer/ }).click()
      await until(desk, 'they talk', ({ practice }) => practice?.current?.stage === 'talking', 30_000)
      const { items } = await must(desk, 'contacts.list', { cursor: null })
      expect(items.map(({ displayName }) => displayName)).toContain('Margaret Hill')
      expect(items.map(({ displayName }) => displayName)).not.toContain(real.name)
      const leave = desk.getByRole('button', { name: 'Leave practice' })
      await expect(leave, 'nobody leaves a customer on the line').toBeDisabled()
      await must(desk, 'practice.pause', { paused: true })
      await call.getByRole('button', { name: /^Hang up/ }).click()
      await desk.getByRole('group', { name: 'Disposition' }).getByText('Resolved').click()
      await desk.getByRole('button', { name: /^Finish/ }).click()
      await leave.click()
    })

    await test.step('and again without: the real customers, and nobody of practice', async () => {
      const desk = await app.nextDesk()
      expect(app.switches().filter((each) => /^--(practice|lang)/.test(each))).toEqual([])
      const { practice } = await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
      expect(practice).toBeNull()
      const { items } = await must(desk, 'contacts.list', { cursor: null })
      expect(items.map(({ displayName }) => displayName)).toEqual([real.name])
      await expect(desk.getByRole('button', { name: 'Practise' })).toBeVisible()
    })
  } finally {
    await app.end()
  }
})
