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

test('a complaint that comes by letter becomes a case beside it, and the next letter goes on with it', async ({ start }) => {
  test.setTimeout(120_000)
  const { desk } = await start(undefined, { switches: ['--practice'] })
  await until(desk, 'practice is there', ({ line, practice }) => line.word === 'ready' && practice !== null, 60_000)
  await must(desk, 'practice.pause', { paused: true })
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
    const { caseId } = await letterAndCase(desk)
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
  await test.step('another letter of hers: the open case is offered, and taken', async () => {
    const { caseId, letter: first } = await letterAndCase(desk)
    await writes()
    await expect.poll(async () => (await letterAndCase(desk)).letter).not.toBe(first)
    await letter.getByRole('button', { name: 'Case', exact: true }).click()
    await form.getByRole('button', { name: /^Go on with Claim/ }).click()
    await expect.poll(async () => (await letterAndCase(desk)).caseId).toBe(caseId)
  })
})
