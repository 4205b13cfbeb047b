import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { everyCardComes } from '../support/picture-desk.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

test('pictures of the desk in use, both sizes, light and dark, two languages', async ({ start, home }) => {
  test.setTimeout(420_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  try {
    const { desk, electron } = await start(where)
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready')
    await until(desk, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 60_000)
    await settle(desk, 25)
    await everyCardComes(desk)
    await must(desk, 'notes.put', {
      note: { id: uuidv7(), contactId: eva.id, interactionId: null, body: 'Prefers a call after 4 pm' },
    })
    const claim = await must(desk, 'cases.create', { id: uuidv7(), contactId: eva.id, interactionId: null, type: 'complaint' })
    await must(desk, 'cases.patch', {
      id: claim.id,
      patch: {
        subject: 'Invoice 4711 higher than agreed',
        reason: 'price_higher',
        note: 'Agreed 14,900 on the phone, billed 18,400.',
      },
    })
    await all('idle')
    await all('idle', { themes: ['contrast'] })

    await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
    await desk.getByRole('button', { name: /^Answer/ }).waitFor()
    await all('ringing')
    await desk.getByRole('button', { name: /^Answer/ }).click()
    await desk.getByRole('button', { name: /^Hang up/ }).waitFor()
    await desk.mouse.move(600, 700)
    await all('call')
    await all('call', { themes: ['contrast'] })
    await desk.getByRole('button', { name: /^Keypad/ }).click()
    await desk.keyboard.type('471')
    await all('keypad')
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('F9')
    await desk.getByRole('dialog', { name: 'Transfer' }).getByRole('textbox').fill('Customer 1')
    await desk.getByRole('option').first().waitFor()
    await all('transfer')
    await desk.keyboard.press('Escape')
    await desk.keyboard.press('Escape')
    await desk.getByRole('button', { name: /^Hold/ }).click()
    await until(
      desk,
      'the customer is on hold',
      (snapshot) => snapshot.interactions[0]?.call?.holdPending === false && snapshot.interactions[0].call.held,
    )
    await all('hold')
    await desk.getByRole('button', { name: /^Hang up/ }).click()
    await desk.getByRole('group', { name: 'Disposition' }).waitFor()
    await all('wrap-up')
    await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
    await desk.getByRole('button', { name: /^Finish/ }).click()

    await lab.mail.send({
      from: `Éva Szabó <${eva.mail}>`,
      to: 'service@toll.test',
      subject: 'Invoice 4711: the price is higher than agreed',
      text: 'Dear team, the price is higher than agreed.',
      html: '<p>Dear team,</p><p>the price on <b>invoice 4711</b> is higher than we agreed on the phone. Gábor promised a corrected one on Tuesday.</p><p>Kind regards,<br>Éva Szabó</p><img src="https://pictures.example/logo.png">',
    })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    await desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711').first().click()
    await expect(desk.getByRole('region', { name: 'Message', exact: true })).toContainText('Invoice 4711')
    await desk.waitForTimeout(800)
    await all('mail')
    await desk.getByRole('button', { name: 'Reply', exact: true }).click()
    await desk
      .getByRole('textbox', { name: 'Message' })
      .fill('Dear Mrs Szabó, the corrected invoice over 14,900 Ft is on its way to you.')
    await desk.waitForTimeout(800)
    await all('reply')
    for (const place of ['Customers', 'Cases', 'Tasks', 'Supervision', 'Settings']) {
      await desk.getByRole('link', { name: new RegExp(`^${place}`) }).click()
      await desk.waitForTimeout(600)
      await all(place.toLowerCase())
    }
  } finally {
    await lab.stop()
  }
})

test('pictures of the first start and of practice', async ({ start, home }) => {
  test.setTimeout(420_000)
  await test.step('the first start', async () => {
    const { close, desk, electron } = await start(home(undefined, {}), { keychain: true })
    await desk.getByRole('heading', { name: 'Welcome to Courtesy' }).waitFor()
    await photographer(desk, electron)('first')
    await close()
  })
  const { desk, electron } = await start(home(), { switches: ['--practice'] })
  const all = photographer(desk, electron)
  await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready' && snapshot.practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  await everyCardComes(desk)
  await desk.getByRole('region', { name: 'Practice customers' }).waitFor()
  await all('practice')
  await must(desk, 'practice.callNow', { scenarioId: 'price-higher' })
  await desk.getByRole('button', { name: /^Answer/ }).click()
  await desk.getByRole('region', { name: 'Cue', exact: true }).getByRole('button', { name: /^Done/ }).waitFor({ timeout: 30_000 })
  await all('practice-call')
  await desk.keyboard.press('F4')
  await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
  await desk.getByRole('button', { name: /^Finish/ }).click()
  await desk.getByText(/How it went/).waitFor()
  await all('practice-sheet')
})
