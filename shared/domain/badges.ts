import type { interactionStates } from './interaction.ts'

type State = (typeof interactionStates)[number]

/** Calls that wait for the agent: they ring, or their wrap-up is not finished. */
export const callsWaiting = (states: readonly State[]): number =>
  states.filter((state) => state === 'ringing' || state === 'wrap_up').length

/** Letters nobody has read, over all mailboxes. */
export const lettersWaiting = (unread: readonly number[]): number => unread.reduce((sum, count) => sum + count, 0)

/** What the system shows on our icon: the same calls and letters that the rail counts. */
export const badgeCount = (states: readonly State[], unread: readonly number[]): number =>
  callsWaiting(states) + lettersWaiting(unread)

/** A count as there is room for on an icon: '' for none, at most two digits. */
export const badgeText = (count: number): string => (count <= 0 ? '' : count > 99 ? '99+' : String(count))

/** The window's title with what waits in front, which every task bar shows. */
export const badgeTitle = (count: number, name: string): string => (count <= 0 ? name : `(${badgeText(count)}) ${name}`)
