import type { Snapshot } from '#shared/contract/desk/state.ts'
import { call, listen } from './client.ts'

// The first of the page's own modules: main answers while the rest of the page is still being evaluated.
const heard: unknown[] = []
let take = (envelope: unknown): void => void heard.push(envelope)
listen((envelopes) => envelopes.forEach((each) => take(each)))

/** What main put into the page to be drawn at once; null in a page that is loaded again. */
export const given = ((): Snapshot | null => {
  try {
    return JSON.parse(document.getElementById('first')?.textContent ?? '') as Snapshot | null
  } catch {
    // A page from somewhere else (`npm run dev`) has none.
    return null
  }
})()

/** Main's first snapshot, asked for as soon as anything of the page runs. Never rejects. */
export const firstSnapshot = call('app.snapshot', null)

/** Hands on main's events from now on, those that came earlier first. */
export function hear(listener: (envelope: unknown) => void): void {
  take = listener
  for (const envelope of heard.splice(0)) listener(envelope)
}
