import { leadKey, leadProfile } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { photographer } from '../support/photographer.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

test('pictures of the settings, page by page, with what a person sets up without IT', async ({ home, start }) => {
  test.setTimeout(300_000)
  const exchange = await sipPeer(friendly)
  try {
    const { desk, electron } = await start(home(leadProfile, leadKey))
    const all = photographer(desk, electron)
    const page = (name: RegExp) => desk.getByRole('list', { name: 'Settings' }).getByRole('button', { name }).click()
    await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
    await must(desk, 'settings.set', { patch: { firstStart: { done: true } } })
    await must(desk, 'line.save', {
      line: {
        uri: 'sip:agent@toll.test',
        authorizationUser: 'agent',
        password: 'secret',
        servers: [exchange.url],
        tollFreeNumber: '+36801234567',
        region: 'HU',
        allowInsecure: true,
      },
    })
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await desk.getByRole('link', { name: /^Settings/ }).click()
    await all('settings-line')

    await test.step('a mailbox whose test fails', async () => {
      await page(/^Mailboxes/)
      await all('settings-no-mailbox')
      await desk.getByRole('button', { name: 'Add a mailbox' }).click()
      await all('settings-mailbox')
      await desk.getByLabel('Mail address').fill('service@toll.test')
      await desk.getByLabel('Password').fill('secret')
      for (const side of ['Receiving (IMAP)', 'Outgoing (SMTP)']) {
        const fields = desk.getByRole('group', { name: side })
        await fields.getByLabel('Server', { exact: true }).fill('127.0.0.1')
        await fields.getByLabel('Port').fill('9')
      }
      await desk.getByRole('button', { name: 'Test the connection' }).click()
      const found = desk.getByRole('status', { name: 'What the test found' })
      await expect(found).toContainText('does not work.', { timeout: 30_000 })
      await all('settings-mailbox-test', {
        before: () => desk.locator('form > :last-child').evaluate((element) => element.scrollIntoView({ block: 'end' })),
      })
    })
    await test.step('a mailbox that cannot be reached', async () => {
      await desk.getByRole('button', { name: 'Save the mailbox' }).click()
      await until(desk, 'the mailbox is offline', (snapshot) => snapshot.mailboxes[0]?.state === 'offline')
      await desk.getByRole('button', { name: 'Close this notice' }).click()
      await all('settings-mailboxes')
    })
    await test.step('the loudness of the microphone', async () => {
      await page(/^Sound/)
      await desk.getByRole('button', { name: 'Test the microphone' }).click()
      await all('settings-sound')
      await desk.getByRole('button', { name: 'Stop the test' }).click()
    })
    for (const [name, words] of [
      ['notifications', /^Notifications/],
      ['appearance', /^Appearance/],
      ['shortcuts', /^Shortcuts/],
      ['about', /^About/],
    ] as const) {
      await page(words)
      await all(`settings-${name}`)
    }
    await test.step('keys for every program', async () => {
      await page(/^Shortcuts/)
      await must(desk, 'settings.set', { patch: { globalShortcuts: { show: 'Ctrl+Alt+Shift+J' } } })
      await all('settings-global-keys', {
        before: () =>
          desk
            .locator('main section')
            .last()
            .evaluate((element) => element.scrollIntoView({ block: 'end' })),
      })
    })
  } finally {
    await exchange.close()
  }
})
