import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { uuidv7 } from 'uuidv7'
import { OTHER_WORDS, SAME_VOICE, spokenSeconds, wordsIn } from './audio/likeness.ts'
import { startLoudspeaker } from './audio/loudspeaker.ts'
import { speak } from './audio/voice.ts'
import { readWav } from './audio/wav.ts'
import type { AppHome } from './app/home.ts'
import type { StartOptions } from './app/command.ts'
import { must, until } from './desk.ts'
import { expect, test } from './e2e.ts'
import type { TestApp } from './electron-app.ts'
import { customerVoice, shipped } from './practice.ts'

/**
 * Practice on an empty folder: the first customer calls by herself, is heard and hears, waits on hold, gets a sheet; letters go both ways.
 * @param where a fresh home
 * @param start starts the app there
 */
export async function practiceCallAndLetter(
  where: AppHome,
  start: (home: AppHome, options: StartOptions) => Promise<TestApp>,
): Promise<void> {
  const scenario = shipped('price-higher')
  // Sentences with pauses: a customer waits for the agent's turn to end.
  const agent = speak(join(where.folder, 'agent.wav'), 'Good morning, this is Anna. I am looking at your invoice now.', 'en+f3', {
    before: 0.8,
    pause: 6,
    repeat: 0,
  })
  const speaker = await startLoudspeaker(where.folder)
  try {
    const { desk } = await start(where, { microphone: agent, env: speaker.env, switches: ['--practice'] })
    const line = desk.getByRole('status', { name: 'Line' })
    const practiceNow = async () => (await must(desk, 'app.snapshot', null)).practice
    await expect(line).toHaveText(/Ringing/, { timeout: 90_000 })
    const call = desk.getByRole('region', { name: 'Call', exact: true })
    await expect(call).toContainText('Margaret Hill')
    await expect(call).toContainText(/complaints/i)

    const talk = await speaker.record('talk')
    await call.getByRole('button', { name: /^Answer/ }).click()
    await expect(line).toHaveText(/In call/)
    await until(desk, 'the customer hears the agent', ({ practice: now }) => (now?.current?.hears ?? 0) > 1, 20_000)
    await wait(12_000)
    const heard = readWav(await talk())
    const opening = customerVoice(where.folder, scenario, ['opening'])
    expect(wordsIn(heard, opening), 'the agent hears the customer').toBeGreaterThan(SAME_VOICE)
    expect(wordsIn(heard, readWav(agent)), 'and not herself').toBeLessThan(OTHER_WORDS)

    await test.step('on hold both are silent; afterwards the customer goes on', async () => {
      await call.getByRole('button', { name: /^Hold/ }).click()
      await until(desk, 'the customer is on hold', ({ practice: now }) => now?.current?.stage === 'held')
      await wait(1000)
      const before = (await practiceNow())?.current?.hears ?? 0
      const silence = await speaker.record('hold')
      await wait(6000)
      expect(spokenSeconds(readWav(await silence())), 'the agent hears nothing').toBeLessThan(0.2)
      expect(((await practiceNow())?.current?.hears ?? 0) - before, 'the customer hears nothing').toBeLessThan(0.3)
      const after = await speaker.record('after')
      await call.getByRole('button', { name: /^Resume/ }).click()
      await until(desk, 'they talk again', ({ practice: now }) => now?.current?.stage === 'talking')
      await wait(9000)
      expect(spokenSeconds(readWav(await after())), 'the customer goes on').toBeGreaterThan(1)
    })

    await test.step('a key is heard and remarked on', async () => {
      const beep = await speaker.record('beep')
      await call.getByRole('button', { name: /^Keypad/ }).click()
      await desk.getByRole('button', { name: /^5/ }).first().click()
      await wait(6000)
      const remark = customerVoice(where.folder, scenario, ['beep'])
      // The key cuts her sentence off, and after the remark she goes on: all of that is on the recording.
      expect(wordsIn(readWav(await beep()), remark)).toBeGreaterThan(SAME_VOICE)
    })

    await test.step('she hangs up, or we do; the sheet says what was due and done', async () => {
      const { interactions } = await must(desk, 'app.snapshot', null)
      const interaction = interactions[0]?.interaction
      if (!interaction) throw new Error('no call on the desk')
      const caseId = uuidv7()
      await must(desk, 'cases.create', {
        id: caseId,
        contactId: interaction.contactId,
        interactionId: interaction.id,
        type: 'complaint',
      })
      await must(desk, 'cases.patch', { id: caseId, patch: { reason: 'price_higher', nextStep: 'New invoice today.' } })
      await must(desk, 'interaction.case', { id: interaction.id, caseId })
      await must(desk, 'interaction.note', { id: interaction.id, note: 'Invoice 4711 is 40 too high.' })
      const hangUp = call.getByRole('button', { name: /^Hang up/ })
      if (await hangUp.isVisible()) await hangUp.click()
      await expect(line).toHaveText(/Wrap-up/)
      await desk.getByRole('group', { name: 'Disposition' }).getByText('Resolved').click()
      await desk.getByRole('button', { name: /^Finish/ }).click()
      const { practice: now } = await until(desk, 'the sheet', (snapshot) => (snapshot.practice?.sheets.length ?? 0) > 0)
      const [sheet] = now?.sheets ?? []
      const outcome = (item: string) => sheet?.rows.find((row) => row.item === item)?.outcome
      expect(sheet?.scenarioId).toBe('price-higher')
      expect(['case_type', 'cause', 'note', 'next_step', 'disposition', 'hold_short'].map(outcome)).toEqual(Array(6).fill('done'))
      expect(outcome('greeting')).toBeDefined()
    })
    await must(desk, 'practice.pause', { paused: true })

    await test.step('she writes, is answered, and answers back', async () => {
      await until(desk, 'the mailbox is in sync', (snapshot) => snapshot.mailboxes[0]?.state === 'idle', 30_000)
      await must(desk, 'practice.writeNow', { scenarioId: 'price-higher' })
      await desk.getByRole('link', { name: /^Mail/ }).click()
      const conversation = desk.getByRole('list', { name: 'Conversations' }).getByText('Invoice 4711').first()
      await conversation.click({ timeout: 20_000 })
      await expect(desk.getByRole('region', { name: 'Customer', exact: true })).toContainText('Margaret Hill')
      await desk.getByRole('button', { name: 'Reply', exact: true }).click()
      await desk.getByRole('textbox', { name: 'Message' }).fill('Dear Mrs Hill, you get the corrected invoice today.')
      await desk.getByRole('button', { name: /^Send/ }).click()
      await until(desk, 'it is sent and filed', (snapshot) => snapshot.outbox.every((item) => item.state === 'done'), 60_000)
      const back = async (): Promise<number> => {
        const { items } = await must(desk, 'mail.conversations', { cursor: null })
        return items.find((each) => each.subject.includes('4711'))?.messageCount ?? 0
      }
      await expect.poll(back, { timeout: 45_000 }).toBeGreaterThanOrEqual(3)
    })
  } finally {
    await speaker.stop()
  }
}
