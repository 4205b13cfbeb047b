import type { Page } from '@playwright/test'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'

/** Margaret's letter that came last, and the case it is tied to. */
async function letterAndCase(desk: Page): Promise<{ letter: string; caseId: string | null }> {
  const { items } = await must(desk, 'mail.conversations', { cursor: null })
  const hers = items.find(({ contactName }) => contactName === 'Margaret Hill')
  const { messages } = await must(desk, 'mail.conversation', { id: hers?.id ?? '' })
  const letter = messages.findLast(({ direction }) => direction === 'inbound')?.id ?? ''
  const { interaction } = await must(desk, 'interactions.get', { id: letter })
  return { letter, caseId: interaction.caseId }
}

/** The deck in use, with nothing kept back to compare with: a card that does not come by chance would be no fault. */
async function keepNothingBack(desk: Page): Promise<void> {
  const inUse = (await must(desk, 'decks.list', null)).find((each) => each.inUse)
  const deck = await must(desk, 'decks.get', { id: inUse?.id ?? '' })
  const cues = deck.cues.map((cue) => ({ ...cue, holdOutShare: 0 }))
  await must(desk, 'decks.save', { deck: { ...deck, cues, limits: { ...deck.limits, holdOutShare: 0 } } })
}

test('a complaint that comes by letter becomes a case beside it, with the standards that fit; the next letter goes on with it', async ({
  start,
}) => {
  test.setTimeout(120_000)
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'practice is there', ({ line, practice }) => line.word === 'ready' && practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
  await keepNothingBack(desk)
  /** She writes, and the letter is opened where it stands: letters of other people may come at any time. */
  const writes = async (): Promise<void> => {
    await must(desk, 'practice.writeNow', { scenarioId: 'price-higher' })
    await desk
      .getByRole('list', { name: 'Conversations' })
      .getByRole('button', { name: /^Unread: Margaret Hill/ })
      .first()
      .click({ timeout: 30_000 })
  }
  await desk.getByRole('link', { name: /^Mail/ }).click()
  await writes()
  const letter = desk.getByRole('region', { name: 'Message', exact: true })
  const form = desk.getByRole('dialog', { name: 'Case' })

  let caseId: string | null = null
  await test.step('taken down: its type, what it is about, its cause', async () => {
    await letter.getByRole('button', { name: 'Case', exact: true }).click()
    await form.getByText('Claim', { exact: true }).click()
    await form.getByRole('textbox', { name: 'About' }).fill('Invoice 4711 higher than agreed')
    await form.getByRole('button', { name: /Cause$/ }).click()
    await desk
      .getByRole('option', { name: /higher/i })
      .first()
      .click()
    await expect.poll(async () => (await letterAndCase(desk)).caseId).not.toBeNull()
    caseId = (await letterAndCase(desk)).caseId
    await expect
      .poll(() => must(desk, 'cases.get', { id: caseId ?? '' }))
      .toMatchObject({ type: 'claim', subject: 'Invoice 4711 higher than agreed', reason: 'price_higher' })
    await desk.keyboard.press('Escape')
    await expect(letter.getByRole('button', { name: /^Claim \d{4}-\d{4}$/ })).toBeVisible()
    await expect(desk.getByRole('list', { name: 'Timeline' })).toContainText('Invoice 4711 higher than agreed')
  })
  await test.step('it opens again with what is in it', async () => {
    await letter.getByRole('button', { name: /^Claim \d{4}-\d{4}$/ }).click()
    await expect(form.getByRole('textbox', { name: 'About' })).toHaveValue('Invoice 4711 higher than agreed')
    await desk.keyboard.press('Escape')
  })
  await test.step('the standards that fit the letter: a step is ticked, and common sense overrules one', async () => {
    const { letter: interactionId } = await letterAndCase(desk)
    const button = letter.getByRole('button', { name: 'Standards that fit' })
    const standards = desk.getByRole('dialog', { name: 'Standards that fit' })
    const complaint = standards.getByRole('button', { name: /Taking down a complaint/ })
    await button.click()
    await expect(standards.getByRole('button', { name: /The price is higher than agreed/ })).toContainText('The cause is:')
    await complaint.focus()
    await desk.keyboard.press('Enter')
    await desk.keyboard.press('Tab')
    await desk.keyboard.press('Space')
    await expect(standards.getByRole('checkbox', { name: /^Say: Thank the customer/ })).toBeChecked()
    await expect(complaint).toContainText('1 of 6')
    await standards.getByRole('button', { name: 'Common sense overrules…' }).click()
    const note = desk.getByRole('dialog', { name: /^Common sense overrules/ })
    await note.getByRole('textbox', { name: 'What made the difference here?' }).fill('She had written down everything herself.')
    await note.getByRole('button', { name: 'Send to the lead' }).click()
    await expect(complaint).toContainText('Overruled')
    await desk.screenshot({ path: test.info().outputPath('letter-standards.png') })
    await desk.keyboard.press('Escape')
    await expect(standards).toBeHidden()
    await expect(button).toBeFocused()
    expect((await must(desk, 'playbookMarks.of', { interactionId })).ticks).toMatchObject([
      { playbookId: 'complaint', steps: [0] },
    ])
    // It is kept with the letter: opened again it stands there as it was left.
    await button.click()
    await expect(complaint).toContainText('1 of 6')
    await desk.keyboard.press('Escape')
    // The lead reads it where the standards are.
    await desk.getByRole('link', { name: /^Supervision/ }).click()
    await desk.getByRole('button', { name: /^Standards/ }).click()
    await desk.getByText('Overruled', { exact: true }).first().click()
    const read = desk.getByRole('main').getByRole('listitem').filter({ hasText: 'She had written down everything herself.' })
    await expect(read).toContainText('Margaret Hill')
    await expect(read.getByRole('button', { name: 'S-003 Taking down a complaint' })).toBeVisible()
    await desk.getByRole('link', { name: /^Mail/ }).click()
  })
  await test.step('another letter of hers brings the card that fits who is dissatisfied', async () => {
    const { letter: first } = await letterAndCase(desk)
    await writes()
    await expect.poll(async () => (await letterAndCase(desk)).letter).not.toBe(first)
    const card = desk.getByRole('region', { name: 'Cue', exact: true })
    await expect(card).toContainText('Own the open complaint first', { timeout: 30_000 })
    await expect(card).toContainText(
      /second contact about “Invoice 4711 higher than agreed” (today|since \p{L}+day) · open complaints: 1/u,
    )
    await desk.screenshot({ path: test.info().outputPath('letter-card.png') })
    await desk.keyboard.press('F8')
    await expect(card.getByRole('button', { name: /^Done/ })).toBeHidden()
    const { letter: second } = await letterAndCase(desk)
    const shown = await must(desk, 'cue.history', { interactionId: second })
    expect(shown.map(({ cueId, state }) => `${cueId} ${state}`)).toContain('open-complaint done')
  })
  await test.step('the open case is offered, and taken', async () => {
    await letter.getByRole('button', { name: 'Case', exact: true }).click()
    await form.getByRole('button', { name: /^Go on with Claim/ }).click()
    await expect.poll(async () => (await letterAndCase(desk)).caseId).toBe(caseId)
  })
})
