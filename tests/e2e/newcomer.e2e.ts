import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { ownCertificate } from '../support/own-certificate.ts'
import { friendly, sipPeer } from '../support/sip-peer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** A newcomer with nothing set up: passphrase, line, mailbox and headset by the forms, a list of customers from a file, a first call and letter. */
test('from nothing to the first call and the first letter, by the forms alone', async ({ start, home }, info) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  // A server that nobody here vouches for.
  const stranger = await sipPeer(friendly, ownCertificate(info.outputPath('tls')))
  // Only the lab's own certificate comes from outside: it is what IT would have put into the system's store.
  const where = home({ version: 1, trustedCertificates: ['tls.crt'] }, { 'tls.crt': { from: join(lab.folder, 'tls.crt') } })
  try {
    const { desk, electron } = await start(where)
    await desk.getByLabel('Passphrase', { exact: true }).fill('four good plain words')
    await desk.getByLabel('The same again').fill('four good plain words')
    await desk.getByRole('button', { name: 'Protect the records' }).click()
    await expect(desk.getByRole('button', { name: 'Practise' })).toBeVisible()
    await desk.getByRole('button', { name: 'Connect', exact: true }).click()

    await test.step('the line: what is wrong is said at the place, what is right connects', async () => {
      await desk.getByLabel('Address of the line').fill('sip:agent@toll.test')
      await desk.getByLabel('Country').fill('HU')
      await desk.getByLabel('Password').fill('not the password')
      for (const [server, words] of [
        ['wss://exchange.invalid', 'cannot be found. Check the address'],
        [stranger.url, 'is not trusted, so nothing was sent there'],
        ['ws://127.0.0.1:1', 'Nothing answers at ws://127.0.0.1:1.'],
      ] as const) {
        await desk.getByLabel('Servers').fill(server)
        if (server.startsWith('ws:')) await desk.getByText('Allow ws:// (not encrypted) on purpose').click()
        await desk.getByRole('button', { name: 'Save and connect' }).click()
        await expect(desk.getByText(words).first()).toBeVisible({ timeout: 20_000 })
      }
      expect(stranger.requests).toEqual([])
      await desk.getByLabel('Servers').fill(`ws://127.0.0.1:${lab.ports.WS_PORT}`)
      await desk.getByRole('button', { name: 'Save and connect' }).click()
      await expect(desk.getByText('The exchange does not accept this user name and password.').first()).toBeVisible({
        timeout: 20_000,
      })
      await desk.getByLabel('Password').fill('secret')
      await desk.getByRole('button', { name: 'Save and connect' }).click()
      await until(desk, 'the line is registered', (snapshot) => snapshot.line.registration.state === 'registered')
      await desk.getByRole('button', { name: 'Next', exact: true }).click()
    })

    await test.step('the mailbox: tested step by step, then saved', async () => {
      await desk.getByLabel('Mail address').fill('service@toll.test')
      await desk.getByLabel('Password').fill('secret')
      for (const [side, port] of [
        ['Receiving (IMAP)', lab.ports.IMAPS_PORT],
        ['Outgoing (SMTP)', lab.ports.SMTPS_PORT],
      ] as const) {
        const fields = desk.getByRole('group', { name: side })
        await fields.getByLabel('Server', { exact: true }).fill('127.0.0.1')
        await fields.getByLabel('Port').fill(String(port))
      }
      const receiving = desk.getByRole('group', { name: 'Receiving (IMAP)' })
      for (const [server, port, words] of [
        ['mail.invalid', '993', 'There is no server of this name.'],
        ['127.0.0.1', '1', 'does not take connections on this port.'],
        ['127.0.0.1', new URL(stranger.url).port, 'certificate is not trusted, so nothing was sent to it.'],
      ] as const) {
        await receiving.getByLabel('Server', { exact: true }).fill(server)
        await receiving.getByLabel('Port').fill(port)
        await desk.getByRole('button', { name: 'Test the connection' }).click()
        await expect(desk.getByText(words).first()).toBeVisible({ timeout: 30_000 })
      }
      await receiving.getByLabel('Server', { exact: true }).fill('127.0.0.1')
      await receiving.getByLabel('Port').fill(String(lab.ports.IMAPS_PORT))
      await desk.getByLabel('Password').fill('not the password')
      await desk.getByRole('button', { name: 'Test the connection' }).click()
      await expect(desk.getByText('does not accept this user name and password.').first()).toBeVisible({ timeout: 30_000 })
      await desk.getByLabel('Password').fill('secret')
      await desk.getByRole('button', { name: 'Test the connection' }).click()
      await expect(desk.getByText('works.')).toHaveCount(5, { timeout: 30_000 })
      await desk.getByRole('button', { name: 'Save the mailbox' }).click()
      await expect(desk.getByText('service@toll.test is set up.')).toBeVisible()
      await desk.getByRole('button', { name: 'Next', exact: true }).click()
      await desk.getByRole('button', { name: 'To the desk' }).click()
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ready/)
    })

    await test.step('customers from a file: seen before, problems by row, all or nothing', async () => {
      const file = join(where.folder, 'customers.csv')
      const rows = Array.from({ length: 2000 }, (_, n) => `Ügyfél ${n};+3670${String(2_000_000 + n)};u${n}@example.com;Győr`)
      writeFileSync(
        file,
        [
          'Name;Phone;E-mail;City',
          'Mrs Éva Szabó;06 30 123 4567;eva@customer.test;Budapest',
          'Nobody;;not an address;Pécs',
          ...rows,
        ].join('\r\n'),
      )
      giveToTestUser(file)
      await electron.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
      }, file)
      await desk.getByRole('link', { name: /^Customers/ }).click()
      await desk.getByRole('button', { name: 'Import from CSV' }).first().click()
      await desk.getByRole('button', { name: 'Choose a file' }).click()
      await expect(desk.getByText('Mrs Éva Szabó')).toBeVisible()
      await desk.getByRole('button', { name: 'Import', exact: true }).click()
      await expect(desk.getByText('Done. The customers are in the records.')).toBeVisible({ timeout: 60_000 })
      await expect(desk.getByRole('region', { name: 'Problems' })).toContainText('This cannot be read as an e-mail address.')
      expect((await must(desk, 'contacts.list', { text: 'Szabó', cursor: null })).items.map((row) => row.displayName)).toEqual([
        'Mrs Éva Szabó',
      ])
    })

    await test.step('a call and a letter find their customer', async () => {
      await lab.telephone.dial('sip:claims.2.+36301234567@toll.test')
      await expect(desk.getByRole('region', { name: 'Call', exact: true })).toContainText('Mrs Éva Szabó')
      await desk.keyboard.press('F2')
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/In call/)
      await desk.keyboard.press('F4')
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Wrap-up/)
      await lab.mail.send({
        from: 'Éva Szabó <eva@customer.test>',
        to: 'service@toll.test',
        subject: 'Thank you',
        text: 'You were kind.',
      })
      await desk.getByRole('link', { name: /^Mail/ }).click()
      await expect(desk.getByRole('list', { name: 'Conversations' })).toContainText('Mrs Éva Szabó', { timeout: 20_000 })
    })
  } finally {
    await stranger.close()
    await lab.stop()
  }
})
