import type { ElectronApplication, Page } from '@playwright/test'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import type { AppHome } from '../support/app/home.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

const pictures = inCheckout('test-results/screenshots')

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A file as bad programs write them. Rows as a spreadsheet counts them stand beside. */
const bad = Buffer.concat([
  latin1('Name,Phone,Email\r\n'), // 1
  latin1('Müller Jürgen,+36 30 123 4501,juergen@x.test\r\n'), // 2: not UTF-8
  latin1('Anna Good,+36 30 123 4502,anna@x.test\r\n'), // 3
  latin1('Béla "Bob" Quote,+36 30 123 4503,\r\n'), // 4: quotes in the middle, and not UTF-8
  latin1('"Cili, Quoted ""Well""",+36 30 123 4504,cili@x.test\r\n'), // 5
  latin1('Edit,+36 30 123 4506,edit@x.test,one too many\r\n'), // 6
  latin1('Feri Short\r\n'), // 7: fewer columns are fine
  latin1(`"${'x'.repeat(10_000_000)}",+36 30 123 4507,big@x.test\r\n`), // 8
  latin1('Gabi Last,+36 30 123 4508,gabi@x.test\r\n'), // 9
  latin1('"Dani"wrong,+36 30 123 4505,dani@x.test\r\n'), // 10: a quote closed too soon
])

/** Opens the form and chooses a file, as a person does but for the system's own dialog. */
async function choose(desk: Page, electron: ElectronApplication, path: string): Promise<void> {
  giveToTestUser(path)
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  await desk.getByRole('button', { name: 'Import from CSV' }).first().click()
  await desk.getByRole('button', { name: 'Choose a file' }).click()
}

async function names(desk: Page): Promise<string[]> {
  return (await must(desk, 'contacts.list', { cursor: null, limit: 200 })).items.map((row) => row.displayName).toSorted()
}

async function open(start: (home: AppHome) => Promise<{ desk: Page; electron: ElectronApplication }>, where: AppHome) {
  mkdirSync(pictures, { recursive: true })
  const { desk, electron } = await start(where)
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.isVisible())
      ?.setContentSize(1280, 800),
  )
  await must(desk, 'settings.set', { patch: { theme: 'light' } })
  await desk.getByRole('button', { name: 'Look around first' }).click()
  await desk.getByRole('link', { name: /^Customers/ }).click()
  return { desk, electron }
}

const profile = [{ version: 1, storage: { key: { file: 'db.key' } } }, { 'db.key': { text: 'k'.repeat(64) } }] as const

test('a bad file: seen before it is imported, told row by row, and only whole rows come in', async ({ home, start }) => {
  const where = home(...profile)
  const file = join(where.folder, 'bad.csv')
  writeFileSync(file, bad)
  const { desk, electron } = await open(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })

  await choose(desk, electron, file)
  await expect(form.getByText('Anna Good')).toBeVisible({ timeout: 60_000 })
  // The encoding is guessed from the bytes; the person says it is UTF-8, and sees at once what that would cost.
  await expect(form.getByText('Müller Jürgen')).toBeVisible()
  await form.getByLabel('Letters are encoded as').click()
  await desk.getByRole('option', { name: 'utf-8' }).click()
  const told = form.getByRole('region', { name: 'Problems' })
  await expect(told).toContainText('This cell cannot be read in the chosen encoding.', { timeout: 60_000 })
  expect(await names(desk)).toEqual([])

  await form.getByText('Stop everything').click()
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('It did not work. Nothing was imported.')).toBeVisible({ timeout: 120_000 })
  await expect(form.getByText('Some rows have problems, so nothing was imported.')).toBeVisible()
  expect(await names(desk)).toEqual([])
  await form.getByRole('button', { name: 'Close', exact: true }).last().click()

  await choose(desk, electron, file)
  await expect(form.getByText('Müller Jürgen')).toBeVisible({ timeout: 60_000 })
  await form.getByLabel('Letters are encoded as').click()
  await desk.getByRole('option', { name: 'utf-8' }).click()
  await expect(told).toContainText('This cell cannot be read', { timeout: 60_000 })
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 120_000 })
  const row = (n: number) => told.getByRole('row').filter({ has: desk.getByRole('cell', { name: String(n), exact: true }) })
  await expect(row(2)).toContainText('This cell cannot be read in the chosen encoding.')
  await expect(row(4)).toContainText('This cell cannot be read in the chosen encoding.')
  await expect(row(10)).toContainText(/quote/)
  await expect(row(6)).toContainText('This row has 4 cells; the file has 3 columns.')
  await expect(row(8)).toContainText('This cell is longer than')
  await desk.screenshot({ path: join(pictures, 'import-report-1280-light.png') })
  expect(await names(desk)).toEqual(['Anna Good', 'Cili, Quoted "Well"', 'Feri Short', 'Gabi Last'])
})

test('stopped while it runs: none of its customers is there, and the same file can be imported after it', async ({
  home,
  start,
}) => {
  test.setTimeout(300_000)
  const where = home(...profile)
  const file = join(where.folder, 'many.csv')
  const rows = Array.from({ length: 100_000 }, (_, n) => `Person ${n};+3630${1_000_000 + n};p${n}@x.test`)
  writeFileSync(file, ['Name;Phone;Email', ...rows].join('\n'))
  const { desk, electron } = await open(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })

  await choose(desk, electron, file)
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Importing … Nothing is final yet.')).toBeVisible({ timeout: 120_000 })
  await expect
    .poll(async () => Number(await form.getByRole('progressbar').getAttribute('aria-valuenow')), { timeout: 60_000 })
    .toBeGreaterThan(5)
  await desk.screenshot({ path: join(pictures, 'import-progress-1280-light.png') })
  expect(await names(desk)).toEqual([])
  await form.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(form.getByText('Stopped. Nothing was imported.')).toBeVisible({ timeout: 120_000 })
  expect(await names(desk)).toEqual([])
  expect((await must(desk, 'search.query', { text: 'Person', cursor: null })).items).toEqual([])
  await form.getByRole('button', { name: 'Close', exact: true }).last().click()

  writeFileSync(file, ['Name;Phone;Email', ...rows.slice(0, 50)].join('\n'))
  await choose(desk, electron, file)
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 120_000 })
  expect(await names(desk)).toHaveLength(50)
})
