import { uuidv7 } from 'uuidv7'
import type { Interaction, Segment } from '#shared/domain/interaction.ts'

/** A call from a number, ringing. */
export function call(more: Partial<Interaction> = {}): Interaction {
  return {
    id: uuidv7(),
    channel: 'voice',
    direction: 'inbound',
    state: 'ringing',
    contactId: null,
    matchLevel: 'none',
    candidateIds: [],
    remote: '+36301234567',
    remoteRaw: '"Anna" <sip:+36301234567@x>',
    remoteName: 'Anna',
    queue: 'Invoices',
    ivrOption: '2',
    divertedFrom: null,
    startedAt: '2026-11-21T10:00:00.000Z',
    answeredAt: null,
    endedAt: null,
    closedAt: null,
    outcome: null,
    endReason: null,
    sipCallId: 'abc',
    conversationId: null,
    subject: null,
    caseId: null,
    note: '',
    disposition: null,
    ...more,
  }
}

/** A talk of one minute inside a call. */
export function talk(interactionId: string): Segment {
  return { id: uuidv7(), interactionId, kind: 'talk', startedAt: '2026-11-21T10:00:05.000Z', endedAt: '2026-11-21T10:01:05.000Z' }
}

/** What a person types for a contact. */
export function contact(displayName: string, ...points: string[]) {
  return {
    displayName,
    points: points.map((raw) => ({ type: raw.includes('@') ? ('email' as const) : ('phone' as const), raw })),
  }
}
