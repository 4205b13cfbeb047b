import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { expect, test } from '../support/e2e.ts'
import { spawnApp } from '../support/electron-app.ts'

const probe = 'Zx9-probe-of-a-password'
const profile = {
  version: 1,
  agent: { name: 'Anna', extension: 'agent' },
  line: {
    uri: 'sip:agent@toll.test',
    secret: { value: probe },
    servers: ['ws://127.0.0.1:9'],
    allowInsecure: true,
    region: 'HU',
  },
  mailboxes: [
    {
      id: 'service',
      name: 'Service',
      address: 'service@toll.test',
      imap: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      smtp: { host: '127.0.0.1', port: 9, security: 'tls', user: 'service' },
      secret: { value: probe },
    },
  ],
  storage: { key: { file: 'db.key' } },
}
const files = { 'db.key': { text: 'k'.repeat(64) } }
const customer = 'Probe-Customer-Zoltánné'

function* walk(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) yield* walk(path)
    else if (entry.isFile()) yield path
  }
}

test("secrets and customers are nowhere readable on disk or in the log, and our files are the owner's alone", async ({
  start,
  home,
}) => {
  const where = home(profile, files)
  const app = await start(where)
  await expect
    .poll(() => app.desk.evaluate(`window.courtesy.call('app.snapshot', null).then((s) => s.value.access.state)`), {
      timeout: 20_000,
    })
    .toBe('open')
  const made = await app.desk.evaluate(
    `window.courtesy.call('contacts.create', { id: '0199f1a0-7b1c-7000-8000-00000000000a', input: { displayName: ${JSON.stringify(customer)}, points: [{ type: 'phone', raw: '06 30 555 0199' }] } })`,
  )
  expect(made).toMatchObject({ ok: true })
  await app.desk.waitForTimeout(2000)
  await app.close()
  const found: string[] = []
  for (const path of walk(where.userData)) {
    const bytes = readFileSync(path)
    for (const secret of [probe, customer, '305550199', Buffer.from(customer).toString('base64')])
      if (bytes.includes(secret)) found.push(`${path}: ${secret}`)
  }
  expect(found).toEqual([])
  expect(readFileSync(where.log, 'utf8')).not.toContain(probe)
  const ours = ['vault.json', 'settings.json', 'connections.json', 'window.json', 'records', 'logs', 'backups']
  for (const path of walk(where.userData)) {
    const name = path.slice(where.userData.length + 1).split('/')[0] ?? ''
    if (ours.includes(name)) expect(statSync(path).mode & 0o077, path).toBe(0)
  }
  expect(statSync(where.userData).mode & 0o077).toBe(0)
})

test('a second start shows the first and ends', async ({ start, home }) => {
  const where = home()
  await start(where)
  const second = spawnApp(where, { switches: ['tel:+3630'] })
  const code = await new Promise<number | null>((done) => second.on('exit', done))
  expect(code).toBe(0)
})

/** Chromium's own lines: process, day and time, level. */
const chromium = /^\[\d+:\d{4}\/\d{6}\.\d+:[A-Z]+\d*:/

test.describe('a wrong start ends with 2 and one line', () => {
  /** Everything on stderr but Chromium's lines: whatever stands beside our line, a stack for instance, is shown by the comparison. */
  const ends = async (
    where: Parameters<typeof spawnApp>[0],
    switches: string[] = [],
  ): Promise<{ code: number | null; line: string }> => {
    const child = spawnApp(where, { switches })
    let said = ''
    child.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
    const code = await new Promise<number | null>((done) => child.on('close', done))
    const lines = said.split('\n').filter((each) => each !== '' && !chromium.test(each))
    return { code, line: lines.join('\n') }
  }
  test('unknown switch', async ({ home }) => {
    expect(await ends(home(), ['--profil=x'])).toEqual({
      code: 2,
      line: 'courtesy: --profil: unknown switch; did you mean --profile?',
    })
  })
  test('unknown key in the profile', async ({ home }) => {
    const { code, line } = await ends(home({ ...profile, colour: 'red' }, files))
    expect(code).toBe(2)
    expect(line).toMatch(/^courtesy: .*profile\.json: colour: is not a known key; remove it or correct its spelling$/)
  })
  test('missing key file', async ({ home }) => {
    const { code, line } = await ends(home(profile))
    expect(code).toBe(2)
    expect(line).toMatch(/^courtesy: .*profile\.json: storage\.key\.file: cannot read db\.key \(ENOENT\).*$/)
  })
  test('an address of the line that cannot be decoded', async ({ home }) => {
    const { code, line } = await ends(home({ ...profile, line: { ...profile.line, uri: 'sip:a%zz@x' } }, files))
    expect(code).toBe(2)
    expect(line).toMatch(/^courtesy: .*profile\.json: line\.uri: holds a % that begins no escape; write %25 for a plain %$/)
  })
  test('an argument that is neither a switch nor a link', async ({ home }) => {
    const line = (word: string): string =>
      `courtesy: ${word}: neither a switch nor a link; a switch begins with --, a link with tel:, sip: or mailto:`
    expect(await ends(home(), ['profile.json'])).toEqual({ code: 2, line: line('profile.json') })
    expect(await ends(home(), ['-profile=x'])).toEqual({
      code: 2,
      line: 'courtesy: -profile: unknown switch; did you mean --profile?',
    })
  })
  test('a folder for the data that is a file, or that one may not write', async ({ home }) => {
    const where = home()
    const file = join(where.folder, 'file')
    writeFileSync(file, 'kept')
    for (const userData of [file, join(file, 'below')])
      expect(await ends({ ...where, userData })).toEqual({
        code: 2,
        line: `courtesy: --user-data-dir: ${userData}: is a file or lies below one; name a folder`,
      })
    expect(readFileSync(file, 'utf8')).toBe('kept')
    const closed = join(where.folder, 'closed')
    mkdirSync(closed)
    giveToTestUser(closed)
    chmodSync(closed, 0o500)
    expect(await ends({ ...where, userData: closed })).toEqual({
      code: 2,
      line: `courtesy: --user-data-dir: ${closed}: may not be read and written; correct its permissions or name another folder`,
    })
    expect(readdirSync(closed)).toEqual([])
  })
})
