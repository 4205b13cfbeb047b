import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import { simpleParser, type ParsedMail } from 'mailparser'
import { giveToTestUser } from '../support/app/ordinary-user.ts'
import { answerOpen } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const trap = 'https://xn--bnk-8la.example/login?next=https://bank.example'

/** The person takes the name the dialog offers, in a folder of their own. Answers with what was offered. */
async function saveInto(electron: ElectronApplication, folder: string): Promise<() => Promise<string>> {
  await electron.evaluate(({ dialog }, into) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      const { defaultPath = '' } = given.at(-1) as { defaultPath?: string }
      Object.assign(globalThis, { offered: defaultPath })
      return Promise.resolve({ canceled: false, filePath: `${into}/${defaultPath.split('/').at(-1)}` })
    }
  }, folder)
  return () => electron.evaluate(() => String((globalThis as { offered?: string }).offered))
}

/** The system's browser, which only notes what it is asked to open. */
const noteOpened = (electron: ElectronApplication): Promise<void> =>
  electron.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = (url) => (opened.push(url), Promise.resolve())
  })
const opened = (electron: ElectronApplication): Promise<string[]> =>
  electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened)

/** Hands on what comes to a port everybody knows to the lab's own. */
async function standIn(port: number, to: number): Promise<Server> {
  const server = createServer((from) => {
    const on = connect(to, '127.0.0.1')
    from.on('error', () => on.destroy())
    on.on('error', () => from.destroy())
    from.pipe(on).pipe(from)
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, '127.0.0.1', done))
  return server
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')
const addresses = (list: ParsedMail['to']): string[] =>
  [list ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address?.toLowerCase() ?? ''))

test('files of a letter, the whole letter, an answer to all with a file, a link that asks first, a mailbox found by its address', async ({
  home,
  start,
}) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  const ports: Server[] = []
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  try {
    const { desk, electron } = await start(where)
    await until(desk, 'the mailbox is in sync', ({ mailboxes }) => mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 1)
    await must(desk, 'settings.set', { patch: { undoSendSeconds: 0 } })
    const program = randomBytes(70_001)
    await lab.mail.send({
      from: `Éva Szabó <${eva.mail}>`,
      to: ['service@toll.test', 'Béla Kiss <bela@customer.test>'],
      cc: ['Cili <cili@customer.test>', 'Service@Toll.Test'],
      subject: 'Invoice 4711',
      html: `<p>Please see <a href="${trap}">https://bank.example/</a></p>`,
      attachments: [{ filename: '../../.config/\u202Efdp.sh', content: program }],
    })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    await desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711').click()
    const letter = desk.getByRole('region', { name: 'Message', exact: true })
    const into = join(where.folder, 'saved')
    mkdirSync(into)

    await test.step('a file with a hostile name is saved under a harmless one, is no program, and it is said where', async () => {
      const path = join(into, 'fdp.sh')
      writeFileSync(path, '#!/bin/sh\n', { mode: 0o755 })
      giveToTestUser(into)
      const offered = await saveInto(electron, into)
      await letter.getByRole('button', { name: 'Save fdp.sh' }).click()
      await expect(desk.getByText(`Saved to ${path}`)).toBeVisible()
      expect(await offered()).toBe(join(await electron.evaluate(({ app }) => app.getPath('downloads')), 'fdp.sh'))
      expect(readFileSync(path).equals(program)).toBe(true)
      expect(statSync(path).mode & 0o777).toBe(0o600)
    })

    await test.step('the whole letter is saved as it came', async () => {
      await letter.getByRole('button', { name: 'Save the letter' }).click()
      await expect(desk.getByText(`Saved to ${join(into, 'letter.eml')}`)).toBeVisible()
      const [arrived] = await lab.mail.read('service')
      expect(readFileSync(join(into, 'letter.eml'), 'utf8')).toBe(arrived?.source)
    })

    await test.step('a link asks first, shows where it really leads, and opens only then', async () => {
      await noteOpened(electron)
      const link = desk.frameLocator('iframe[title="Letter"]').getByRole('link', { name: 'https://bank.example/' })
      const asked = desk.getByRole('dialog', { name: 'Open xn--bnk-8la.example?' })
      await link.click()
      await expect(asked).toContainText(trap)
      // The letter is a process of its own: a key pressed at the very moment the dialog takes the focus from it goes to the letter.
      await expect(async () => {
        await desk.keyboard.press('Escape')
        await expect(asked).toBeHidden({ timeout: 1_000 })
      }).toPass()
      await link.click({ button: 'middle' })
      await asked.getByRole('button', { name: 'Copy the address' }).click()
      await expect(desk.getByText('The address was copied.')).toBeVisible()
      expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(trap)
      expect(await opened(electron)).toEqual([])
      await link.click()
      await asked.getByRole('button', { name: 'Open in the browser' }).click()
      await expect.poll(() => opened(electron)).toEqual([trap])
      expect(desk.url()).toMatch(/^app:\/\/desk\//)
    })

    await test.step('handed on to somebody else: with its words and its file, to nobody but whom one names', async () => {
      await letter.getByRole('button', { name: 'Forward' }).click()
      const onward = desk.getByRole('group', { name: 'Passing on' })
      await expect(onward.getByRole('button', { name: /^Remove (Éva|Béla|Cili)/ })).toHaveCount(0)
      await expect(onward.getByRole('textbox', { name: 'To', exact: true })).toBeFocused()
      await desk.keyboard.type('bela@customer.test')
      await desk.keyboard.press('Enter')
      await onward.getByRole('textbox', { name: 'Message' }).pressSequentially('For you. ')
      await onward.getByRole('button', { name: /^Send/ }).click()
      const got = await lab.mail.waitFor('bela', 2, { timeoutMs: 60_000 })
      const mail = await simpleParser(got.at(-1)?.source ?? '')
      expect([addresses(mail.to), addresses(mail.cc), mail.subject]).toEqual([['bela@customer.test'], [], 'Fwd: Invoice 4711'])
      expect(mail.text).toContain('For you.')
      expect(mail.text).toContain('Please see')
      expect(mail.attachments.map(({ content }) => hash(content))).toEqual([hash(program)])
      expect(await lab.mail.read('eva')).toEqual([])
    })

    await test.step('an answer to all goes to all but ourselves, with a file that arrives byte for byte', async () => {
      const file = join(where.folder, 'Számla – 2026 (végleges).pdf')
      const bytes = Buffer.concat([Buffer.from('%PDF-1.4\r\n\n\r.\r\n'), randomBytes(150_003)])
      writeFileSync(file, bytes)
      giveToTestUser(file)
      await answerOpen(electron, file)
      await letter.getByRole('button', { name: 'Reply all' }).click()
      const answer = desk.getByRole('group', { name: 'Your answer to all' })
      const names = answer.getByRole('button', { name: /^Remove / })
      await expect(names).toHaveCount(3)
      expect(await names.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
        'Remove Éva Szabó',
        'Remove Béla Kiss',
        'Remove Cili',
      ])
      await answer.getByRole('textbox', { name: 'Message' }).fill('Here is the corrected invoice.')
      await answer.getByRole('button', { name: 'Attach' }).click()
      await expect(answer.getByRole('list', { name: 'Files' })).toContainText('Számla – 2026 (végleges).pdf')
      await answer.getByRole('button', { name: /^Send/ }).click()
      // The letter itself went to two of them already, and one has had it passed on.
      for (const [user, count] of [
        ['eva', 1],
        ['bela', 3],
        ['cili', 2],
      ] as const) {
        const got = await lab.mail.waitFor(user, count, { timeoutMs: 60_000 })
        const mail = await simpleParser(got.at(-1)?.source ?? '')
        expect(addresses(mail.to), user).toEqual([eva.mail, 'bela@customer.test'])
        expect(addresses(mail.cc), user).toEqual(['cili@customer.test'])
        expect(mail.attachments.map(({ content, filename }) => [filename, hash(content)])).toEqual([
          ['Számla – 2026 (végleges).pdf', hash(bytes)],
        ])
      }
      expect(await lab.mail.read('service')).toHaveLength(1)
    })

    await test.step('a mailbox by its address: its servers are found, a wrong password is said at its step, the right one works', async () => {
      ports.push(await standIn(993, lab.ports.IMAPS_PORT), await standIn(465, lab.ports.SMTPS_PORT))
      await desk.getByRole('link', { name: 'Settings', exact: true }).click()
      await desk.getByRole('button', { name: /^Mailboxes/ }).click()
      await desk.getByRole('button', { name: 'Add a mailbox' }).click()
      const form = desk.getByRole('region', { name: 'Add a mailbox' })
      // A domain that needs no name server: the very address of this computer.
      await form.getByLabel('Mail address').fill('eva@127.0.0.1')
      await form.getByLabel('Password').fill('not the password')
      await form.getByRole('button', { name: 'Find the servers' }).click()
      await expect(form.getByText('These servers are a guess. Please test before saving.')).toBeVisible({ timeout: 20_000 })
      for (const [side, port] of [
        ['Receiving (IMAP)', '993'],
        ['Outgoing (SMTP)', '465'],
      ] as const) {
        const fields = form.getByRole('group', { name: side })
        await expect(fields.getByLabel('Server', { exact: true })).toHaveValue('127.0.0.1')
        await expect(fields.getByLabel('Port')).toHaveValue(port)
        await expect(fields.getByLabel('User name')).toHaveValue('eva@127.0.0.1')
      }
      const steps = form.getByRole('status', { name: 'What the test found' }).getByRole('listitem')
      const refused = 'Signing in there: does not work. The mail server does not accept this user name and password.'
      await form.getByRole('button', { name: 'Test the connection' }).click()
      await expect(steps).toHaveText(
        ['Reaching the incoming server: works.', refused, 'Reaching the outgoing server: works.', refused],
        { timeout: 30_000 },
      )
      await form.getByLabel('Password').fill('secret')
      await form.getByRole('button', { name: 'Test the connection' }).click()
      await expect(steps.filter({ hasText: 'works.' })).toHaveCount(5, { timeout: 30_000 })
      await form.getByRole('button', { name: 'Save the mailbox' }).click()
      await expect(desk.getByText('The mailbox was saved.')).toBeVisible()
      await until(desk, 'it is in sync', ({ mailboxes }) => mailboxes.length === 2 && mailboxes[1]?.state === 'idle', 60_000)
    })
  } finally {
    for (const each of ports) each.close()
    await lab.stop()
  }
})
