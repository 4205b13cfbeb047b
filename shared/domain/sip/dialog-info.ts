import type { ColleagueState } from '../exchange.ts'

/** Calls at a watched telephone by their id, as far as told. */
export type WatchedCalls = ReadonlyMap<string, ColleagueState>

const longest = 64 * 1024

/**
 * Reads the body of a NOTIFY about somebody's calls (RFC 4235 §4). No XML parser: nothing of it is expanded, fetched or shown, only states
 * and ids are looked for; what does not fit changes nothing.
 * @param before what was told so far, which a partial document adds to
 * @returns null when it is no such document
 */
export function readDialogInfo(body: string, before: WatchedCalls): WatchedCalls | null {
  const [, head = ''] = /<(?:[\w-]+:)?dialog-info\b([^>]*)>/.exec(body.slice(0, longest)) ?? []
  if (head === '') return null
  const calls = new Map(/\bstate\s*=\s*["']partial["']/.test(head) ? before : [])
  for (const [, attributes = '', inside = ''] of body.slice(0, longest).matchAll(dialogs)) {
    const id = attribute(attributes, 'id')
    if (id === null || calls.size > 100) continue
    const state = stateOf(/<(?:[\w-]+:)?state\b[^>]*>\s*(\w+)\s*</.exec(inside)?.[1] ?? '', attribute(attributes, 'direction'))
    if (state === null) calls.delete(id)
    else calls.set(id, state)
  }
  return calls
}

const dialogs = /<(?:[\w-]+:)?dialog(\s[^>]*)>([^]*?)<\/(?:[\w-]+:)?dialog>/g
const attribute = (text: string, name: string): string | null =>
  new RegExp(`\\s${name}\\s*=\\s*["']([^"']{1,200})["']`).exec(text)?.[1] ?? null

/** Null: over. */
function stateOf(state: string, direction: string | null): ColleagueState | null {
  switch (state) {
    case 'trying':
    case 'proceeding':
    case 'early':
      return direction === 'initiator' ? 'busy' : 'ringing'
    case 'confirmed':
      return 'busy'
    default:
      return null
  }
}

/** One word for all of somebody's calls: one that rings can be picked up, so it goes first. */
export function stateOfAll(calls: WatchedCalls): ColleagueState {
  const states = [...calls.values()]
  return states.includes('ringing') ? 'ringing' : states.includes('busy') ? 'busy' : 'free'
}
