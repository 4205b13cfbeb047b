import type { Generated } from 'kysely'
import type { AvailabilityTables } from '../queries/availability/tables.ts'
import type { MergeTables } from '../queries/merges/tables.ts'
import type { CueTables } from '../queries/cues/tables.ts'
import type { QualityTables } from '../queries/interactions/quality.ts'
import type { MailTables } from '../queries/mail/tables.ts'
import type { RecordingTables } from '../queries/recordings/rows.ts'

/** Columns as SQLite holds them. JSON columns are text here; each area reads and writes its own. Instants are ISO 8601 UTC. */
export interface RecordsTables {
  organizations: { id: string; name: string; name_key: string; domains: Generated<string>; created_at: string }
  contacts: {
    seq: number
    id: string
    kind: 'external' | 'internal'
    display_name: string
    sort_key: string
    organization_id: string | null
    locale: string | null
    time_zone: string | null
    city: string | null
    customer_since: string | null
    promised: string | null
    tags: string
    custom: string
    merged_into_id: string | null
    created_at: string
    updated_at: string
  }
  contact_points: {
    id: string
    contact_id: string
    type: 'phone' | 'email'
    raw: string
    normalized: string
    extension: string | null
    usage: 'direct' | 'shared'
    trust: 'verified' | 'stated' | 'guessed'
    /** Trust without the links of `point_verifications`; null: the point exists only because of them. */
    base_trust: 'verified' | 'stated' | 'guessed' | null
    source: string
    position: number
    created_at: string
  }
  lines: { id: string; uri: string; toll_free_number: string | null; region: string; created_at: string }
  queues: { id: string; name: string; created_at: string }
  interactions: {
    seq: number
    id: string
    channel: 'voice' | 'email' | 'in_person'
    direction: 'inbound' | 'outbound' | 'internal'
    state: string
    contact_id: string | null
    match_level: string
    candidate_ids: string
    remote: string | null
    remote_raw: string | null
    remote_name: string | null
    queue: string | null
    ivr_option: string | null
    diverted_from: string | null
    started_at: string
    answered_at: string | null
    ended_at: string | null
    closed_at: string | null
    outcome: string | null
    end_reason: string | null
    sip_call_id: string | null
    conversation_id: string | null
    subject: string | null
    case_id: string | null
    note: string
    disposition: string | null
    talk_seconds: number | null
    line_id: string | null
  }
  segments: { id: string; interaction_id: string; kind: string; started_at: string; ended_at: string | null }
  dispositions: { interaction_id: string; code: string; note: string; at: string }
  note_versions: { id: Generated<number>; interaction_id: string; body: string; replaced_at: string }
  point_verifications: { point_id: string; interaction_id: string; at: string }
  relinks: {
    undo_id: string
    interaction_id: string | null
    conversation_id: string | null
    to_contact_id: string | null
    to_level: string
    from_contact_id: string | null
    moved: string
    actor: string
    at: string
    undone_at: string | null
  }
  cases: {
    seq: number
    id: string
    number: string
    type: string
    status: string
    reason: string | null
    subject: string
    note: string
    solution: string
    next_step: string
    contact_id: string | null
    interaction_id: string | null
    created_at: string
    updated_at: string
  }
  case_numbers: { year: number; last: number }
  notes: {
    seq: number
    id: string
    contact_id: string | null
    interaction_id: string | null
    body: string
    created_at: string
    updated_at: string
  }
  playbook_ticks: {
    interaction_id: string
    playbook_id: string
    version: number
    steps: string
    total: number
    actor: string
    at: string
  }
  playbook_overrules: {
    seq: number
    id: string
    interaction_id: string
    playbook_id: string
    code: string
    version: number
    title: string
    reason: string
    actor: string
    at: string
  }
  scratch: { key: string; value: string; kept_at: string }
  audit_events: { seq: Generated<number>; id: string; actor: string; action: string; object: string; detail: string; at: string }
  import_rows: { id: Generated<number>; job_id: string; row: number; action: string; data: string }
  imports: { job_id: string; began_at: string; decided_at: string | null; actor: string; file: string }
  hidden_rows: { of_table: 'contacts' | 'notes'; job_id: string; first: number; last: number }
}

export type Tables = RecordsTables & MailTables & CueTables & QualityTables & MergeTables & RecordingTables & AvailabilityTables
