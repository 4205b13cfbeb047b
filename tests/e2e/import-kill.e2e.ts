import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { choose, customerNames, openCustomers, withRecords } from '../support/import-desk.ts'

test('the records are killed in the middle of an import: it is said that nothing was kept, and it can be tried again', async ({
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const where = home(...withRecords)
  const file = join(where.folder, 'many.csv')
  const rows = Array.from({ length: 40_000 }, (_, n) => `Person ${n};+3630${1_000_000 + n};p${n}@x.test`)
  writeFileSync(file, ['Name;Phone;Email', ...rows].join('\n'))
  const { desk, electron } = await openCustomers(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })
  await choose(desk, electron, file)
  await form.getByText('Add to them').click()
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Importing … Nothing is final yet.')).toBeVisible({ timeout: 120_000 })

  const pid = await electron.evaluate(({ app }) => app.getAppMetrics().find((each) => each.name === 'Courtesy records')?.pid)
  if (pid === undefined) throw new Error('no records process')
  process.kill(pid, 'SIGKILL')
  await expect(form.getByText('It did not work. Nothing was imported.')).toBeVisible({ timeout: 60_000 })
  await expect(form.getByText(/had to be restarted meanwhile/)).toBeVisible()
  await until(desk, 'the records run again', ({ processes }) =>
    processes.some((each) => each.name === 'records' && each.restarts === 1 && each.state === 'running'),
  )
  expect(await customerNames(desk)).toEqual([])

  // The file may have been mended meanwhile; what was chosen still is.
  writeFileSync(file, ['Name;Phone;Email', ...rows.slice(0, 50)].join('\n'))
  await form.getByRole('button', { name: 'Try again' }).click()
  await expect(form.getByRole('radio', { name: 'Add to them' })).toBeChecked()
  await form.getByRole('button', { name: 'Import', exact: true }).click()
  await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 120_000 })
  expect(await customerNames(desk)).toHaveLength(50)
})
