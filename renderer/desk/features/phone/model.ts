import type { ActiveInteraction } from '#shared/contract/desk/state.ts'

/** How far a call is, as the desk shows it. */
export type Stage = 'ringing' | 'dialling' | 'talk' | 'held' | 'wrap_up'

/** Stage of an active interaction; null when it is no call or nothing is left to do. */
export function stageOf({ call, interaction }: ActiveInteraction): Stage | null {
  if (interaction.state === 'wrap_up') return 'wrap_up'
  if (!call || call.phase === 'ended') return null
  switch (call.phase) {
    case 'ringing':
      return 'ringing'
    case 'dialling':
    case 'alerting':
      return 'dialling'
    case 'connected':
      return call.held ? 'held' : 'talk'
  }
}

const barOrder: readonly (Stage | null)[] = ['talk', 'dialling', 'held', 'ringing']
const workOrder: readonly (Stage | null)[] = ['talk', 'dialling', 'held', 'wrap_up', 'ringing']

function sorted(list: readonly ActiveInteraction[], order: readonly (Stage | null)[]): ActiveInteraction[] {
  return list
    .filter((each) => order.includes(stageOf(each)))
    .toSorted(
      (a, b) =>
        order.indexOf(stageOf(a)) - order.indexOf(stageOf(b)) || a.interaction.startedAt.localeCompare(b.interaction.startedAt),
    )
}

/** The call in the bar first, then the others as slim rows: talk, dialling, held, ringing, each the oldest first. */
export const callsForBar = (list: readonly ActiveInteraction[]): ActiveInteraction[] => sorted(list, barOrder)

/** The calls that are talked together, the oldest first; empty when there is no conference. */
export function conferenceOf(list: readonly ActiveInteraction[]): ActiveInteraction[] {
  const legs = callsForBar(list).filter(({ call }) => call?.together === true)
  // For a moment the one who left is told of and the other is not yet.
  return legs.length > 1 ? legs : []
}

/**
 * What the middle of the phone place is about. A wrap-up that is being written stays until the next call is answered,
 * so that ringing moves nothing. `chosen` is one the person clicked.
 */
export function workOf(list: readonly ActiveInteraction[], chosen: string | null): ActiveInteraction | null {
  const all = sorted(list, workOrder)
  return all.find((each) => each.interaction.id === chosen) ?? all[0] ?? null
}

/** Who it is in one line: the customer, else the name that came along, else the number; null when withheld. */
export function nameOf({
  card,
  display,
  interaction,
}: Pick<ActiveInteraction, 'card' | 'display' | 'interaction'>): string | null {
  return card?.contact.displayName ?? (interaction.remoteName || null) ?? display
}

/** Since when the timer runs: talk from the answer, wrap-up from its begin, everything else from the start. */
export function timerStart({ call, interaction, wrapUpAt }: ActiveInteraction): string {
  return interaction.state === 'wrap_up' ? (wrapUpAt ?? interaction.startedAt) : (call?.answeredAt ?? interaction.startedAt)
}
