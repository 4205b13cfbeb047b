import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { answerOpen } from '../support/deck-editor.ts'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { callers, peopleOfPictures, pictureKey, pictureProfile } from '../support/picture-desk.ts'

const customers = [
  'Name;Phone;E-mail;City;Since',
  'Szalai Krisztina;06 30 555 0190;krisztina@example.hu;Pécs;2019',
  'Éva Szabó;06 30 123 4567;eva@customer.test;Budapest;2017',
  'Nobody;;not an address;Pécs;2020',
  'Karel Svoboda;+420 602 555 111;karel@example.cz;Praha;2021',
  'Edit;+36 30 555 0106;edit@example.hu;Szeged;2018;one too many',
  ';+36 30 555 0107;noname@example.hu;Szeged;2018',
  'Weber Lukas;+43 1 555 0142;weber@example.at;Wien;2015',
]

test('pictures of a customer, of the search, of a letter being written and of an import', async ({ home, start }) => {
  test.setTimeout(300_000)
  const { giveUp, peer, ring } = await callers()
  try {
    const where = home(pictureProfile(peer.url), pictureKey)
    const { desk, electron } = await start(where)
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await peopleOfPictures(desk)
    for (const menu of ['My bill', 'Complaints']) {
      await ring(desk, eva.dialled, 'X-Queue: Claims', `X-IVR-Option: ${menu}`)
      await giveUp(desk)
    }

    await test.step('a customer with a history', async () => {
      await desk.getByRole('link', { name: /^Customers/ }).click()
      await desk.getByRole('list', { name: 'Everybody' }).getByText(eva.name).click()
      await expect(desk.getByRole('list', { name: 'Timeline' }).getByRole('listitem')).toHaveCount(6)
      await all('customer')
    })
    await test.step('everything is found from one box', async () => {
      await desk.keyboard.press('Control+K')
      await desk.keyboard.type('invoice')
      await expect(desk.getByRole('group', { name: 'Cases', exact: true })).toBeVisible()
      await desk.keyboard.press('ArrowDown')
      await all('search')
      await desk.getByRole('searchbox', { name: 'Search' }).fill('>')
      await expect(desk.getByRole('option', { name: 'New letter' })).toBeVisible()
      await all('commands')
      await desk.getByRole('searchbox', { name: 'Search' }).fill('')
      await desk.keyboard.press('Escape')
    })
    await test.step('all keys', async () => {
      await desk.evaluate('document.activeElement.blur()')
      await desk.keyboard.press('?')
      await expect(desk.getByRole('dialog', { name: 'Keys' })).toBeVisible()
      await all('keys')
      await desk.keyboard.press('Escape')
    })
    await test.step('a file of customers: before it is imported, and what became of it', async () => {
      const file = join(where.folder, 'customers.csv')
      writeFileSync(file, customers.join('\r\n'))
      giveToTestUser(file)
      await answerOpen(electron, file)
      await desk.getByRole('button', { name: 'Import from CSV' }).first().click()
      const form = desk.getByRole('dialog', { name: 'Import customers' })
      await all('import')
      await form.getByRole('button', { name: 'Choose a file' }).click()
      await expect(form.getByText('Szalai Krisztina')).toBeVisible()
      await all('import-preview')
      await form.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(form.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 60_000 })
      await all('import-report')
      await form.getByRole('button', { name: 'Close', exact: true }).last().click()
    })
    await test.step('no mail server answers', async () => {
      await desk.getByRole('link', { name: /^Mail/ }).click()
      await until(desk, 'the mailbox is offline', (snapshot) => snapshot.mailboxes[0]?.state === 'offline')
      await all('mail-trouble')
    })
    await test.step('a new letter', async () => {
      await desk.getByRole('button', { name: 'New message' }).click()
      await desk.getByRole('textbox', { name: 'To', exact: true }).fill('szab')
      await desk.getByRole('option', { name: new RegExp(eva.name) }).click()
      await desk.getByRole('textbox', { name: 'Subject' }).fill('Corrected invoice 4711')
      await desk
        .getByRole('textbox', { name: 'Message' })
        .fill('Dear Mrs Szabó, unfortunately the invoice was wrong. The corrected one over 14,900 Ft is on its way to you.')
      await expect(desk.getByText(/^Draft kept/)).toBeVisible()
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
      await all('compose')
    })
  } finally {
    await peer.close()
  }
})
