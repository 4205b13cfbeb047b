import type { Page } from '@playwright/test'
import { uuidv7 } from 'uuidv7'
import { edit } from '../support/deck-editor.ts'
import { must, until } from '../support/desk.ts'
import { expect, test } from '../support/e2e.ts'
import { eva } from '../support/people.ts'
import { photographer } from '../support/photographer.ts'
import { callers, familyNumber, peopleOfPictures, pictureKey, pictureProfile } from '../support/picture-desk.ts'

/** The card that is on the desk is answered, as an agent does. */
async function answerCue(desk: Page, act: 'done' | 'not_now' | 'overruled', reason: string | null = null): Promise<void> {
  const { cue } = await until(desk, 'a card', (snapshot) => snapshot.cue !== null)
  await must(desk, 'cue.act', { eventId: cue?.eventId ?? '', act, reason })
  await until(desk, 'no card', (snapshot) => snapshot.cue === null)
}

test('pictures of what the lead sees: figures of the cards, the deck, a cue in the editor, standards', async ({
  home,
  start,
}) => {
  test.setTimeout(300_000)
  const { giveUp, peer, ring } = await callers()
  try {
    const { desk, electron } = await start(home(pictureProfile(peer.url), pictureKey))
    const all = photographer(desk, electron)
    await until(desk, 'the line is ready', (snapshot) => snapshot.line.word === 'ready', 60_000)
    await peopleOfPictures(desk)
    await test.step('some calls bring cards, and one of them a standard that does not fit', async () => {
      const interactionId = await ring(desk, eva.dialled, 'X-IVR-Option: Complaints')
      await answerCue(desk, 'overruled', 'She had called to thank us; the complaint was settled last week.')
      const overrule = (playbookId: string, reason: string) =>
        must(desk, 'playbook.overrule', { id: uuidv7(), interactionId, playbookId, reason })
      await overrule('complaint', 'She wanted to be called back after work.')
      await overrule('hold', 'She was driving: we agreed on a call in the evening instead of a hold.')
      await giveUp(desk)
      await ring(desk, familyNumber, 'X-IVR-Option: Order by phone')
      await answerCue(desk, 'done')
      await giveUp(desk)
      await ring(desk, 'anonymous')
      await answerCue(desk, 'not_now')
      await giveUp(desk)
    })
    await desk.getByRole('link', { name: /^Supervision/ }).click()
    await test.step('what became of each card', async () => {
      await desk.getByText(/^1 reason/).click()
      await all('figures')
    })
    await test.step('the deck', async () => {
      await desk.getByRole('button', { name: /^Cue deck/ }).click()
      await expect(desk.getByRole('list', { name: /^Cues of/ })).toBeVisible()
      await all('deck')
    })
    await test.step('a cue: its words, when it comes, how it behaves', async () => {
      const editor = await edit(desk, 'ask-complaint')
      for (const [name, section] of [
        ['cue-words', 1],
        ['cue-when', 2],
        ['cue-manner', 4],
      ] as const)
        await all(name, {
          before: () =>
            desk
              .locator(`[role=dialog] section:nth-of-type(${section})`)
              .evaluate((element) => element.scrollIntoView({ block: 'start' })),
        })
      await editor.getByRole('button', { name: 'Cancel' }).click()
    })
    await test.step('a standard, and why standards were not followed', async () => {
      await desk.getByRole('button', { name: /^Standards/ }).click()
      await expect(desk.getByText('Taking down a complaint').first()).toBeVisible()
      await all('standards-list')
      await desk.getByText('Taking down a complaint').first().click()
      await expect(desk.getByRole('region', { name: 'Taking down a complaint' })).toBeVisible()
      await all('standard')
      await desk.getByText('Overruled', { exact: true }).click()
      await expect(desk.getByText('She wanted to be called back after work.')).toBeVisible()
      await all('overruled')
    })
  } finally {
    await peer.close()
  }
})
