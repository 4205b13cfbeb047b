import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Locator, Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { likeness, OTHER_WORDS, SAME_VOICE, spokenSeconds } from '../support/audio/likeness.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { parts } from '../support/lab/parts.ts'
import { startPlain } from '../support/plain-app.ts'
import { eva, settle } from '../support/people.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Where the desk says what is being restarted. */
const notices = (desk: Page): Locator => desk.getByRole('status', { name: 'Parts being restarted' })
/** Resolves when it was said, however short it stood there; asked before it happens. */
const said = (desk: Page, words: string): Promise<void> => notices(desk).getByText(words).waitFor({ timeout: 30_000 })

/** Done when, 2: parts die during use; nothing is lost and the app says truthfully what is going on. */
test('the exchange, the desk window, the processes and the mail server die during use', async ({ home }) => {
  test.setTimeout(300_000)
  const lab = await startLab()
  const { stopExchange, startExchange, stopMailbox, startMailbox, stopPostOffice, startPostOffice } = parts(lab)
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const speaker = await startLoudspeaker(where.folder)
  let close: (() => Promise<void>) | undefined
  const agent = speak(
    join(where.folder, 'agent.wav'),
    'Good morning, this is Anna speaking. I am looking at your invoice right now.',
  )
  const customer = readWav(join(lab.folder, 'customer.wav'))
  const voice = readWav(agent)
  try {
    const app = await startPlain(where, { env: speaker.env, microphone: agent })
    close = app.kill
    const { desk } = app
    let again = desk
    const line = desk.getByRole('status', { name: 'Line' })
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    await expect(line).toHaveText(/Ready/, { timeout: 20_000 })
    await settle(desk, 5)

    await test.step('idle: the exchange stops and comes back', async () => {
      await desk.getByRole('button', { name: 'Change your state' }).click()
      const facts = desk.getByRole('dialog', { name: 'Change your state' })
      await expect(facts).toContainText(/The exchange confirmed you at \d{1,2}:\d{2}/)
      await stopExchange()
      await expect(line).toHaveText(/Offline|Connecting/, { timeout: 15_000 })
      const why = `Nothing answers at ws://127.0.0.1:${lab.ports.WS_PORT}. The exchange is switched off, or the address or port is wrong.`
      await expect(facts).toContainText(why)
      await expect(facts).toContainText(/Since \d{1,2}:\d{2}/)
      await expect(facts).toContainText(/Next try in \d+ s/)
      await startExchange()
      await expect(line).toHaveText(/Ready/, { timeout: 45_000 })
      await expect(facts).not.toContainText(why)
      await expect(facts).toContainText(/The exchange confirmed you at \d{1,2}:\d{2}/)
      await desk.keyboard.press('Escape')
      await expect(facts).toBeHidden()
    })

    await test.step('a call: the desk window crashes, the sound goes on, the reloaded desk shows the call', async () => {
      await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
      await call.getByRole('button', { name: /^Answer/ }).click({ timeout: 30_000 })
      await expect(line).toHaveText(/In call/)
      const sound = await speaker.record('crash')
      again = await app.crashDesk()
      await expect(again.getByText('The window had to be restarted. Calls went on, and what you typed is kept.')).toBeVisible({
        timeout: 20_000,
      })
      await wait(4000)
      // A window that crashes and loads again takes both cores for seconds, and the loudspeaker's process with them: some pieces of this
      // stutter: 0.37 to 0.72 measured, no better than other words at worst. So only that sound goes on, and that it is not the agent's own,
      // is asked of these seconds; what is heard after them has no such excuse.
      const heard = readWav(await sound())
      expect(spokenSeconds(heard), 'the sound goes on through the crash').toBeGreaterThan(3)
      console.info(`through the crash: ${likeness(customer, heard).toFixed(2)}`)
      expect(likeness(voice, heard), 'and not the agent').toBeLessThan(OTHER_WORDS)
      const after = await speaker.record('after-crash')
      await wait(5000)
      expect(likeness(customer, readWav(await after())), 'and it is whole again').toBeGreaterThan(SAME_VOICE)
    })
    await test.step('the reloaded desk', async () => {
      await expect(again.getByRole('region', { name: 'Call', exact: true })).toContainText(eva.name, { timeout: 20_000 })
      await expect(again.getByRole('status', { name: 'Line' })).toHaveText(/In call/)
    })

    await test.step('a call: the exchange stops and comes back, the call lives', async () => {
      await stopExchange()
      const sound = await speaker.record('without-exchange')
      await wait(4000)
      expect(likeness(customer, readWav(await sound())), 'the sound goes on without signalling').toBeGreaterThan(SAME_VOICE)
      const during = await must(again, 'app.snapshot', null)
      expect(during.interactions[0]?.call).toMatchObject({ phase: 'connected' })
      await startExchange()
      await until(again, 'the line is registered again', (snapshot) => snapshot.line.registration.state === 'registered', 45_000)
      await wait(2000)
      expect((await must(again, 'app.snapshot', null)).interactions[0]?.call?.phase).toBe('connected')
    })

    await test.step('records and mail are killed: they come back, and what was said yes to is there', async () => {
      const id = uuidv7()
      await must(again, 'notes.put', { note: { id, contactId: eva.id, interactionId: null, body: 'before the kill' } })
      const utilities = app.utilities()
      expect(utilities).toHaveLength(2)
      const seen = [said(again, 'The records are being opened again'), said(again, 'Mail is being restarted')]
      for (const pid of utilities) process.kill(pid, 'SIGKILL')
      await Promise.all(seen)
      await until(
        again,
        'both run again',
        (snapshot) => snapshot.processes.filter((each) => each.restarts > 0 && each.state === 'running').length >= 2,
        30_000,
      )
      await expect(notices(again)).toBeEmpty()
      const timeline = await must(again, 'timeline.list', { contactId: eva.id, cursor: null, limit: 50 })
      expect(timeline.items.some((entry) => entry.id === id)).toBe(true)
      const snapshot = await must(again, 'app.snapshot', null)
      expect(snapshot.interactions[0]?.call?.phase, 'the call never noticed').toBe('connected')
    })

    await test.step('the phone window crashes in the call: said truthfully, wrap-up, and the line comes back', async () => {
      const seen = said(again, 'The phone is being restarted')
      await app.crashPhone()
      await seen
      await until(again, 'wrap-up of the lost call', (snapshot) => snapshot.interactions[0]?.interaction.state === 'wrap_up')
      const lost = await must(again, 'app.snapshot', null)
      expect(lost.interactions[0]?.interaction).toMatchObject({ endReason: 'connection_lost', outcome: 'answered' })
      await until(
        again,
        'the phone runs again and is registered',
        (snapshot) =>
          snapshot.line.registration.state === 'registered' &&
          snapshot.processes.some((each) => each.name === 'phone' && each.restarts === 1 && each.state === 'running'),
        30_000,
      )
      await expect(notices(again)).toBeEmpty()
    })

    await test.step('wrap-up ends well', async () => {
      await again.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
      await again.getByRole('button', { name: /^Finish/ }).click()
      await expect(again.getByRole('status', { name: 'Line' })).toHaveText(/Ready/)
    })

    await test.step('the mail server is cut: the letter waits, says why, and goes out when the server is back', async () => {
      await until(again, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 60_000)
      await again.getByRole('link', { name: /^Mail/ }).click()
      const trouble = again.getByRole('status').filter({ hasText: 'mail server' })
      await expect(trouble).toHaveCount(0)
      await stopMailbox()
      await stopPostOffice()
      // At first the connection was lost; from the first try on nobody is there.
      await expect(trouble).toContainText(/The mail server does not take connections on this port\./, { timeout: 60_000 })
      await expect(trouble).toContainText(/Since \d{1,2}:\d{2}.*Your letters are kept and will be sent\./)
      await expect(trouble).toContainText(/Next try in \d+ (s|min)/)
      const id = uuidv7()
      const { updatedAt: _at, ...draft } = await must(again, 'drafts.begin', {
        id,
        kind: 'new',
        mailboxId: 'service',
        inReplyToId: null,
        contactId: eva.id,
        to: [{ name: eva.name, address: eva.mail }],
      })
      await must(again, 'drafts.put', {
        draft: { ...draft, subject: 'Written without a server', html: '<p>Here it is.</p>', text: 'Here it is.' },
      })
      await must(again, 'outbox.queue', { id: uuidv7(), draftId: id, undoSeconds: 0, anyway: false })
      const waiting = again.getByRole('list', { name: 'On their way' })
      await expect(waiting).toContainText(
        /Waits: The mail server does not take connections on this port\..*Next try at \d{1,2}:\d{2}.*The letter is kept\./,
        { timeout: 60_000 },
      )
      // Somebody takes the connection and says nothing: while that is tried, the window goes on saying what is wrong.
      const silent = createServer().listen(lab.ports.IMAPS_PORT, '127.0.0.1')
      const held = once(silent, 'connection') as Promise<[Socket]>
      await trouble.getByRole('button', { name: 'Try now' }).click()
      const [socket] = await held
      await expect(trouble).toContainText(/The mail server does not take connections on this port\..*Since.*Trying now …/)
      silent.close()
      socket.destroy()
      await startMailbox()
      await startPostOffice()
      await trouble.getByRole('button', { name: 'Try now' }).click()
      await lab.mail.waitFor('eva', 1, { timeoutMs: 90_000 })
      await until(again, 'the mailbox is in sync again', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 90_000)
      await expect(trouble).toHaveCount(0)
      await expect(waiting).toBeHidden({ timeout: 30_000 })
      await wait(3000)
      expect((await lab.mail.read('eva')).length).toBe(1)
    })
  } finally {
    await close?.()
    await speaker.stop()
    await lab.stop()
  }
})
