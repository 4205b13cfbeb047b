import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { openFile } from '../../electron/records/sqlite/connect.ts'
import { Vault } from '../../electron/secrets/vault.ts'
import type { AppHome } from '../support/app/home.ts'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { answerOpen } from '../support/deck-editor.ts'
import { ask, must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

const passphrase = 'a short sentence is easy'
const key = { 'db.key': { text: 'k'.repeat(64) } }
const profile = { version: 1, storage: { key: { file: 'db.key' } } }

test('with no keychain a passphrase is made, and it alone opens the records again', async ({ start, home }) => {
  const where = home()
  const first = await start(where)
  await until(first.desk, 'asks for a new passphrase', (snapshot) => snapshot.access.state === 'new_passphrase')
  expect(await ask(first.desk, 'contacts.list', { cursor: null })).toMatchObject({ ok: false })
  expect(await ask(first.desk, 'app.newPassphrase', { passphrase: 'short' })).toMatchObject({
    ok: false,
    error: { messageKey: 'error.vault.passphraseShort' },
  })
  await must(first.desk, 'app.newPassphrase', { passphrase })
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const id = uuidv7()
  await must(first.desk, 'contacts.create', { id, input: { displayName: 'Kept Behind Words' } })
  await first.close()

  const second = await start(where)
  await until(second.desk, 'asks for the passphrase', (snapshot) => snapshot.access.state === 'needs_passphrase')
  expect(await ask(second.desk, 'app.unlock', { passphrase: 'another sentence' })).toMatchObject({
    ok: false,
    error: { messageKey: 'error.vault.wrongPassphrase' },
  })
  // The same by hand: said beside the box until something else is typed.
  const box = second.desk.getByLabel('Passphrase', { exact: true })
  const wrong = second.desk.getByText('That is not the passphrase. Please try again.')
  await expect(box).toBeFocused()
  await second.desk.keyboard.type('another sentence')
  await second.desk.keyboard.press('Enter')
  await expect(wrong).toBeVisible()
  await expect(box).toHaveAttribute('aria-invalid', 'true')
  await box.fill(passphrase)
  await expect(wrong).toHaveCount(0)
  await second.desk.keyboard.press('Enter')
  await until(second.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  expect((await must(second.desk, 'contacts.card', { id })).contact.displayName).toBe('Kept Behind Words')
})

test('a real Secret Service protects the key; without it nothing opens and nothing is overwritten', async ({ start, home }) => {
  const where = home()
  const first = await start(where, { keychain: true })
  const open = await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  expect(open.access).toEqual({ state: 'open', protection: 'keychain' })
  const id = uuidv7()
  await must(first.desk, 'contacts.create', { id, input: { displayName: 'Kept By The Keyring' } })
  await first.close()
  const vault = readFileSync(join(where.userData, 'vault.json'), 'utf8')
  expect(JSON.parse(vault)).toMatchObject({ wrap: { kind: 'keychain', backend: 'gnome_libsecret' } })

  const without = await start(where)
  const blocked = await until(without.desk, 'blocked', (snapshot) => snapshot.access.state === 'blocked')
  expect(blocked.access).toMatchObject({ problem: { messageKey: 'error.vault.keychainGone' } })
  await without.close()
  expect(readFileSync(join(where.userData, 'vault.json'), 'utf8')).toBe(vault)

  const again = await start(where, { keychain: true })
  await until(again.desk, 'open again', (snapshot) => snapshot.access.state === 'open')
  expect((await must(again.desk, 'contacts.card', { id })).contact.displayName).toBe('Kept By The Keyring')
})

test('a damaged database: said plainly, nothing overwritten, the last good copy put back', async ({ start, home }) => {
  const where = home(profile, key)
  const first = await start(where)
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const id = uuidv7()
  await must(first.desk, 'contacts.create', { id, input: { displayName: 'In The Copy' } })
  await first.close()
  // The next start makes the day's copy, because there is none yet.
  const folder = join(where.userData, 'records')
  const second = await start(where)
  await until(second.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  await expect
    .poll(() => readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('-daily.db')).length, {
      timeout: 30_000,
    })
    .toBe(1)
  await second.close()

  const database = readdirSync(folder).find((name) => /\.(db|sqlite)$/.test(name)) ?? ''
  const path = join(folder, database)
  const bytes = readFileSync(path)
  writeFileSync(path, Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(Math.max(0, bytes.length - 4096), 0x5a)]))
  const damaged = readFileSync(path)

  const third = await start(where)
  const blocked = await until(third.desk, 'blocked', (snapshot) => snapshot.access.state === 'blocked')
  expect(readFileSync(path).equals(damaged), 'the damaged file is left as it is').toBe(true)
  if (blocked.access.state !== 'blocked') throw new Error('not blocked')
  // Not `locked`: the check kept beside the database says that the key is right, so what does not open is broken.
  expect(blocked.access.problem).toMatchObject({ kind: 'damaged', messageKey: 'error.records.damaged' })
  expect(blocked.access.backups.length).toBeGreaterThan(0)
  await third.desk.getByRole('button', { name: 'Restore the last good copy' }).click()
  await until(third.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const aside = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).equals(damaged))
  expect(aside.length, 'the damaged file was set aside').toBeGreaterThan(0)
})

/** Makes the records of a folder those of a Courtesy that is not written yet. Answers with their bytes. */
function madeNewer(where: AppHome, folder: string): Buffer {
  const vault = new Vault(where.userData)
  vault.openByKeyFile(Buffer.from('k'.repeat(64)))
  const path = join(folder, 'courtesy.db')
  const database = openFile(path, vault.databaseKey())
  database.pragma('user_version = 99')
  database.close()
  giveToTestUser(folder)
  return readFileSync(path)
}

test('records of a newer Courtesy: said, never overwritten; another folder and Quit by their buttons', async ({
  start,
  home,
}) => {
  const where = home(profile, key)
  const folder = join(where.userData, 'records')
  const path = join(folder, 'courtesy.db')
  const first = await start(where)
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  await must(first.desk, 'contacts.create', { id: uuidv7(), input: { displayName: 'From The Future' } })
  await first.close()
  const bytes = madeNewer(where, folder)

  const { close, desk, electron } = await start(where)
  await expect(desk.getByRole('heading', { name: 'The records do not open' })).toBeVisible({ timeout: 30_000 })
  await expect(desk.getByRole('alert')).toContainText('made by a newer version of Courtesy (version 99,')
  await expect(desk.getByText(`Folder: ${folder}`)).toBeVisible()
  await desk.getByRole('button', { name: 'Try again' }).click()
  await expect(desk.getByRole('button', { name: 'Quit' })).toBeVisible()
  const other = join(where.folder, 'other')
  mkdirSync(other)
  giveToTestUser(other)
  await answerOpen(electron, other)
  await desk.getByRole('button', { name: 'Open another folder' }).click()
  await until(desk, 'open in the other folder', (snapshot) => snapshot.access.state === 'open')
  expect((await must(desk, 'contacts.list', { cursor: null })).items).toEqual([])
  await must(desk, 'contacts.create', { id: uuidv7(), input: { displayName: 'In The Other Folder' } })
  await close()
  expect(readFileSync(path).equals(bytes), 'the newer records are as they were').toBe(true)

  // The choice is kept: the next start goes to the other folder. When that does not open either, *Quit* ends Courtesy.
  const others = madeNewer(where, other)
  const third = await start(where)
  await expect(third.desk.getByText(`Folder: ${other}`)).toBeVisible({ timeout: 30_000 })
  const gone = once(third.electron.process(), 'exit')
  // The page may be gone before Playwright has heard that it was clicked.
  await third.desk
    .getByRole('button', { name: 'Quit' })
    .click()
    .catch(() => undefined)
  expect(await gone).toEqual([0, null])
  expect(readFileSync(path).equals(bytes)).toBe(true)
  expect(readFileSync(join(other, 'courtesy.db')).equals(others)).toBe(true)
  expect(existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : []).toEqual([])
})

test('a wrong key file opens nothing and changes nothing', async ({ start, home }) => {
  const where = home(profile, key)
  const first = await start(where)
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  await first.close()
  writeFileSync(join(where.folder, 'db.key'), 'x'.repeat(64))
  const second = await start(where)
  const blocked = await until(second.desk, 'blocked', (snapshot) => snapshot.access.state === 'blocked')
  expect(blocked.access).toMatchObject({ problem: { messageKey: 'error.vault.wrongKeyFile' } })
  writeFileSync(join(where.folder, 'db.key'), 'k'.repeat(64))
})

test('a vault that is damaged or cannot be read: said with Try again and Quit, which read it anew and overwrite nothing', async ({
  start,
  home,
}) => {
  const where = home(profile, key)
  const first = await start(where)
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const id = uuidv7()
  await must(first.desk, 'contacts.create', { id, input: { displayName: 'Behind The Vault' } })
  await first.close()
  const path = join(where.userData, 'vault.json')
  const good = readFileSync(path)
  const cut = good.subarray(0, good.length / 2)
  writeFileSync(path, cut)

  const second = await start(where)
  await expect(second.desk.getByRole('heading', { name: 'The records do not open' })).toBeVisible({ timeout: 30_000 })
  const said = second.desk.getByRole('alert')
  await expect(said).toContainText('The file that protects your records is damaged.')
  await expect(second.desk.getByText(`Folder: ${where.userData}`, { exact: true })).toBeVisible()
  await expect(second.desk.getByRole('button', { name: 'Open another folder' })).toHaveCount(0)
  const gone = once(second.electron.process(), 'exit')
  await second.desk
    .getByRole('button', { name: 'Quit' })
    .click()
    .catch(() => undefined)
  expect(await gone).toEqual([0, null])
  expect(readFileSync(path).equals(cut), 'the damaged vault is left as it is').toBe(true)

  chmodSync(path, 0)
  const third = await start(where)
  const again = third.desk.getByRole('button', { name: 'Try again' })
  await expect(third.desk.getByRole('alert')).toContainText('The file that protects your records cannot be read.', {
    timeout: 30_000,
  })
  chmodSync(path, 0o600)
  await again.click()
  await expect(third.desk.getByRole('alert')).toContainText('The file that protects your records is damaged.')
  writeFileSync(path, good)
  await again.click()
  await until(third.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  expect((await must(third.desk, 'contacts.card', { id })).contact.displayName).toBe('Behind The Vault')
  expect(readFileSync(path).equals(good)).toBe(true)
})

test('records that do not open with this key: said with its choices, nothing overwritten, and they open by the key that fits', async ({
  start,
  home,
}) => {
  const where = home(profile, key)
  const first = await start(where)
  await until(first.desk, 'open', (snapshot) => snapshot.access.state === 'open')
  const id = uuidv7()
  await must(first.desk, 'contacts.create', { id, input: { displayName: 'Under The First Key' } })
  await first.close()
  const path = join(where.userData, 'records', 'courtesy.db')
  const vault = join(where.userData, 'vault.json')
  const [records, good] = [readFileSync(path), readFileSync(vault)]
  // Without its vault Courtesy makes a new one, whose key is not that of the records.
  rmSync(vault)

  const { close, desk, electron } = await start(where)
  await expect(desk.getByRole('heading', { name: 'The records do not open' })).toBeVisible({ timeout: 30_000 })
  await expect(desk.getByRole('alert')).toContainText('The customer records do not open with this key.')
  await expect(desk.getByText(`Folder: ${join(where.userData, 'records')}`)).toBeVisible()
  await expect(desk.getByRole('button', { name: 'Quit' })).toBeEnabled()
  await desk.getByRole('button', { name: 'Try again' }).click()
  await expect(desk.getByRole('alert')).toContainText('The customer records do not open with this key.')
  const other = join(where.folder, 'other')
  mkdirSync(other)
  giveToTestUser(other)
  await answerOpen(electron, other)
  await desk.getByRole('button', { name: 'Open another folder' }).click()
  await until(desk, 'open in the other folder', (snapshot) => snapshot.access.state === 'open')
  await close()
  expect(readFileSync(path).equals(records), 'the records are as they were').toBe(true)

  writeFileSync(vault, good)
  const third = await start(where)
  await expect(third.desk.getByRole('alert')).toContainText('do not open with this key', { timeout: 30_000 })
  await answerOpen(third.electron, join(where.userData, 'records'))
  await third.desk.getByRole('button', { name: 'Open another folder' }).click()
  await until(third.desk, 'open by the first key', (snapshot) => snapshot.access.state === 'open')
  expect((await must(third.desk, 'contacts.card', { id })).contact.displayName).toBe('Under The First Key')
})
