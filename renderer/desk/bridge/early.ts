import { call, listen } from './client.ts'

// The first of the page's own modules: main answers while the rest of the page is still being evaluated.
const heard: unknown[] = []
let take = (envelope: unknown): void => void heard.push(envelope)
listen((envelopes) => envelopes.forEach((each) => take(each)))

/** Main's first snapshot, asked for as soon as anything of the page runs. Never rejects. */
export const firstSnapshot = call('app.snapshot', null)

/** Hands on main's events from now on, those that came earlier first. */
export function hear(listener: (envelope: unknown) => void): void {
  take = listener
  for (const envelope of heard.splice(0)) listener(envelope)
}
