import type { Generated } from 'kysely'

/** Tables whose rows hang on a contact by `contact_id`; all of them move with a merge. */
export const ownedTables = ['conversations', 'interactions', 'messages', 'drafts', 'outbox', 'notes', 'cases'] as const
export type OwnedTable = (typeof ownedTables)[number]

/** Columns of the tables of merges. `changed` is JSON ({@link changedSchema}). */
export interface MergeTables {
  merges: {
    seq: Generated<number>
    id: string
    kept_id: string
    merged_id: string
    changed: string
    actor: string
    at: string
    undone_at: string | null
  }
  merged_rows: {
    merge_id: string
    /** One of {@link ownedTables}, or `point_verifications` (then `row_id` is the point and the interaction, with a space between). */
    of_table: OwnedTable | 'point_verifications'
    row_id: string
    conversation_id: string | null
  }
}
