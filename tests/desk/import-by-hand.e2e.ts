import type { Locator } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { must } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { choose, customerNames, openCustomers, withRecords } from '../support/import-desk.ts'

/** Nothing of it can be guessed right: commas look like separators, no heading is known, and none of the cells is a number. */
const strange = 'Wer|Wo, genau\nAnna Bar|Pécs, Fő utca\nBéla Bar|Vác, Kert utca\n'
/** One whom the records know, one whom they do not, one that cannot be read. */
const known = 'Name;Phone;Email\nAnna Again;+36 30 123 4502;again@x.test\nDóra New;+36 30 123 4603;\nEdit Wrong;12-34-ABC-no;\n'

/** The figures under the progress, by what stands before them. */
async function figures(form: Locator): Promise<Record<string, string>> {
  const [names, values] = await Promise.all([form.locator('dt').allTextContents(), form.locator('dd').allTextContents()])
  return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']))
}

test('what a person says of a file by hand is what is imported, and the figures are those of the records', async ({
  home,
  start,
}) => {
  const where = home(...withRecords)
  const { desk, electron } = await openCustomers(start, where)
  const form = desk.getByRole('dialog', { name: 'Import customers' })
  const pick = async (label: string, option: string): Promise<void> => {
    await form.getByRole('button', { name: label }).click()
    await desk.getByRole('option', { name: option, exact: true }).click()
  }
  const bring = async (): Promise<void> => {
    await form.getByRole('button', { name: 'Import', exact: true }).click()
    await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 60_000 })
  }
  const close = (): Promise<void> => form.getByRole('button', { name: 'Close', exact: true }).last().click()
  const file = async (name: string, text: string): Promise<void> => {
    const path = join(where.folder, name)
    writeFileSync(path, text)
    await choose(desk, electron, path)
    await expect(form.getByRole('region', { name: 'Columns of the file' })).toBeVisible()
  }

  await test.step('separator, first row and columns', async () => {
    await file('strange.csv', strange)
    await expect(form.getByRole('region', { name: 'Columns of the file' }).getByRole('columnheader')).toHaveText([/A$/, /B$/])
    await expect(form.getByRole('cell', { name: 'Anna Bar|Pécs' })).toBeVisible()
    await pick('Columns are separated by', 'Bar |')
    await expect(form.getByRole('cell', { name: 'Pécs, Fő utca' })).toBeVisible()
    await form.getByText('Names of the columns').click()
    await expect(form.getByRole('region', { name: 'Columns of the file' }).getByRole('columnheader')).toHaveText([
      /Wer$/,
      /Wo, genau$/,
    ])
    // Which column is the name is not known: it must be said first.
    await expect(form.getByText('Please say which column holds the name.')).toBeVisible()
    await expect(form.getByRole('button', { name: 'Import', exact: true })).toBeDisabled()
    await pick('What is Wer?', 'Name')
    await pick('What is Wo, genau?', 'City')
    await bring()
    expect(await figures(form)).toEqual({
      'Rows read': '2',
      'New customers': '2',
      'Added to known ones': '0',
      'Left out': '0',
      Problems: '0',
    })
    await close()
    const { items } = await must(desk, 'contacts.list', { cursor: null, limit: 10 })
    expect(items.map((row) => `${row.displayName}: ${row.city}`).toSorted()).toEqual([
      'Anna Bar: Pécs, Fő utca',
      'Béla Bar: Vác, Kert utca',
    ])
  })

  const anna = uuidv7()
  const addresses = async (): Promise<string[]> =>
    (await must(desk, 'contacts.card', { id: anna })).points.map((point) => point.normalized)
  const told = form.getByRole('region', { name: 'Problems' })

  await test.step('somebody has the number already: left out, and it is said why', async () => {
    await must(desk, 'contacts.create', {
      id: anna,
      input: { displayName: 'Anna Good', points: [{ type: 'phone', raw: '+36301234502' }] },
    })
    await file('known.csv', known)
    await bring()
    expect(await figures(form)).toMatchObject({
      'Rows read': '3',
      'New customers': '1',
      'Added to known ones': '0',
      'Left out': '2',
      Problems: '1',
    })
    await expect(told).toContainText('A customer with this number or address is there already.')
    await close()
    expect(await customerNames(desk)).toEqual(['Anna Bar', 'Anna Good', 'Béla Bar', 'Dóra New'])
    expect(await addresses()).toEqual(['+36301234502'])
  })

  await test.step('added to them; what was chosen stays when the file is read otherwise', async () => {
    await file('known.csv', known)
    await form.getByText('Add to them').click()
    await pick('Letters are encoded as', 'windows-1250')
    await expect(form.getByRole('cell', { name: 'DĂłra New' })).toBeVisible()
    await expect(form.getByRole('radio', { name: 'Add to them' })).toBeChecked()
    await pick('Letters are encoded as', 'utf-8')
    await expect(form.getByRole('cell', { name: 'Dóra New' })).toBeVisible()
    await bring()
    expect(await figures(form)).toMatchObject({
      'Rows read': '3',
      'New customers': '0',
      'Added to known ones': '2',
      'Left out': '1',
      Problems: '1',
    })
    await close()
    expect(await customerNames(desk)).toEqual(['Anna Bar', 'Anna Good', 'Béla Bar', 'Dóra New'])
    expect(await addresses()).toEqual(['+36301234502', 'again@x.test'])
  })

  await test.step('new ones made', async () => {
    await file('known.csv', known)
    await form.getByText('Make a new one').click()
    await bring()
    expect(await figures(form)).toMatchObject({
      'Rows read': '3',
      'New customers': '2',
      'Added to known ones': '0',
      'Left out': '1',
      Problems: '1',
    })
    await close()
    expect(await customerNames(desk)).toEqual(['Anna Again', 'Anna Bar', 'Anna Good', 'Béla Bar', 'Dóra New', 'Dóra New'])
  })

  await test.step('nothing but rows left out is explained too; more problems than are shown are counted', async () => {
    await file('known.csv', 'Name;Phone\nAnna Again;+36 30 123 4502\n')
    await bring()
    await expect(told).toContainText('A customer with this number or address is there already.')
    await close()
    await file('wrong.csv', `Name;Email\n${Array.from({ length: 150 }, (_, n) => `Person ${n};no address`).join('\n')}\n`)
    await bring()
    await expect(told.getByRole('row')).toHaveCount(101)
    await expect(form.getByText('and 50 more', { exact: true })).toBeVisible()
    await form.getByRole('button', { name: 'Show more' }).click()
    await expect(told.getByRole('row')).toHaveCount(151)
    await expect(form.getByText(/^and .* more$/)).toBeHidden()
  })
})
