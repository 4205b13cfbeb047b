import type { Page } from '@playwright/test'
import { ask, must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { quietMailbox } from '../support/nowhere.ts'

const profile = {
  version: 1,
  storage: { key: { file: 'db.key' } },
  mailboxes: [quietMailbox],
}

/** The deck that is shipped, with nothing kept back to compare with and ten seconds between two cards instead of a minute. */
async function useStarterDeck(desk: Page): Promise<void> {
  await expect.poll(async () => (await ask(desk, 'decks.list', null)).ok, { timeout: 15_000 }).toBe(true)
  const starter = (await must(desk, 'decks.list', null)).find(({ inUse }) => inUse)
  const deck = await must(desk, 'decks.get', { id: starter?.id ?? '' })
  const cues = deck.cues.map((cue) => ({ ...cue, holdOutShare: 0 }))
  expect(
    await must(desk, 'decks.save', { deck: { ...deck, cues, limits: { ...deck.limits, gapSeconds: 10, holdOutShare: 0 } } }),
  ).toMatchObject({ ok: true })
}

const focusIsIn = (desk: Page): Promise<unknown> =>
  desk.evaluate(`document.activeElement.closest('[contenteditable=true]') !== null`)

test('a new letter brings its cards above the composer; nothing moves and the focus stays', async ({ start, home }) => {
  const { desk } = await start(home(profile, { 'db.key': { text: 'k'.repeat(64) } }))
  await until(desk, 'open', (snapshot) => snapshot.access.state === 'open')
  await useStarterDeck(desk)
  await desk.getByRole('link', { name: /^Mail/ }).click()
  await desk.getByRole('button', { name: 'New message' }).first().click()
  const cue = desk.getByRole('region', { name: 'Cue' })
  const subject = desk.getByRole('textbox', { name: 'Subject' })
  const message = desk.getByRole('textbox', { name: 'Message' })
  const sendButton = desk.getByRole('button', { name: /^Send/ })
  await subject.fill('Your invoice')

  await test.step('words that refuse bring the card about kinder ones', async () => {
    await message.click()
    await desk.keyboard.type('Dear Ms Whitfield, unfortunately we cannot change the invoice.')
    const before = [await subject.boundingBox(), await message.boundingBox(), await sendButton.boundingBox()]
    await expect(cue).toContainText('into what you can do')
    await expect(cue).toContainText('unfortunately')
    expect([await subject.boundingBox(), await message.boundingBox(), await sendButton.boundingBox()]).toEqual(before)
    expect(await focusIsIn(desk)).toBe(true)
    await desk.keyboard.type(' I have looked it up.')
    await expect(message).toContainText('I have looked it up.')
    await desk.keyboard.press('F8')
    await expect(cue).not.toContainText('into what you can do')
    expect(await focusIsIn(desk)).toBe(true)
  })

  await test.step('a promise without a day brings the next one when the letter is read through', async () => {
    // A card that comes due too soon after another is dropped, not queued: ten seconds are the least a deck can ask for.
    await desk.waitForTimeout(11_000)
    await desk.keyboard.type(' We will send you the corrected invoice.')
    await expect(cue).toContainText('give it a day', { timeout: 30_000 })
    expect(await focusIsIn(desk)).toBe(true)
    await desk.keyboard.press('Shift+F8')
  })

  await test.step('whoever leaves the letter takes no card along, and finds none twice on coming back', async () => {
    const { draftId, seen } = await drafted(desk)
    expect(seen).toEqual(expect.arrayContaining(['draft-negative done', 'draft-promise-date not_now']))
    await desk.getByRole('link', { name: /^Phone/ }).click()
    await until(desk, 'no card', (snapshot) => snapshot.cue === null)
    await desk.getByRole('link', { name: /^Mail/ }).click()
    await message.click()
    await desk.keyboard.type(' Unfortunately.')
    await desk.waitForTimeout(12_000)
    const history = await must(desk, 'cue.history', { interactionId: draftId })
    expect(history.filter(({ cueId }) => cueId === 'draft-negative')).toHaveLength(1)
  })
})

async function drafted(desk: Page): Promise<{ draftId: string; seen: string[] }> {
  const [draft] = await must(desk, 'drafts.list', null)
  const draftId = draft?.id ?? ''
  const history = await must(desk, 'cue.history', { interactionId: draftId })
  return { draftId, seen: history.map(({ cueId, state }) => `${cueId} ${state}`) }
}
