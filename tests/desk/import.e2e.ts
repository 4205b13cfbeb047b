import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { choose, customerNames, importPictures as pictures, openCustomers, withRecords } from '../support/import-desk.ts'

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

test('a bad file: seen before it is imported, told row by row, and only whole rows come in', async ({ home, start }) => {
  const where = home(...withRecords)
  const file = join(where.folder, 'bad.csv')
  writeFileSync(file, bad)
  const { desk, electron } = await openCustomers(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })

  await choose(desk, electron, file)
  await expect(form.getByText('Anna Good')).toBeVisible({ timeout: 60_000 })
  // The encoding is guessed from the bytes; the person says it is UTF-8, and sees at once what that would cost.
  await expect(form.getByText('Müller Jürgen')).toBeVisible()
  await form.getByLabel('Letters are encoded as').click()
  await desk.getByRole('option', { name: 'utf-8' }).click()
  const told = form.getByRole('region', { name: 'Problems' })
  await expect(told).toContainText('This cell cannot be read in the chosen encoding.', { timeout: 60_000 })
  expect(await customerNames(desk)).toEqual([])

  await form.getByText('Stop everything').click()
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('It did not work. Nothing was imported.')).toBeVisible({ timeout: 120_000 })
  await expect(form.getByText('Some rows have problems, so nothing was imported.')).toBeVisible()
  expect(await customerNames(desk)).toEqual([])
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
  expect(await customerNames(desk)).toEqual(['Anna Good', 'Cili, Quoted "Well"', 'Feri Short', 'Gabi Last'])
})

test('stopped while it runs: none of its customers is there, and the same file can be imported after it', async ({
  home,
  start,
}) => {
  test.setTimeout(300_000)
  const where = home(...withRecords)
  const file = join(where.folder, 'many.csv')
  const rows = Array.from({ length: 100_000 }, (_, n) => `Person ${n};+3630${1_000_000 + n};p${n}@x.test`)
  writeFileSync(file, ['Name;Phone;Email', ...rows].join('\n'))
  const { desk, electron } = await openCustomers(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })

  await choose(desk, electron, file)
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Importing … Nothing is final yet.')).toBeVisible({ timeout: 120_000 })
  await expect
    .poll(async () => Number(await form.getByRole('progressbar').getAttribute('aria-valuenow')), { timeout: 60_000 })
    .toBeGreaterThan(5)
  await desk.screenshot({ path: join(pictures, 'import-progress-1280-light.png') })
  expect(await customerNames(desk)).toEqual([])
  await form.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(form.getByText('Stopped. Nothing was imported.')).toBeVisible({ timeout: 120_000 })
  expect(await customerNames(desk)).toEqual([])
  expect((await must(desk, 'search.query', { text: 'Person', cursor: null })).items).toEqual([])
  await form.getByRole('button', { name: 'Close', exact: true }).last().click()

  writeFileSync(file, ['Name;Phone;Email', ...rows.slice(0, 50)].join('\n'))
  await choose(desk, electron, file)
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 120_000 })
  expect(await customerNames(desk)).toHaveLength(50)
})
