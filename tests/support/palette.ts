import type { Page } from '@playwright/test'
import { expect } from './e2e.ts'

const search = (desk: Page) => desk.getByRole('searchbox', { name: 'Search' })

/** Types into the box by keys alone and goes down to an option, which is not taken yet. */
export async function goToOption(desk: Page, typed: string, option: RegExp): Promise<void> {
  await desk.keyboard.press('Control+K')
  await desk.keyboard.type(typed)
  await expect(desk.getByRole('option', { name: option })).toBeVisible()
  for (let n = 0; n < 40; n++) {
    await desk.keyboard.press('ArrowDown')
    const id = await search(desk).getAttribute('aria-activedescendant')
    if (id !== null && option.test((await desk.locator(`[id="${id}"]`).getAttribute('aria-label')) ?? '')) return
  }
  throw new Error(`the arrows do not reach ${String(option)}`)
}

/** Takes an option by keys alone. */
export async function takeOption(desk: Page, typed: string, option: RegExp): Promise<void> {
  await goToOption(desk, typed, option)
  await desk.keyboard.press('Enter')
}

/** What the box offers for a text; it is empty and left afterwards. */
export async function offered(desk: Page, typed: string): Promise<string[]> {
  await search(desk).fill(typed)
  const options = desk.getByRole('listbox', { name: 'Search' }).getByRole('option')
  const names = (): Promise<string[]> =>
    options.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? each.textContent ?? ''))
  // What is fetched with the first letter has come when the list has stopped growing.
  let before: string[] = []
  await expect
    .poll(
      async () => {
        const same = before.join() === (before = await names()).join()
        return same
      },
      { intervals: [300] },
    )
    .toBe(true)
  await search(desk).fill('')
  await desk.keyboard.press('Escape')
  return before
}
