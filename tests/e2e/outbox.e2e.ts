import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { startCountingSmtp } from '../lab/mail/support/counting-smtp.ts'
import { startGate } from '../lab/mail/support/gate.ts'
import { startMailLab } from '../lab/mail/support/mail-lab.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause } from '../support/lab.ts'
import { mailHome } from '../support/mail-home.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

const words = 'The corrected invoice is on its way to you.'

/** Writes a new letter to one address and leaves it open. */
async function write(desk: Page, to: string, subject: string): Promise<Locator> {
  await desk.getByRole('button', { name: 'New message' }).click()
  const letter = desk.getByRole('group', { name: 'New letter' })
  await letter.getByRole('textbox', { name: 'To', exact: true }).fill(to)
  await letter.getByRole('textbox', { name: 'Subject' }).fill(subject)
  await letter.getByRole('textbox', { name: 'Message' }).fill(words)
  return letter
}

test('undo send; refused, waiting and of unknown fate: said in the window, settled by button, never sent twice', async ({
  home,
  start,
}) => {
  const lab = await startMailLab()
  const smtp = await startCountingSmtp({ key: readFileSync(join(lab.folder, 'tls.key'), 'utf8'), cert: lab.certificate })
  const gate = await startGate(smtp.port)
  /** How many whole letters of this subject the server got. */
  const got = (subject: string): number => smtp.letters.filter((letter) => letter.includes(`Subject: ${subject}\r\n`)).length
  const filed = async (subject: string): Promise<number> =>
    (await lab.mail.read('service', 'Sent')).filter(({ source }) => source.includes(`Subject: ${subject}\r\n`)).length
  try {
    const { desk } = await start(mailHome(home, lab, { SMTPS_PORT: gate.port }))
    await until(desk, 'the mailbox is in sync', ({ mailboxes }) => mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 1)
    await desk.getByRole('link', { name: /^Mail/ }).click()
    const onTheirWay = desk.getByRole('list', { name: 'On their way' })
    const line = (subject: string): Locator => onTheirWay.getByRole('listitem').filter({ hasText: subject })
    const told = desk.getByRole('region', { name: 'Notices' })
    const send = (letter: Locator): Promise<void> => letter.getByRole('button', { name: 'Send', exact: true }).click()

    await test.step('undone: the new letter is open again with its words', async () => {
      await must(desk, 'settings.set', { patch: { undoSendSeconds: 20 } })
      const letter = await write(desk, eva.mail, 'Taken back')
      await send(letter)
      await expect(letter).toBeHidden()
      await expect(desk.getByText(`Your letter to ${eva.mail} goes out.`)).toBeVisible()
      await expect(line('Taken back')).toContainText(/Goes out in \d+ s/)
      await desk.getByRole('button', { name: 'Undo send' }).click()
      await expect(letter.getByRole('textbox', { name: 'Message' })).toHaveText(words)
      await expect(letter.getByRole('textbox', { name: 'Subject' })).toHaveValue('Taken back')
      await expect(letter.getByRole('button', { name: `Remove ${eva.mail}` })).toBeVisible()
      await expect(onTheirWay).toBeHidden()
    })

    await test.step('undone: an answer is open again beneath its letter', async () => {
      await lab.mail.send({ from: eva.mail, to: 'service@toll.test', subject: 'Invoice 4711', text: 'Too high.' })
      await desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711').click({ timeout: 30_000 })
      await desk.getByRole('button', { name: 'Reply', exact: true }).click()
      const answer = desk.getByRole('group', { name: 'Your answer', exact: true })
      await answer.getByRole('textbox', { name: 'Message' }).fill(words)
      await send(answer)
      await expect(answer).toBeHidden()
      await desk.getByRole('link', { name: /^Customers/ }).click()
      await desk.getByRole('button', { name: 'Undo send' }).click()
      await expect(answer.getByRole('textbox', { name: 'Message' })).toHaveText(words)
      await expect(desk.getByRole('region', { name: 'Message', exact: true })).toContainText('Invoice 4711')
      await expect(onTheirWay).toBeHidden()
      await must(desk, 'settings.set', { patch: { undoSendSeconds: 0 } })
    })

    await test.step('refused for good: said, for whom, and changed by button', async () => {
      smtp.behaviour.refusedRecipients = ['gone@customer.test']
      await send(await write(desk, 'gone@customer.test', 'Refused'))
      await expect(line('Refused')).toContainText('Not sent: The mail server refuses the recipients of this letter.')
      await expect(line('Refused')).toContainText('Not taken for: gone@customer.test')
      await expect(told.getByText('“Refused” could not be sent. It is kept.')).toBeVisible()
      await line('Refused').getByRole('button', { name: 'Change it' }).click()
      const letter = desk.getByRole('group', { name: 'New letter' })
      await expect(letter.getByRole('textbox', { name: 'Message' })).toHaveText(words)
      await expect(onTheirWay).toBeHidden()
      await letter.getByRole('button', { name: 'Remove gone@customer.test' }).click()
      await letter.getByRole('textbox', { name: 'To', exact: true }).fill(eva.mail)
      await send(letter)
      await expect(told.getByText(`Your letter to ${eva.mail} was sent.`)).toBeVisible()
      await expect(onTheirWay).toBeHidden()
      expect(got('Refused')).toBe(1)
    })

    await test.step('the server is down: it waits, says why and until when, and goes at once when asked', async () => {
      await gate.cut()
      await send(await write(desk, eva.mail, 'Waiting'))
      await expect(line('Waiting')).toContainText(
        /Waits: The mail server does not take connections on this port\. .* Next try at \d{1,2}:\d{2}.* The letter is kept\./,
      )
      await gate.open()
      await line('Waiting').getByRole('button', { name: 'Try again' }).click()
      await expect(onTheirWay).toBeHidden({ timeout: 30_000 })
      expect(got('Waiting')).toBe(1)
    })

    await test.step('the connection breaks after the letter: the window asks, and nothing is sent again by itself', async () => {
      smtp.behaviour.closeAfterData = true
      for (const subject of ['Arrived', 'Not arrived']) {
        await send(await write(desk, eva.mail, subject))
        await expect(line(subject)).toContainText(
          'The connection broke while it was handed over. It may or may not have arrived: please look, then decide.',
        )
        await expect(told.getByText(`Nobody knows whether “${subject}” arrived. Please decide.`)).toBeVisible()
      }
      smtp.behaviour.closeAfterData = false
      // Longer than until Sent was looked into.
      await desk.waitForTimeout(4000)
      await expect(onTheirWay.getByRole('listitem')).toHaveCount(2)
      expect([got('Arrived'), got('Not arrived')]).toEqual([1, 1])
    })

    await test.step('the person decides: it arrived, or it is sent again', async () => {
      await desk
        .getByRole('listitem')
        .filter({ has: desk.getByText('Arrived', { exact: true }) })
        .getByRole('button', { name: 'It arrived' })
        .click()
      await expect(onTheirWay.getByRole('listitem')).toHaveCount(1)
      await line('Not arrived').getByRole('button', { name: 'It did not: send it again' }).click()
      await expect(onTheirWay).toBeHidden()
      expect([got('Arrived'), got('Not arrived')]).toEqual([1, 2])
      const ids = smtp.letters.flatMap((letter) =>
        letter.includes('Subject: Not arrived') ? [/^Message-ID: (.*)$/im.exec(letter)?.[1]] : [],
      )
      expect(new Set(ids).size, 'it is the very same letter for whoever got both').toBe(1)
    })

    expect(smtp.letters, 'those taken back never left').toHaveLength(5)
    for (const subject of ['Refused', 'Waiting', 'Arrived', 'Not arrived']) expect(await filed(subject), subject).toBe(1)
    expect((await must(desk, 'drafts.list', null)).map(({ subject }) => subject)).toEqual(
      expect.arrayContaining(['Taken back', 'Re: Invoice 4711']),
    )
  } finally {
    await gate.cut()
    await smtp.stop()
    await lab.stop()
  }
})
