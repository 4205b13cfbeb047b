import type { Recording } from '#shared/domain/recording.ts'

/** Columns of the table of recordings. */
export interface RecordingTables {
  recordings: {
    id: string
    interaction_id: string
    policy: Recording['policy']
    consent: Recording['consent']
    state: Recording['state']
    started_at: string
    ended_at: string | null
    bytes: number
    seconds: number
    sha256: string | null
    legal_hold: number
  }
}
type Row = RecordingTables['recordings']

export const recordingOf = (row: Row): Recording => ({
  id: row.id,
  interactionId: row.interaction_id,
  policy: row.policy,
  consent: row.consent,
  state: row.state,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  bytes: row.bytes,
  seconds: row.seconds,
  sha256: row.sha256,
  legalHold: row.legal_hold === 1,
})

/** The columns of a recording, without its legal hold, which has a call of its own. */
export const columnsOf = (recording: Recording): Omit<Row, 'legal_hold'> => ({
  id: recording.id,
  interaction_id: recording.interactionId,
  policy: recording.policy,
  consent: recording.consent,
  state: recording.state,
  started_at: recording.startedAt,
  ended_at: recording.endedAt,
  bytes: recording.bytes,
  seconds: recording.seconds,
  sha256: recording.sha256,
})
