import type { Snapshot } from '#shared/contract/desk/state.ts'

/** What main put into the page to be drawn at once; null in a page that is loaded again. */
export const given = ((): Snapshot | null => {
  try {
    return JSON.parse(document.getElementById('first')?.textContent ?? '') as Snapshot | null
  } catch {
    // A page from somewhere else (`npm run dev`) has none, and a unit test has no page.
    return null
  }
})()
