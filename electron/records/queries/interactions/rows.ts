import type { Interaction, InteractionRow, Segment } from '#shared/domain/interaction.ts'
import type { RecordsTables } from '../../database/schema.ts'

type Row = RecordsTables['interactions']

/** An interaction as the rest of Courtesy knows it. */
export function interactionOf(row: Row): Interaction {
  return {
    id: row.id,
    channel: row.channel,
    direction: row.direction,
    state: row.state as Interaction['state'],
    contactId: row.contact_id,
    matchLevel: row.match_level as Interaction['matchLevel'],
    candidateIds: JSON.parse(row.candidate_ids) as string[],
    remote: row.remote,
    remoteRaw: row.remote_raw,
    remoteName: row.remote_name,
    queue: row.queue,
    ivrOption: row.ivr_option,
    divertedFrom: row.diverted_from,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    closedAt: row.closed_at,
    outcome: row.outcome as Interaction['outcome'],
    endReason: row.end_reason,
    sipCallId: row.sip_call_id,
    conversationId: row.conversation_id,
    subject: row.subject,
    caseId: row.case_id,
    note: row.note,
    disposition: row.disposition,
  }
}

/** The columns of an interaction, without its row id. */
export function columnsOf(interaction: Interaction): Omit<Row, 'seq' | 'line_id'> {
  return {
    id: interaction.id,
    channel: interaction.channel,
    direction: interaction.direction,
    state: interaction.state,
    contact_id: interaction.contactId,
    match_level: interaction.matchLevel,
    candidate_ids: JSON.stringify(interaction.candidateIds),
    remote: interaction.remote,
    remote_raw: interaction.remoteRaw,
    remote_name: interaction.remoteName,
    queue: interaction.queue,
    ivr_option: interaction.ivrOption,
    diverted_from: interaction.divertedFrom,
    started_at: interaction.startedAt,
    answered_at: interaction.answeredAt,
    ended_at: interaction.endedAt,
    closed_at: interaction.closedAt,
    outcome: interaction.outcome,
    end_reason: interaction.endReason,
    sip_call_id: interaction.sipCallId,
    conversation_id: interaction.conversationId,
    subject: interaction.subject,
    case_id: interaction.caseId,
    note: interaction.note,
    disposition: interaction.disposition,
    talk_seconds: talkSeconds(interaction.answeredAt, interaction.endedAt),
  }
}

/** Whole seconds between answer and end; null while one of them is missing. */
function talkSeconds(answeredAt: string | null, endedAt: string | null): number | null {
  return answeredAt === null || endedAt === null
    ? null
    : Math.max(0, Math.round((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000))
}

/** A segment as the rest of Courtesy knows it. */
export function segmentOf(row: RecordsTables['segments']): Segment {
  return {
    id: row.id,
    interactionId: row.interaction_id,
    kind: row.kind as Segment['kind'],
    startedAt: row.started_at,
    endedAt: row.ended_at,
  }
}

/** Columns a line of the call log needs. */
export const rowColumns = [
  'i.seq',
  'i.id',
  'i.channel',
  'i.direction',
  'i.state',
  'i.contact_id',
  'i.remote',
  'i.remote_name',
  'i.queue',
  'i.ivr_option',
  'i.started_at',
  'i.answered_at',
  'i.ended_at',
  'i.outcome',
  'i.disposition',
  'i.conversation_id',
  'i.subject',
] as const

type Lean = Pick<
  Row,
  | 'id'
  | 'channel'
  | 'direction'
  | 'state'
  | 'contact_id'
  | 'remote'
  | 'remote_name'
  | 'queue'
  | 'ivr_option'
  | 'started_at'
  | 'answered_at'
  | 'ended_at'
  | 'outcome'
  | 'disposition'
  | 'conversation_id'
  | 'subject'
>

/** A line of the call log. */
export function interactionRowOf(row: Lean & { contact_name: string | null; case_type: string | null }): InteractionRow {
  return {
    id: row.id,
    channel: row.channel,
    direction: row.direction,
    state: row.state as InteractionRow['state'],
    contactId: row.contact_id,
    remote: row.remote,
    remoteName: row.remote_name,
    queue: row.queue,
    ivrOption: row.ivr_option,
    startedAt: row.started_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    outcome: row.outcome as InteractionRow['outcome'],
    disposition: row.disposition,
    conversationId: row.conversation_id,
    subject: row.subject,
    contactName: row.contact_name,
    caseType: row.case_type,
  }
}
