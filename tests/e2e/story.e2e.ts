import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { likeness, OTHER_WORDS, SAME_VOICE, spokenSeconds } from '../support/audio/likeness.ts'
import { loudestTenth, secondsOf, SILENT_DB } from '../support/audio/loudness.ts'
import { startLoudspeaker } from '../support/audio/loudspeaker.ts'
import { speak } from '../support/audio/voice.ts'
import { cut, readWav } from '../support/audio/wav.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { noLabBecause, startLab } from '../support/lab.ts'
import { eva, settle } from '../support/people.ts'
import { customer } from '../support/phone/customer.ts'

const none = noLabBecause()
test.skip(none !== undefined, none ?? '')

/** Done when, 1: a real call and a real mail of one customer, through a real exchange and a real mail server, on one timeline. */
test('a call is answered, a mail is answered, and both stand on one timeline', async ({ start, home }) => {
  test.setTimeout(240_000)
  const lab = await startLab()
  const where = home(lab.profile(), { 'tls.crt': { from: join(lab.folder, 'tls.crt') }, 'db.key': { text: 'k'.repeat(64) } })
  const agent = speak(
    join(where.folder, 'agent.wav'),
    'Good morning, this is Anna speaking. I am looking at your invoice right now and will put it right today.',
  )
  const speaker = await startLoudspeaker(where.folder)
  const voices = { agent: readWav(agent), customer: readWav(join(lab.folder, 'customer.wav')) }
  // A telephone of our own: baresip stops recording with the first re-INVITE, so with it nothing could be proven of hold.
  const them = await customer(lab.ports.SIP_PORT, voices.customer)
  /** Each hears the other and not themselves; in turns, as the echo canceller takes the agent for an echo while both speak. */
  const bothVoices = async (name: string): Promise<void> => {
    them.sound.speak(true)
    await wait(600)
    const record = await speaker.record(name)
    await wait(4000)
    const agentHeard = readWav(await record())
    them.sound.speak(false)
    // Until her last words have left the loudspeaker: on a busy machine a second of them waits there.
    await wait(1500)
    const from = Date.now()
    await wait(5000)
    const customerHeard = await them.sound.heard(from, Date.now())
    expect(likeness(voices.customer, agentHeard), `${name}: the agent hears the customer`).toBeGreaterThan(SAME_VOICE)
    expect(likeness(voices.agent, agentHeard), `${name}: and not herself`).toBeLessThan(OTHER_WORDS)
    expect(likeness(voices.agent, customerHeard), `${name}: the customer hears the agent`).toBeGreaterThan(SAME_VOICE)
    expect(likeness(voices.customer, customerHeard), `${name}: and not herself`).toBeLessThan(OTHER_WORDS)
    them.sound.speak(true)
  }
  try {
    const app = await start(where, { microphone: agent, env: speaker.env })
    const { desk } = app
    await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ready/, { timeout: 20_000 })
    await settle(desk, 1000)

    // The call rings with all that the exchange said, and the right customer of a thousand is there before the answer.
    const ringing = await speaker.record('ringing')
    const answered = them.call(`sip:claims.2.${eva.dialled}@toll.test`)
    answered.catch(() => undefined)
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    await expect(call).toContainText(eva.name)
    await expect(call).toContainText('+36 30 123 4567')
    const fromTheExchange = async (): Promise<void> => {
      await expect(call.getByText('claims', { exact: true })).toBeVisible()
      await expect(call.getByText('Menu: 2', { exact: true })).toBeVisible()
    }
    await fromTheExchange()
    await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
    await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ringing/)
    await wait(2500)
    expect(spokenSeconds(readWav(await ringing()))).toBeGreaterThan(0.4)

    await call.getByRole('button', { name: /^Answer/ }).click()
    expect(await answered).toBe(200)
    await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/In call/)
    await fromTheExchange()
    await bothVoices('talk')

    // Hold: silent at both ends, by the same ears that heard both voices before and hear them again after it.
    await call.getByRole('button', { name: /^Hold/ }).click()
    await expect(call.getByRole('button', { name: /^Resume/ })).toBeVisible()
    await wait(600)
    const hold = await speaker.record('hold')
    const held = Date.now()
    await wait(4000)
    const [agentOnHold, customerOnHold] = [readWav(await hold()), await them.sound.heard(held, Date.now())]
    expect(secondsOf(agentOnHold)).toBeGreaterThan(2)
    expect(loudestTenth(agentOnHold), 'the agent hears nothing on hold').toBeLessThan(SILENT_DB)
    expect(loudestTenth(customerOnHold), 'the customer hears nothing on hold').toBeLessThan(SILENT_DB)
    await call.getByRole('button', { name: /^Resume/ }).click()
    await expect(call.getByRole('button', { name: /^Hold/ })).toBeVisible()
    await bothVoices('resumed')

    // A hold that is not taken: said where the call stands, and taken when asked for once more.
    them.answers.push('488 Not Acceptable Here')
    await call.getByRole('button', { name: 'Hold', exact: true }).click()
    await expect(call).toContainText('Held here only')
    await call.getByRole('button', { name: 'Hold again' }).click()
    await expect(call).not.toContainText('Held here only')
    expect(them.got.findLast((one) => one.method === 'INVITE')?.direction).toBe('sendonly')
    await call.getByRole('button', { name: /^Resume/ }).click()
    await expect(call.getByRole('button', { name: 'Hold', exact: true })).toBeVisible()
    await call.getByRole('button', { name: /^Hang up/ }).click()
    await expect.poll(() => them.got.some((one) => one.method === 'BYE')).toBe(true)

    const wrapUp = async (): Promise<void> => {
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Wrap-up/)
      await desk.getByRole('group', { name: 'Disposition' }).getByRole('radio').first().check({ force: true })
      await desk.getByRole('button', { name: /^Finish/ }).click()
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/Ready/)
    }
    await wrapUp()

    await test.step('she calls again from an ordinary telephone: each hears the other, and only the other', async () => {
      await lab.telephone.dial(`sip:claims.2.${eva.dialled}@toll.test`)
      await expect(call).toContainText(eva.name)
      await call.getByRole('button', { name: /^Answer/ }).click()
      await expect(desk.getByRole('status', { name: 'Line' })).toHaveText(/In call/)
      await until(desk, 'they talk', ({ interactions }) => interactions[0]?.call?.phase === 'connected')
      await wait(600)
      const record = await speaker.record('ordinary')
      await wait(4000)
      const agentHeard = readWav(await record())
      // In turns, as above: she is silent now, and listens.
      await lab.telephone.command('mute')
      await wait(7000)
      await call.getByRole('button', { name: /^Hang up/ }).click()
      await wrapUp()
      const whole = readWav(lab.recordings().at(-1)?.heard ?? '')
      const customerHeard = cut(whole, secondsOf(whole) - 5)
      expect(likeness(voices.customer, agentHeard), 'the agent hears the telephone').toBeGreaterThan(SAME_VOICE)
      expect(likeness(voices.agent, agentHeard), 'and not herself').toBeLessThan(OTHER_WORDS)
      expect(likeness(voices.agent, customerHeard), 'the telephone hears the agent').toBeGreaterThan(SAME_VOICE)
      expect(likeness(voices.customer, customerHeard), 'and not herself').toBeLessThan(OTHER_WORDS)
    })

    // Her mail, linked to her by the same matching.
    await until(desk, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 30_000)
    await lab.mail.send({
      from: `Éva Szabó <${eva.mail}>`,
      to: 'service@toll.test',
      subject: 'Invoice 4711',
      text: 'The price is higher than agreed. Please help.',
    })
    await desk.getByRole('link', { name: /^Mail/ }).click()
    const conversation = desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711')
    await expect(conversation).toBeVisible()
    await conversation.click()
    await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText(eva.name)
    await expect(desk.getByRole('region', { name: 'Message', exact: true })).toContainText('Invoice 4711')
    await desk.getByRole('button', { name: 'Reply', exact: true }).click()
    await desk
      .getByRole('textbox', { name: 'Message' })
      .fill('Dear Mrs Szabó, the corrected invoice is attached to your account today.')
    await desk.getByRole('button', { name: /^Send/ }).click()
    await expect(desk.getByRole('button', { name: /^Undo send/ })).toBeVisible()
    await until(
      desk,
      'the answer is on its way and done',
      (snapshot) => snapshot.outbox.every((item) => item.state === 'done'),
      60_000,
    )
    const counted = async (user: string, folder: string): Promise<number> => (await lab.mail.read(user, folder)).length
    await expect.poll(() => counted('eva', 'INBOX'), { timeout: 30_000 }).toBe(1)
    await expect.poll(() => counted('service', 'Sent'), { timeout: 30_000 }).toBe(1)

    // One timeline.
    const timeline = desk.getByRole('list', { name: 'Timeline' })
    await expect(timeline).toContainText('Invoice 4711')
    await expect(timeline).toContainText(/Call/)
    const { items } = await must(desk, 'timeline.list', { contactId: eva.id, cursor: null, limit: 50 })
    expect(items.filter(({ kind }) => kind === 'call')).toHaveLength(2)

    // Once means once: nothing follows.
    await wait(3000)
    expect([await counted('eva', 'INBOX'), await counted('service', 'Sent')]).toEqual([1, 1])
  } finally {
    them.close()
    await speaker.stop()
    await lab.stop()
  }
})
