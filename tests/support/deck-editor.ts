import AxeBuilder from '@axe-core/playwright'
import type { ElectronApplication, Locator, Page } from '@playwright/test'
import type { Cue, Deck } from '../../shared/cues/deck/schema.ts'
import { must, until } from './desk.ts'
import { expect } from './e2e.ts'

/** A desk with records and nothing else. */
export const leadKey = { 'db.key': { text: 'k'.repeat(64) } }
export const leadProfile = {
  version: 1,
  agent: { name: 'Anna Kovács', extension: 'agent' },
  storage: { key: { file: 'db.key' } },
}

/** What axe finds on the screen as it is. */
export async function flaws(desk: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page: desk })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return found.violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(', ')}`)
}

/** Opens the page of the decks. */
export async function openDecks(desk: Page): Promise<void> {
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await must(desk, 'settings.set', { patch: { firstStart: { done: true } } })
  await desk.getByRole('link', { name: 'Supervision', exact: true }).click()
  await desk.getByRole('button', { name: /^Cue deck/ }).click()
  await expect(desk.getByRole('list', { name: /^Cues of/ })).toBeVisible()
}

/** Opens the editor of a cue. */
export async function edit(desk: Page, id: string): Promise<Locator> {
  await desk.getByRole('button', { name: `Edit ${id}` }).click()
  const editor = desk.getByRole('dialog', { name: `Edit ${id}` })
  await expect(editor).toBeVisible()
  return editor
}

/** A cue as the deck holds it. */
export const cueOf = async (desk: Page, id: string): Promise<Cue> => {
  const deck: Deck = await must(desk, 'decks.get', { id: 'starter' })
  const found = deck.cues.find((each) => each.id === id)
  if (!found) throw new Error(`no cue ${id}`)
  return found
}
/** The revision of the deck. */
export const revision = async (desk: Page): Promise<number | undefined> => (await must(desk, 'decks.list', null))[0]?.revision
/** Chooses a file in the system's own dialog. */
export const answerSave = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
/** The same for the dialog that opens. */
export const answerOpen = (electron: ElectronApplication, path: string): Promise<void> =>
  electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
