import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { Call } from '#shared/domain/call.ts'
import type { Interaction, InteractionRow, TimelineEntry } from '#shared/domain/interaction.ts'
import { ago, card, cards, fakeId } from './people.ts'

const party = (user: string) => ({ name: '', user, uri: `sip:${user}@toll.test` })

/** A call that is going on. `who` is the number of a person, null for somebody unknown. */
export function active(
  n: number,
  who: number | null,
  more: { call?: Partial<Call>; interaction?: Partial<Interaction>; rest?: Partial<ActiveInteraction> } = {},
): ActiveInteraction {
  const id = fakeId(5, n)
  const known = who === null ? null : card(who)
  const number = known?.points[0]?.normalized ?? '+36709876543'
  const interaction: Interaction = {
    id,
    channel: 'voice',
    direction: 'inbound',
    state: 'ringing',
    contactId: known?.contact.id ?? null,
    matchLevel: known ? 'verified' : 'none',
    candidateIds: [],
    remote: number,
    remoteRaw: number,
    remoteName: null,
    queue: 'Claims',
    ivrOption: '2 — my bill',
    divertedFrom: null,
    startedAt: ago(0.12),
    answeredAt: null,
    endedAt: null,
    closedAt: null,
    outcome: null,
    endReason: null,
    sipCallId: 'x',
    conversationId: null,
    subject: null,
    caseId: null,
    note: '',
    disposition: null,
    ...more.interaction,
  }
  const call: Call = {
    callId: id,
    direction: 'inbound',
    phase: 'ringing',
    facts: {
      from: party(number),
      asserted: null,
      remoteParty: null,
      withheld: false,
      divertedFrom: null,
      diversionReason: null,
      queue: 'Claims',
      ivrOption: '2 — my bill',
      alertInfo: null,
      callInfo: null,
      answerAsked: null,
      to: party('agent'),
      sipCallId: 'x',
    },
    startedAt: interaction.startedAt,
    answeredAt: null,
    endedAt: null,
    endReason: null,
    sipStatus: null,
    automatic: false,
    held: false,
    holdPending: false,
    holdProblem: null,
    heldByThem: false,
    muted: false,
    together: false,
    signallingLost: false,
    canSendTones: false,
    transfer: null,
    parkedAt: null,
    asked: null,
    connectedTo: null,
    quality: null,
    figures: null,
    ...more.call,
  }
  return {
    interaction,
    call,
    display: number.replace(/^\+36(\d\d)(\d{3})(\d{4})$/, '+36 $1 $2 $3'),
    divertedDisplay: null,
    card: known,
    candidates: [],
    matching: false,
    wrapUpAt: null,
    wrapUpEndsAt: null,
    ...more.rest,
  }
}

export const talking = (n: number, who: number | null, interaction: Partial<Interaction> = {}): ActiveInteraction =>
  active(n, who, {
    interaction: { state: 'talk', answeredAt: ago(2.23), startedAt: ago(2.4), ...interaction },
    call: { phase: 'connected', answeredAt: ago(2.23), canSendTones: true },
  })

const queues = ['Claims', 'Orders', 'Service', 'Renewals']
const menus = ['2 — my bill', '1 — new order', null, '4 — contract']

/** The call log. */
export const log: InteractionRow[] = Array.from({ length: 300 }, (_, n) => {
  const who = n % 9 === 4 ? null : card(n % 8)
  const missed = n % 9 === 4 || n % 11 === 6
  const direction = n % 5 === 3 && !missed ? ('outbound' as const) : ('inbound' as const)
  const startedAt = ago(31 + n * 47)
  return {
    id: fakeId(6, n),
    channel: 'voice',
    direction,
    state: 'closed',
    contactId: who?.contact.id ?? null,
    remote: who?.points[0]?.normalized ?? '+36205550199',
    remoteName: null,
    queue: direction === 'inbound' ? (queues[n % 4] ?? null) : null,
    ivrOption: direction === 'inbound' ? (menus[n % 4] ?? null) : null,
    startedAt,
    answeredAt: missed ? null : startedAt,
    endedAt: startedAt,
    outcome: missed ? 'missed' : 'answered',
    disposition: null,
    conversationId: null,
    subject: null,
    contactName: who?.contact.displayName ?? null,
    caseType: null,
  }
})

const story: [TimelineEntry['kind'], TimelineEntry['direction'], string, string, Partial<TimelineEntry>?][] = [
  ['mail', 'inbound', 'Re: Invoice 4711', '“The price is higher than agreed.” Answered in 41 min', { unread: true }],
  ['call', 'inbound', 'Claims', 'Complaint taken down by Gábor', { seconds: 380, outcome: 'answered' }],
  ['note', null, 'Prefers a call after 4 pm', ''],
  ['call', 'inbound', 'Claims', '', { outcome: 'missed' }],
  ['mail', 'outbound', 'Your invoice 4711', 'Dear Mrs Szabó, thank you for telling us about the price on your invoice.'],
  ['case', null, 'Complaint 2026-1184', 'Invoice 4711: price higher than agreed'],
  ['visit', 'inbound', 'Debrecen office', 'Contract renewed'],
]

/** A history that is long enough to scroll. */
export const timeline = (contactId: string): TimelineEntry[] =>
  Array.from({ length: 132 }, (_, n) => {
    const [kind, direction, title, summary, more] = story[n % story.length] as (typeof story)[number]
    return {
      id: fakeId(7, n),
      kind,
      at: ago(90 + n * n * 220),
      direction,
      title,
      summary,
      line: null,
      interactionId: kind === 'call' ? fakeId(6, n % 300) : null,
      conversationId: kind === 'mail' ? fakeId(8, 0) : null,
      messageId: null,
      caseId:
        kind === 'case'
          ? fakeId(
              4,
              cards.findIndex((each) => each.contact.id === contactId),
            )
          : null,
      outcome: null,
      disposition: null,
      seconds: null,
      unread: false,
      ...more,
    }
  })
