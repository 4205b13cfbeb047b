import type { Call } from './call.ts'
import type { Interaction, Segment } from './interaction.ts'
import type { segmentKinds, callOutcomes } from './interaction.ts'

/** A call's interaction with its stretches of time; what main keeps and writes whole. */
export interface Tracked {
  readonly interaction: Interaction
  readonly segments: readonly Segment[]
}

type SegmentKind = (typeof segmentKinds)[number]
type Outcome = (typeof callOutcomes)[number]
export type NewId = () => string

/**
 * The life of a call as an interaction.
 *
 *   inbound:  ringing ──answer──▶ talk ⇄ (hold, conference segments) ──end──▶ wrap_up ──finish──▶ closed
 *                └──not answered──▶ closed (missed, declined, elsewhere)
 *   outbound: dialling ──answer──▶ talk …
 *                └──not answered──▶ closed (not_reached, failed)
 *
 * @param remote the other side as it is written into the record, null when withheld.
 */
export function begin(
  call: Call,
  remote: { normalized: string | null; raw: string | null; name: string | null },
  newId: NewId,
): Tracked {
  const inbound = call.direction === 'inbound'
  const { facts } = call
  const interaction: Interaction = {
    id: call.callId,
    channel: 'voice',
    direction: call.direction,
    state: inbound ? 'ringing' : 'dialling',
    contactId: null,
    matchLevel: facts.withheld && inbound ? 'withheld' : 'none',
    candidateIds: [],
    remote: remote.normalized,
    remoteRaw: remote.raw,
    remoteName: remote.name,
    queue: facts.queue,
    ivrOption: facts.ivrOption,
    divertedFrom: facts.divertedFrom?.user ?? null,
    startedAt: call.startedAt,
    answeredAt: null,
    endedAt: null,
    closedAt: null,
    outcome: null,
    endReason: null,
    sipCallId: facts.sipCallId === '' ? null : facts.sipCallId,
    conversationId: null,
    subject: null,
    caseId: null,
    note: '',
    disposition: null,
  }
  return {
    interaction,
    segments: [{ id: newId(), interactionId: call.callId, kind: 'ringing', startedAt: call.startedAt, endedAt: null }],
  }
}

/** The next state after the phone window told of a change. Told twice, it changes nothing. */
export function advance(tracked: Tracked, call: Call, now: string, newId: NewId): Tracked {
  const { interaction } = tracked
  if (interaction.state === 'closed' || interaction.state === 'wrap_up') return tracked
  if (call.phase === 'ended') return end(tracked, call, newId)
  if (call.phase !== 'connected') return tracked
  const answeredAt = interaction.answeredAt ?? call.answeredAt ?? now
  const at = interaction.answeredAt === null ? answeredAt : now
  return {
    interaction: { ...interaction, state: 'talk', answeredAt },
    segments: into(tracked, call.held ? 'hold' : call.together ? 'conference' : 'talk', at, newId),
  }
}

function end(tracked: Tracked, call: Call, newId: NewId): Tracked {
  const { interaction } = tracked
  const endedAt = call.endedAt ?? call.startedAt
  const outcome = outcomeOf(interaction, call)
  const ended: Interaction = { ...interaction, endedAt, outcome, endReason: call.endReason }
  if (interaction.answeredAt === null)
    return { interaction: { ...ended, state: 'closed', closedAt: endedAt }, segments: closeOpen(tracked.segments, endedAt) }
  return { interaction: { ...ended, state: 'wrap_up' }, segments: into(tracked, 'wrap_up', endedAt, newId) }
}

/** What became of a call. A colleague's answer is neither missed nor ours. */
export function outcomeOf(interaction: Pick<Interaction, 'answeredAt' | 'direction'>, call: Pick<Call, 'endReason'>): Outcome {
  if (interaction.answeredAt !== null) return call.endReason === 'transferred' ? 'transferred' : 'answered'
  if (interaction.direction === 'inbound') {
    if (call.endReason === 'declined' || call.endReason === 'hung_up_here') return 'declined'
    return call.endReason === 'answered_elsewhere' ? 'elsewhere' : 'missed'
  }
  return call.endReason === 'media_failed' || call.endReason === 'connection_lost' || call.endReason === 'failed'
    ? 'failed'
    : 'not_reached'
}

/** Ends wrap-up with the agent's outcome code; null where none is asked for. */
export function finish(tracked: Tracked, code: string | null, note: string, now: string): Tracked {
  if (tracked.interaction.state === 'closed') return tracked
  return {
    interaction: { ...tracked.interaction, state: 'closed', closedAt: now, disposition: code, note },
    segments: closeOpen(tracked.segments, now),
  }
}

/**
 * What to do with a call that Courtesy did not see the end of (it was killed): one that was talked goes on to wrap-up, so that note and
 * outcome can still be written; one that only rang was missed.
 * @param lastKnown when it was surely still going on.
 */
export function recover(tracked: Tracked, lastKnown: string, newId: NewId): Tracked {
  const { interaction } = tracked
  if (interaction.state === 'closed' || interaction.state === 'wrap_up') return tracked
  const outcome = outcomeOf(interaction, { endReason: 'connection_lost' })
  const ended: Interaction = { ...interaction, endedAt: lastKnown, outcome, endReason: 'connection_lost' }
  if (interaction.answeredAt === null)
    return { interaction: { ...ended, state: 'closed', closedAt: lastKnown }, segments: closeOpen(tracked.segments, lastKnown) }
  return { interaction: { ...ended, state: 'wrap_up' }, segments: into(tracked, 'wrap_up', lastKnown, newId) }
}

/**
 * Notes that the recording is paused, or no longer. These segments lie beside those of the call's stages: who is on hold in the middle of a
 * payment is both.
 */
export function pauseRecording(tracked: Tracked, paused: boolean, now: string, newId: NewId): Tracked {
  const open = tracked.segments.some((segment) => segment.kind === 'recording_pause' && segment.endedAt === null)
  if (paused === open || tracked.interaction.state !== 'talk') return tracked
  const segments = paused
    ? [...tracked.segments, segmentOf(tracked, 'recording_pause', now, newId)]
    : tracked.segments.map((segment) =>
        segment.kind === 'recording_pause' && segment.endedAt === null ? { ...segment, endedAt: now } : segment,
      )
  return { ...tracked, segments }
}

function into(tracked: Tracked, kind: SegmentKind, at: string, newId: NewId): readonly Segment[] {
  const stage = (segment: Segment): boolean => segment.endedAt === null && segment.kind !== 'recording_pause'
  if (tracked.segments.find(stage)?.kind === kind) return tracked.segments
  const closed =
    kind === 'wrap_up'
      ? closeOpen(tracked.segments, at)
      : tracked.segments.map((segment) => (stage(segment) ? { ...segment, endedAt: at } : segment))
  return [...closed, segmentOf(tracked, kind, at, newId)]
}

const segmentOf = (tracked: Tracked, kind: SegmentKind, startedAt: string, newId: NewId): Segment => ({
  id: newId(),
  interactionId: tracked.interaction.id,
  kind,
  startedAt,
  endedAt: null,
})

const closeOpen = (segments: readonly Segment[], at: string): readonly Segment[] =>
  segments.map((segment) => (segment.endedAt === null ? { ...segment, endedAt: at } : segment))
