import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { startApp } from '../support/electron-app.ts'
import { eva, settle } from '../support/people.ts'

/** A desk with a line and a mailbox that nobody answers: all of it can be seen without a server. */
const profile = {
  version: 1,
  agent: { name: 'Anna Kovács', extension: 'agent' },
  line: {
    uri: 'sip:agent@toll.test',
    secret: { value: 'secret' },
    servers: ['ws://127.0.0.1:9'],
    allowInsecure: true,
    tollFreeNumber: '+36801234567',
    region: 'HU',
  },
  mailboxes: [
    {
      id: 'service',
      name: 'Customer service',
      address: 'service@toll.test',
      imap: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      smtp: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      secret: { value: 'secret' },
    },
  ],
  storage: { key: { file: 'db.key' } },
}
const key = { 'db.key': { text: 'k'.repeat(64) } }
const places = ['Phone', 'Mail', 'Customers', 'Cases', 'Tasks', 'Supervision', 'Settings'] as const

/** Every rule of WCAG 2.2 AA that a program can check. */
async function flaws(desk: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page: desk })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

test('every place can be reached by name and by key, and is free of flaws in light and dark', async ({ home, start }) => {
  test.setTimeout(180_000)
  const { desk } = await start(home(profile, key))
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await settle(desk, 5)
  const words: string[] = []
  desk.on('console', (message) => {
    if (message.type() === 'error') words.push(message.text())
  })
  for (const theme of ['light', 'dark'] as const) {
    await must(desk, 'settings.set', { patch: { theme } })
    await expect(desk.locator('html')).toHaveAttribute('data-theme', theme)
    for (const [index, place] of places.entries()) {
      if (theme === 'light') await desk.getByRole('link', { name: place, exact: true }).click()
      else await desk.keyboard.press(`Control+${index + 1}`)
      await expect(desk.getByRole('link', { name: place, exact: true })).toHaveAttribute('aria-current', 'page')
      await expect(desk.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
      expect(await flaws(desk), `${place}, ${theme}`).toEqual([])
    }
  }
  // The content security policy refused nothing of ours.
  expect(words.filter((each) => /content security policy/i.test(each))).toEqual([])
})

test('search finds a customer by part of the name and by a number in any spelling, from the keyboard alone', async ({
  home,
  start,
}) => {
  const { desk } = await start(home(profile, key))
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await settle(desk, 20)
  for (const typed of ['szab', '06 30 123 45']) {
    await desk.keyboard.press('Control+k')
    const box = desk.getByRole('searchbox', { name: 'Search' })
    await expect(box).toBeFocused()
    await box.fill(typed)
    await expect(desk.getByRole('option', { name: eva.name, exact: true })).toBeVisible()
    await desk.keyboard.press('ArrowDown')
    await desk.keyboard.press('Enter')
    await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
    await desk.keyboard.press('Control+1')
  }
})

test('a letter can be begun in the very moment the records open, before the mail process is up', async ({ home, start }) => {
  const { storage: _key, ...asked } = profile
  const { desk } = await start(home(asked))
  await until(desk, 'asks for a new passphrase', (snapshot) => snapshot.access.state === 'new_passphrase')
  const begun = await desk.evaluate(`new Promise((done) => {
    window.courtesy.listen((events) => {
      if (events.some(({ name, payload }) => name === 'access' && payload.state === 'open'))
        void window.courtesy.call('drafts.begin', { id: '${uuidv7()}', kind: 'new', mailboxId: 'service', inReplyToId: null, contactId: null }).then(done)
    })
    void window.courtesy.call('app.newPassphrase', { passphrase: 'four good plain words' })
  })`)
  expect(begun).toMatchObject({ ok: true, value: { mailboxId: 'service' } })
})

test('what is typed is there again after the app was killed a second later', async ({ home }) => {
  test.setTimeout(120_000)
  const where = home(profile, key)
  const first = await startApp(where)
  await until(first.desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await settle(first.desk, 1)
  await first.desk.getByRole('link', { name: 'Mail', exact: true }).click()
  await first.desk.getByRole('button', { name: 'New message' }).click()
  await first.desk.getByRole('textbox', { name: 'To', exact: true }).fill('eva@customer.test, half an addr')
  await first.desk.getByRole('textbox', { name: 'Subject' }).fill('Corrected invoice')
  await first.desk.getByRole('textbox', { name: 'Message' }).fill('Dear Mrs Szabó, I am sorry')
  await first.desk.getByRole('link', { name: 'Customers', exact: true }).click()
  await first.desk.getByRole('button', { name: 'New customer' }).first().click()
  await first.desk.getByRole('textbox', { name: 'Name', exact: true }).fill('Half Typed')
  await first.desk.waitForTimeout(1000)
  await first.kill()

  const again = await startApp(where)
  await until(again.desk, 'records are open', (snapshot) => snapshot.access.state === 'open')
  await again.desk.getByRole('link', { name: 'Mail', exact: true }).click()
  await again.desk.getByRole('list', { name: 'Drafts' }).getByText('Corrected invoice').click()
  await expect(again.desk.getByRole('textbox', { name: 'Message' })).toHaveText('Dear Mrs Szabó, I am sorry')
  await expect(again.desk.getByRole('textbox', { name: 'To', exact: true })).toHaveValue(/half an addr/)
  await expect(again.desk.getByRole('button', { name: 'Remove eva@customer.test' })).toBeVisible()
  await again.desk.getByRole('link', { name: 'Customers', exact: true }).click()
  await again.desk.getByRole('button', { name: 'New customer' }).first().click()
  await expect(again.desk.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Half Typed')
  await again.close()
})

test('offline is said with the reason, and the dial pad keeps what is typed', async ({ home, start }) => {
  const { desk } = await start(home(profile, key))
  await expect(desk.getByRole('status', { name: 'Line' })).toHaveText('Offline', { timeout: 20_000 })
  await desk.getByRole('button', { name: 'Change your state' }).click()
  await expect(desk.getByRole('dialog')).toContainText(/Next try|Trying now/)
  // Under the whole status, not under the arrow at its end.
  const status = await desk.getByRole('status', { name: 'Line' }).locator('..').boundingBox()
  await expect.poll(async () => (await desk.getByRole('dialog').boundingBox())?.x).toBeCloseTo((status?.x ?? NaN) + 1, -1)
  await desk.getByRole('status', { name: 'Line' }).click()
  await expect(desk.getByRole('dialog')).toHaveCount(0)
  await desk.getByRole('status', { name: 'Line' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Try now' }).click()
  await desk.keyboard.press('Escape')
  await desk.getByRole('textbox', { name: 'Number or name' }).fill('06 30')
  await desk.getByRole('button', { name: '1', exact: true }).click()
  await expect(desk.getByRole('textbox', { name: 'Number or name' })).toHaveValue('06 301')
})
