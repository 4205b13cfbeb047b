import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

/** The customer of a scenario calls; answered by its key. Returns the call. */
async function answered(desk: Page, scenarioId: string): Promise<string> {
  await must(desk, 'practice.callNow', { scenarioId })
  const { interactions } = await until(
    desk,
    'it rings',
    (now) => now.interactions.some(({ interaction }) => interaction.state === 'ringing'),
    30_000,
  )
  await desk.keyboard.press('F2')
  await until(desk, 'they talk', (now) => now.interactions.some(({ call }) => call?.phase === 'connected'))
  return interactions.find(({ interaction }) => interaction.state === 'ringing')?.interaction.id ?? ''
}

async function over(desk: Page, id: string): Promise<void> {
  await desk.keyboard.press('F4')
  await until(desk, 'wrap-up', (now) => now.interactions[0]?.interaction.state === 'wrap_up')
  await must(desk, 'interaction.finish', { id, code: 'resolved', note: '' })
  await until(desk, 'it is over', (now) => now.interactions.length === 0)
}

test('the card of a call: why it came, done by its key, and common sense overrules it with a word for the lead', async ({
  start,
}) => {
  test.setTimeout(180_000)
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'practice is there', ({ line, practice }) => line.word === 'ready' && practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  // Nothing is held back to compare with: a card that does not come by chance would be no fault.
  const inUse = (await must(desk, 'decks.list', null)).find((each) => each.inUse)
  const deck = await must(desk, 'decks.get', { id: inUse?.id ?? '' })
  const cues = deck.cues.map((cue) => ({ ...cue, holdOutShare: 0 }))
  await must(desk, 'decks.save', { deck: { ...deck, cues, limits: { ...deck.limits, holdOutShare: 0 } } })
  const card = desk.getByRole('region', { name: 'Cue', exact: true })
  let third = { id: '', line: '' }

  await test.step('done by its key; it is gone, and kept as done', async () => {
    const id = await answered(desk, 'withheld')
    await expect(card.getByRole('button', { name: /^Done/ })).toBeVisible({ timeout: 30_000 })
    await expect(card).toHaveAttribute('aria-live', 'polite')
    await desk.keyboard.press('F8')
    await expect(card.getByRole('button', { name: /^Done/ })).toBeHidden()
    await expect
      .poll(async () => (await must(desk, 'cue.history', { interactionId: id })).map(({ state }) => state))
      .toContain('done')
    await over(desk, id)
  })

  await test.step('why it came: the third contact about one thing since a day, in the language that is spoken', async () => {
    const id = await answered(desk, 'third-time')
    const { contactId } = (await must(desk, 'interactions.get', { id })).interaction
    const { recentSince } = await must(desk, 'contacts.card', { id: contactId ?? '' })
    const day = (language: string): string => new Date(recentSince ?? '').toLocaleDateString(language, { weekday: 'long' })
    const line = `third contact about “Heating fails at night” since ${day('en')} · open complaints: 1`
    await expect(card.getByText(line, { exact: true })).toBeVisible({ timeout: 30_000 })
    await must(desk, 'settings.set', { patch: { language: 'hu' } })
    await expect(
      desk.getByText(`harmadik megkeresés ${day('hu')} óta, tárgya: „Heating fails at night” · nyitott panasz: 1`, {
        exact: true,
      }),
    ).toBeVisible()
    await desk.screenshot({ path: test.info().outputPath('evidence-hu.png') })
    await must(desk, 'settings.set', { patch: { language: 'en' } })
    await expect(card.getByText(line, { exact: true })).toBeVisible()
    await desk.screenshot({ path: test.info().outputPath('evidence-en.png') })
    third = { id, line }
  })

  await test.step('overruled, with the reason', async () => {
    const { id, line } = third
    await card.getByRole('button', { name: 'Common sense overrules…' }).click()
    await desk.getByRole('textbox', { name: /Why it does not fit/ }).fill('She called to thank us.')
    await desk.getByRole('button', { name: 'Overrule', exact: true }).click()
    await expect
      .poll(async () =>
        (await must(desk, 'cue.history', { interactionId: id })).map(({ reason, state }) => `${state}: ${reason ?? ''}`),
      )
      .toContain('overruled: She called to thank us.')
    await over(desk, id)
    // The lead who tries the card on that call reads the same reason.
    const now = await must(desk, 'decks.get', { id: inUse?.id ?? '' })
    await expect
      .poll(() => must(desk, 'decks.try', { deck: now, cueId: 'open-complaint', interactionId: id }), { timeout: 10_000 })
      .toMatchObject({ ok: true, known: true, moments: [{ evidence: line }, { kind: 'shown', evidence: line }] })
  })

  await test.step('the short questionnaire of a card fills the case, by keys alone', async () => {
    const now = await must(desk, 'decks.get', { id: inUse?.id ?? '' })
    const only = now.cues.filter(({ id }) => id === 'ask-order')
    await must(desk, 'decks.save', { deck: { ...now, cues: only, limits: { ...now.limits, gapSeconds: 10 } } })
    const id = await answered(desk, 'order')
    const work = desk.getByRole('main')
    const questions = card.getByRole('button', { name: /questions/ })
    await expect(questions).toBeVisible({ timeout: 45_000 })
    await questions.focus()
    await desk.keyboard.press('Enter')
    const form = desk.getByRole('dialog', { name: 'Ask, and the answers stand in the case' })
    await form.getByRole('textbox', { name: 'What shall it be, and how many?' }).focus()
    // The menu choice said that it is an order; the first answer makes the case, and no card goes while it is written.
    await desk.keyboard.type('Two oak shelves')
    const { expiresAt } = (await must(desk, 'app.snapshot', null)).cue ?? { expiresAt: '' }
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 60_000)
    await desk.keyboard.press('Tab')
    await desk.keyboard.type('For the hall, to Szeged')
    await desk.keyboard.press('Escape')
    await expect(questions).toBeFocused()
    const caseOf = async (): Promise<string> => (await must(desk, 'interactions.get', { id })).interaction.caseId ?? ''
    await expect
      .poll(async () => must(desk, 'cases.get', { id: await caseOf() }))
      .toMatchObject({ type: 'order', subject: 'Two oak shelves', note: 'For the hall, to Szeged' })
    // The same words stand in the form of the case beside it.
    await expect(work.getByRole('textbox', { name: 'About' })).toHaveValue('Two oak shelves')
    await over(desk, id)
  })
})
