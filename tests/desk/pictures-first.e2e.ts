import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { photographer } from '../support/photographer.ts'
import { sipPeer } from '../support/sip-peer.ts'

const passphrase = 'four good plain words'

test('pictures of the first start, of a locked desk and of damaged records', async ({ home, start }) => {
  test.setTimeout(300_000)
  const exchange = await sipPeer((request, reply) => reply(request.method === 'REGISTER' ? '403 Forbidden' : '200 OK'))
  const where = home()
  try {
    await test.step('a passphrase, the line, the mailbox, the headset', async () => {
      const { close, desk, electron } = await start(where)
      const all = photographer(desk, electron)
      await desk.getByLabel('Passphrase', { exact: true }).fill('short')
      await desk.getByRole('button', { name: 'Protect the records' }).click()
      await expect(desk.getByText('The two are not the same.')).toBeVisible()
      await all('passphrase-new')
      await desk.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await desk.getByLabel('The same again').fill(passphrase)
      await desk.getByRole('button', { name: 'Protect the records' }).click()
      await desk.getByRole('button', { name: 'Connect', exact: true }).click()
      await all('first-line')
      await desk.getByLabel('Address of the line').fill('sip:agent@toll.test')
      await desk.getByLabel('Country').fill('HU')
      await desk.getByLabel('Servers').fill(exchange.url)
      await desk.getByText('Allow ws:// (not encrypted) on purpose').click()
      await desk.getByLabel('Password').fill('not the password')
      await desk.getByRole('button', { name: 'Save and connect' }).click()
      await until(desk, 'the exchange refuses', (snapshot) => snapshot.line.registration.problem !== null)
      await all('first-line-refused')
      await desk.getByRole('button', { name: 'Next', exact: true }).click()
      await desk.getByLabel('Mail address').fill('service@toll.test')
      await desk.getByLabel('Password').fill('secret')
      for (const side of ['Receiving (IMAP)', 'Outgoing (SMTP)']) {
        const fields = desk.getByRole('group', { name: side })
        await fields.getByLabel('Server', { exact: true }).fill('127.0.0.1')
        await fields.getByLabel('Port').fill('9')
      }
      await desk.getByRole('button', { name: 'Test the connection' }).click()
      await expect(desk.getByText('does not work.').first()).toBeVisible({ timeout: 30_000 })
      await all('first-mailbox-refused')
      await desk.getByRole('button', { name: 'Later', exact: true }).click()
      await expect(desk.getByRole('heading', { name: 'Your headset' })).toBeVisible()
      await all('first-sound')
      await desk.getByRole('button', { name: 'To the desk' }).click()
      await close()
    })
    const folder = join(where.userData, 'records')
    await test.step('locked, and a passphrase that is not the one', async () => {
      const { close, desk, electron } = await start(where)
      await desk.getByLabel('Passphrase', { exact: true }).fill('another sentence')
      await desk.getByRole('button', { name: 'Unlock' }).click()
      await expect(desk.getByRole('button', { name: 'Unlock' })).toBeEnabled({ timeout: 30_000 })
      await photographer(desk, electron)('locked')
      await desk.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await desk.getByRole('button', { name: 'Unlock' }).click()
      await until(desk, 'open', (snapshot) => snapshot.access.state === 'open', 60_000)
      // The copy of the day, for what comes next.
      const copies = () => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('-daily.db')).length
      await expect.poll(copies, { timeout: 30_000 }).toBe(1)
      await close()
    })
    await test.step('records that are damaged, and their last good copy', async () => {
      const database = join(folder, readdirSync(folder).find((name) => /\.(db|sqlite)$/.test(name)) ?? '')
      const bytes = readFileSync(database)
      writeFileSync(database, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(Math.max(0, bytes.length - 4096), 0x5a)]))
      const { desk, electron } = await start(where)
      await desk.getByLabel('Passphrase', { exact: true }).fill(passphrase)
      await desk.getByRole('button', { name: 'Unlock' }).click()
      await until(desk, 'blocked', (snapshot) => snapshot.access.state === 'blocked', 60_000)
      await photographer(desk, electron)('damaged')
    })
  } finally {
    await exchange.close()
  }
})
