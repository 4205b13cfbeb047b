import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { evasInvite, peerProfile, quietMailbox } from '../support/nowhere.ts'
import { goToOption, offered, takeOption } from '../support/palette.ts'
import { eva, settle } from '../support/people.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

const search = (desk: Page) => desk.getByRole('searchbox', { name: 'Search' })

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
      await goToOption(desk, 'complaint', /^Taking down a complaint, S-003$/)
      await expect(desk.getByRole('group', { name: 'Standards', exact: true })).toBeVisible()
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('link', { name: /^Supervision/ })).toHaveAttribute('aria-current', 'page')
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeVisible()
      await desk.getByText('Overruled', { exact: true }).click()
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeHidden()
      await goToOption(desk, 'S-003', /S-003$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeVisible()
    })

    await test.step('customers are found beside them as before', async () => {
      await goToOption(desk, 'szabo', new RegExp(`^${eva.name}`))
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
    })

    for (const place of ['Phone', 'Mail', 'Customers', 'Cases', 'Tasks', 'Supervision', 'Settings'])
      await test.step(`the place ${place}`, async () => {
        await goToOption(desk, `>${place}`, new RegExp(`^Go to ${place}$`))
        await desk.keyboard.press('Enter')
        await expect(desk.getByRole('link', { name: place, exact: true })).toHaveAttribute('aria-current', 'page')
      })

    await test.step('a new letter and a new customer from wherever one is', async () => {
      await goToOption(desk, '>new letter', /^New letter$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('textbox', { name: 'Subject' })).toBeVisible()
      await goToOption(desk, '>send', /^Send the letter$/)
      await desk.keyboard.press('Escape')
      await goToOption(desk, '>new customer', /^New customer$/)
      await desk.keyboard.press('Enter')
      await expect(desk.getByRole('link', { name: /^Customers/ })).toHaveAttribute('aria-current', 'page')
      await desk.keyboard.press('Control+1')
    })

    const pages: Readonly<Record<string, readonly string[]>> = {
      settings: ['Line', 'Mailboxes', 'Sound', 'Notifications', 'Appearance', 'Shortcuts', 'About'],
      supervision: ['Technique cues', 'Cue deck', 'Standards', 'Working days', 'What was done'],
    }
    for (const [place, names] of Object.entries(pages))
      await test.step(`every page of the ${place}`, async () => {
        for (const name of names) {
          await takeOption(desk, `>${place} ${name}`, new RegExp(`^${place}: ${name}$`, 'i'))
          const row = desk
            .getByRole('list', { name: place === 'settings' ? 'Settings' : 'Pages of the lead', exact: true })
            .getByRole('button', { name: new RegExp(`^${name}`) })
          await expect(row).toHaveAttribute('aria-current', 'true')
        }
      })

    await test.step('a reason not to be ready, and back', async () => {
      await takeOption(desk, '>lunch', /^Not ready: Lunch/)
      await until(desk, 'at lunch', ({ line }) => !line.presence.ready && line.presence.reason === 'lunch')
      expect(await offered(desk, '>lunch'), 'what is so already').toEqual([])
      await takeOption(desk, '>ready', /^Ready or not ready$/)
      await until(desk, 'ready', ({ line }) => line.presence.ready)
    })

    await test.step('another language, found by its name and by the word', async () => {
      await takeOption(desk, '>magyar', /^Language: Magyar$/)
      await expect(desk.getByRole('link', { name: 'Telefon', exact: true })).toBeVisible()
      await must(desk, 'settings.set', { patch: { language: 'en' } })
      await expect(desk.getByRole('link', { name: 'Phone', exact: true })).toBeVisible()
      expect(await offered(desk, '>language')).toEqual(
        ['Deutsch', 'Magyar', 'Čeština', 'Монгол'].map((name) => `Language: ${name}`),
      )
    })

    await test.step('practice is offered, and nothing that needs a call, a card or a letter', async () => {
      await desk.keyboard.press('Control+1')
      const all = await offered(desk, '>')
      expect(all).toContain('Practise with made-up customers')
      for (const never of ['Keypad', 'Common sense overrules…', 'Reply all', 'Forward', 'New case', 'Leave practice'])
        expect(all).not.toContain(never)
    })

    await test.step('the overview of the keys', async () => {
      await goToOption(desk, '>keys', /^All keys$/)
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
      await goToOption(desk, '>decline', /^Decline$/)
      await desk.keyboard.press('Enter')
      await until(desk, 'it rings no more', (snapshot) => snapshot.interactions[0]?.interaction.state !== 'ringing')
    })
  } finally {
    await exchange.close()
  }
})
