import type { Page } from '@playwright/test'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { evasInvite, peerProfile, quietMailbox } from '../support/nowhere.ts'
import { eva, settle } from '../support/people.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

const search = (desk: Page) => desk.getByRole('searchbox', { name: 'Search' })

/** Types into the box by keys alone and goes down to an option, which is not taken yet. */
async function goTo(desk: Page, typed: string, option: RegExp): Promise<void> {
  await desk.keyboard.press('Control+K')
  await desk.keyboard.type(typed)
  await expect(desk.getByRole('option', { name: option })).toBeVisible()
  for (let n = 0; n < 40; n++) {
    await desk.keyboard.press('ArrowDown')
    const id = await search(desk).getAttribute('aria-activedescendant')
    if (id !== null && option.test((await desk.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '')) return
  }
  throw new Error(`the arrows do not reach ${String(option)}`)
}

test('Ctrl K finds standards, every place and every act that can be done, by keys alone', async ({ home, start }) => {
  test.setTimeout(180_000)
  const exchange = await sipPeer(friendly)
  try {
    const where = home(peerProfile(exchange.url, [quietMailbox]), { 'db.key': { text: 'k'.repeat(64) } })
    const { desk } = await start(where)
    await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
    await settle(desk, 5)
    await until(desk, 'the line is registered', (snapshot) => snapshot.line.registration.state === 'registered')

    await test.step('a standard, by its words and by its code, is opened where all of them are', async () => {
      await goTo(desk, 'complaint', /^Taking down a complaint, S-003$/)
      await expect(desk.getByRole('group', { name: 'Standards', exact: true })).toBeVisible()
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('link', { name: /^Supervision/ })).toHaveAttribute('aria-current', 'page')
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeVisible()
      await desk.getByText('Overruled', { exact: true }).click()
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeHidden()
      await goTo(desk, 'S-003', /S-003$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeVisible()
    })

    await test.step('customers are found beside them as before', async () => {
      await goTo(desk, 'szabo', new RegExp(`^${eva.name}`))
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
    })

    for (const place of ['Phone', 'Mail', 'Customers', 'Cases', 'Tasks', 'Supervision', 'Settings'])
      await test.step(`the place ${place}`, async () => {
        await goTo(desk, `>${place}`, new RegExp(`^Go to ${place}$`))
        await desk.keyboard.press('Enter')
        await expect(desk.getByRole('link', { name: place, exact: true })).toHaveAttribute('aria-current', 'page')
      })

    await test.step('a new letter and a new customer from wherever one is', async () => {
      await goTo(desk, '>new letter', /^New letter$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('textbox', { name: 'Subject' })).toBeVisible()
      await goTo(desk, '>send', /^Send the letter$/)
      await desk.keyboard.press('Escape')
      await goTo(desk, '>new customer', /^New customer$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('link', { name: /^Customers/ })).toHaveAttribute('aria-current', 'page')
      await desk.keyboard.press('Control+1')
    })

    await test.step('the overview of the keys', async () => {
      await goTo(desk, '>keys', /^All keys$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('dialog')).toBeVisible()
      await desk.keyboard.press('Escape')
      await expect(desk.getByRole('dialog')).toBeHidden()
    })

    await test.step('what a ringing call can be told, and nothing that it cannot', async () => {
      exchange.send(evasInvite('palette-1'))
      await until(desk, 'it rings', (snapshot) => snapshot.interactions[0]?.interaction.contactId === eva.id)
      await desk.keyboard.press('Control+K')
      await desk.keyboard.type('>')
      const options = desk.getByRole('listbox', { name: 'Search' }).getByRole('option')
      await expect
        .poll(() => options.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label'))))
        .toEqual(
          expect.arrayContaining([
            'Answer',
            'Decline',
            'Silence the ringing',
            'Ready or not ready',
            'New letter',
            'Light or dark',
          ]),
        )
      await expect(desk.getByRole('option', { name: 'Hold or resume' })).toHaveCount(0)
      await desk.keyboard.press('Escape')
      await search(desk).fill('')
      await goTo(desk, '>decline', /^Decline$/)
      await desk.keyboard.press('Enter')
      await until(desk, 'it rings no more', (snapshot) => snapshot.interactions[0]?.interaction.state !== 'ringing')
    })
  } finally {
    await exchange.close()
  }
})
