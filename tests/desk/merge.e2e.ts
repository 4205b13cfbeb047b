import { uuidv7 } from 'uuidv7'
import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva, settle } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { callers, pictureKey, pictureProfile } from '../support/picture-desk.ts'

/** Éva once more, taken down by somebody who did not find her. */
const twin = { id: uuidv7(), name: 'Szabo Eva (new)', phone: '+36 1 555 0199', dialled: '+3615550199' }

async function twice(desk: Page): Promise<void> {
  await settle(desk, 3)
  await must(desk, 'contacts.create', {
    id: twin.id,
    input: {
      displayName: twin.name,
      organizationName: 'Zöld Kert Kft.',
      city: 'Vác',
      promised: 'A corrected invoice by Friday',
      tags: ['wholesale'],
      points: [
        { type: 'phone', raw: twin.phone },
        { type: 'phone', raw: eva.phone },
      ],
    },
  })
  for (const body of ['Prefers a call after four', 'Asked for the invoice by post'])
    await must(desk, 'notes.put', { note: { id: uuidv7(), contactId: twin.id, interactionId: null, body } })
  await must(desk, 'cases.create', { id: uuidv7(), contactId: twin.id, interactionId: null, type: 'claim' })
  await must(desk, 'notes.put', { note: { id: uuidv7(), contactId: eva.id, interactionId: null, body: 'Speaks slowly' } })
}

test('two records of a person become one from the keyboard, also while she calls, and two again, at once and later', async ({
  home,
  start,
}) => {
  test.setTimeout(300_000)
  const { giveUp, peer, ring } = await callers()
  try {
    const { desk, electron } = await start(home(pictureProfile(peer.url), pictureKey))
    const picture = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await twice(desk)
    const customer = desk.getByRole('region', { name: 'Customer', exact: true })
    const entries = desk.getByRole('list', { name: 'Timeline' }).getByRole('listitem')
    const form = desk.getByRole('region', { name: 'Make two records one' })
    const search = async (text: string, option: string | RegExp): Promise<void> => {
      await desk.keyboard.press('Control+k')
      await desk.getByRole('searchbox', { name: 'Search' }).fill(text)
      await expect(desk.getByRole('option', { name: option }).first()).toBeVisible()
      await desk.keyboard.press('ArrowDown')
      await desk.keyboard.press('Enter')
    }
    const other = async (): Promise<void> => {
      // The box is ready to be typed into.
      await desk.keyboard.type('szabo eva')
      await expect(desk.getByRole('option', { name: twin.name })).toBeVisible()
      // She herself is not offered.
      await expect(desk.getByRole('option')).toHaveCount(1)
      await desk.keyboard.press('ArrowDown')
      await desk.keyboard.press('Enter')
      await expect(form.getByRole('table')).toBeVisible()
      await expect(form.getByRole('button', { name: 'Make them one record' })).toBeFocused()
    }

    await test.step('what is half typed is not lost by it: it is asked to be saved first', async () => {
      await search('mrs eva', eva.name)
      await expect(entries).toHaveCount(1)
      await desk.getByRole('textbox', { name: 'City' }).fill('Budapest XIII')
      await search('>same person', 'Same person as another record')
      await other()
      await desk.waitForTimeout(1000)
      await desk.keyboard.press('Enter')
      await expect(form.getByRole('alert')).toContainText(`Words typed for ${eva.name} are not saved yet`)
      await desk.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(desk.getByText('Saved', { exact: false }).first()).toBeVisible()
      await form.getByRole('button', { name: 'Cancel' }).click()
      await expect(desk.getByRole('button', { name: 'Same person as…' })).toBeFocused()
    })

    await test.step('both stand beside each other before anything happens', async () => {
      await desk.keyboard.press('Enter')
      await other()
      const row = (name: string) => form.getByRole('row', { name: new RegExp(`^${name}`) }).getByRole('cell')
      await expect(row('Name')).toHaveText([eva.name, `${twin.name} not taken over`])
      await expect(row('City')).toHaveText(['Budapest XIII', 'Vác not taken over'])
      await expect(row('Organization')).toHaveText(['nothing', 'Zöld Kert Kft.'])
      await expect(row('Notes')).toHaveText(['1', '2'])
      await expect(row('Cases')).toHaveText(['nothing', '1'])
      await picture('merge')
      await form.getByRole('button', { name: 'Keep the other one instead' }).click()
      await expect(row('Name')).toHaveText([twin.name, `${eva.name} not taken over`])
      await form.getByRole('button', { name: 'Keep the other one instead' }).click()
    })

    await test.step('merged while the other one calls: the call and every old address show the one there is', async () => {
      const id = await ring(desk, twin.dialled)
      await desk.getByRole('link', { name: /^Customers/ }).click()
      await desk.getByRole('button', { name: 'Same person as…' }).press('Enter')
      await other()
      await desk.keyboard.press('Enter')
      await expect(form).toHaveCount(0)
      await expect(desk.getByRole('button', { name: 'Same person as…' })).toBeFocused()
      await expect(desk.getByText(`${eva.name} and ${twin.name} are one record now.`)).toBeVisible()
      await until(desk, 'the call is hers', ({ interactions }) =>
        interactions.some(
          (each) =>
            each.interaction.id === id && each.interaction.contactId === eva.id && each.card?.contact.displayName === eva.name,
        ),
      )
      // One note of hers, two notes, a case and the call of the other.
      await expect(entries).toHaveCount(5)
      await expect(customer).toContainText('A corrected invoice by Friday')
      await desk.evaluate(`location.hash = '#/customers/${twin.id}'`)
      await expect(desk.getByRole('heading', { level: 1, name: eva.name })).toBeVisible()
      await expect.poll(() => desk.evaluate('location.hash')).toBe(`#/customers/${eva.id}`)
      await giveUp(desk)
      await search('szabo eva new', eva.name)
      await expect(desk.getByRole('heading', { level: 1, name: eva.name })).toBeVisible()
    })

    await test.step('undone at once', async () => {
      await desk.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).press('Enter')
      await expect(desk.getByText('are two records again.', { exact: false })).toBeVisible()
      await expect(entries).toHaveCount(1)
      await search('szabo eva new', twin.name)
      await expect(desk.getByRole('heading', { level: 1, name: twin.name })).toBeVisible()
      // Two notes, a case, and the call that was hers after all.
      await expect(entries).toHaveCount(4)
      await expect(customer).toContainText('Vác')
    })

    await test.step('merged the other way round, undone much later, what came since stays', async () => {
      await desk.getByRole('button', { name: 'Same person as…' }).press('Enter')
      await desk.keyboard.type('éva')
      await expect(desk.getByRole('option', { name: eva.name })).toBeVisible()
      await desk.keyboard.press('ArrowDown')
      await desk.keyboard.press('Enter')
      await expect(form.getByRole('button', { name: 'Make them one record' })).toBeFocused()
      await desk.keyboard.press('Tab')
      await desk.keyboard.press('Enter')
      await desk.keyboard.press('Shift+Tab')
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('heading', { level: 1, name: eva.name })).toBeVisible()
      await expect(entries).toHaveCount(5)
      await must(desk, 'notes.put', { note: { id: uuidv7(), contactId: twin.id, interactionId: null, body: 'Since then' } })
      await expect(entries).toHaveCount(6)
      const joined = desk.getByRole('region', { name: 'Also this person' })
      await expect(joined.getByRole('listitem')).toContainText([twin.name])
      // In every language of the pictures.
      const there = desk.getByRole('main').getByRole('listitem').filter({ hasText: twin.name })
      await picture('merged', { before: () => there.scrollIntoViewIfNeeded() })
      await joined.getByRole('button', { name: 'Separate again' }).press('Enter')
      await expect(desk.getByText(`1 entry that came since stays with ${eva.name}.`)).toBeVisible()
      await expect(joined).toHaveCount(0)
      await expect(desk.getByRole('button', { name: 'Same person as…' })).toBeFocused()
      await expect(entries).toHaveCount(2)
    })

    await test.step('the lead sees who did what', async () => {
      await desk.evaluate(`location.hash = '#/supervision/audit'`)
      const rows = desk.getByRole('main').getByRole('table').getByRole('row')
      await expect(rows).toHaveCount(5)
      await expect(rows.nth(1)).toContainText('Two records were separated again')
      await expect(rows.nth(2)).toContainText('Two records became one')
      await picture('audit')
      await rows.nth(1).getByRole('button', { name: 'Open the record' }).press('Enter')
      await expect(desk.getByRole('heading', { level: 1, name: eva.name })).toBeVisible()
    })
  } finally {
    await peer.close()
  }
})
