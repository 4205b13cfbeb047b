import { startMailLab } from '../lab/mail/support/mail-lab.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { mailHome } from '../support/mail-home.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

test('a letter of nobody we know: linked to a customer, or a new one taken down from it, both undone', async ({
  home,
  start,
}) => {
  const lab = await startMailLab()
  try {
    const { desk } = await start(mailHome(home, lab))
    await until(desk, 'the mailbox is in sync', ({ mailboxes }) => mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 3)
    const zita = { from: 'Zita Nagy <zita@private.test>', to: 'service@toll.test' }
    await lab.mail.send({ ...zita, subject: 'Where is my order?', text: 'It should have come on Monday.' })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    const list = desk.getByRole('list', { name: 'Conversations' })
    await expect(list).toContainText('Sender unknown', { timeout: 30_000 })
    await list.getByText('Where is my order?').click()
    const letter = desk.getByRole('region', { name: 'Message', exact: true })
    const who = letter.getByRole('region', { name: 'Who writes?' })
    const customer = desk.getByRole('region', { name: 'Customer', exact: true })
    const linked = desk.getByText('Linked. The whole conversation stands with the customer now.')
    const undo = desk.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo', exact: true })
    const nobody = async (): Promise<void> => {
      await expect(who).toContainText('zita@private.test')
      await expect(letter).toContainText('not linked to a customer')
      await expect(list).toContainText('Sender unknown')
    }

    await test.step('linked to a customer by name, everything with it, and back', async () => {
      await nobody()
      await who.getByRole('textbox', { name: 'Find by name, number or address' }).fill('szabo')
      await desk.getByRole('option', { name: new RegExp(eva.name) }).click()
      await expect(linked).toBeVisible()
      await expect(letter).toContainText(`linked to ${eva.name}`)
      await expect(who).toBeHidden()
      await expect(customer).toContainText(eva.name)
      await expect(customer.getByRole('list', { name: 'Timeline' })).toContainText('Where is my order?')
      await expect(list).not.toContainText('Sender unknown')
      await undo.click()
      await nobody()
      await expect(customer).not.toContainText(eva.name)
      const { items } = await must(desk, 'timeline.list', { contactId: eva.id, cursor: null, limit: 50 })
      expect(items).toEqual([])
    })

    await test.step('a new customer, with name and address from the letter, and back', async () => {
      await who.getByRole('button', { name: 'Take down a new customer' }).click()
      const form = who.getByRole('form', { name: 'New customer' })
      await expect(form.getByLabel('Name', { exact: true })).toHaveValue('Zita Nagy')
      await expect(form.getByLabel(/^Mail address/)).toHaveValue('zita@private.test')
      await form.getByRole('button', { name: 'Save as a new customer' }).click()
      await expect(letter).toContainText('linked to Zita Nagy')
      await expect(customer).toContainText('zita@private.test')
      await expect(customer.getByRole('list', { name: 'Timeline' })).toContainText('Where is my order?')
      await undo.click()
      await nobody()
    })

    await test.step('the customer taken down stays; linked again, her next letter finds her by itself', async () => {
      await who.getByRole('textbox', { name: 'Find by name, number or address' }).fill('zita')
      await desk.getByRole('option', { name: /Zita Nagy/ }).click()
      await expect(letter).toContainText('linked to Zita Nagy')
      await lab.mail.send({ ...zita, subject: 'It has come', text: 'Thank you.' })
      await list.getByText('It has come').click({ timeout: 30_000 })
      await expect(letter).toContainText('linked to Zita Nagy')
      await expect(list).not.toContainText('Sender unknown')
      expect((await must(desk, 'contacts.list', { text: 'zita', limit: 5, cursor: null })).items).toHaveLength(1)
    })
  } finally {
    await lab.stop()
  }
})
