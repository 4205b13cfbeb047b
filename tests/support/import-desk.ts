import type { ElectronApplication, Page } from '@playwright/test'
import { mkdirSync } from 'node:fs'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import type { AppHome } from './app/home.ts'
import { giveToTestUser } from './app/ordinary-user.ts'
import { must, until } from './desk.ts'

/** Where pictures of the import go. */
export const importPictures = inCheckout('test-results/screenshots')

/** Opens the form and chooses a file, as a person does but for the system's own dialog. */
export async function choose(desk: Page, electron: ElectronApplication, path: string): Promise<void> {
  giveToTestUser(path)
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
  await desk.getByRole('button', { name: 'Import from CSV' }).first().click()
  await desk.getByRole('button', { name: 'Choose a file' }).click()
}

/** Names of all customers, sorted. */
export async function customerNames(desk: Page): Promise<string[]> {
  return (await must(desk, 'contacts.list', { cursor: null, limit: 200 })).items.map((row) => row.displayName).toSorted()
}

/** Starts the app with open records and goes to the customers; 1280 pixels wide, light. */
export async function openCustomers(
  start: (home: AppHome) => Promise<{ desk: Page; electron: ElectronApplication }>,
  where: AppHome,
) {
  mkdirSync(importPictures, { recursive: true })
  const { desk, electron } = await start(where)
  await until(desk, 'records are open', (snapshot) => snapshot.access.state === 'open', 60_000)
  await electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((each) => each.isVisible())
      ?.setContentSize(1280, 800),
  )
  await must(desk, 'settings.set', { patch: { theme: 'light' } })
  await desk.getByRole('button', { name: 'Look around first' }).click()
  await desk.getByRole('link', { name: /^Customers/ }).click()
  return { desk, electron }
}

/** A home with records that open by themselves: `home(...withRecords)`. */
export const withRecords = [{ version: 1, storage: { key: { file: 'db.key' } } }, { 'db.key': { text: 'k'.repeat(64) } }] as const
