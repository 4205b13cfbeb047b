import type { Case } from '#shared/domain/case.ts'
import type { RecordsTables } from '../../database/schema.ts'

/** A case as the rest of Courtesy knows it. */
export function caseOf(row: RecordsTables['cases']): Case {
  return {
    id: row.id,
    number: row.number,
    type: row.type as Case['type'],
    status: row.status as Case['status'],
    reason: row.reason as Case['reason'],
    subject: row.subject,
    note: row.note,
    solution: row.solution,
    nextStep: row.next_step,
    contactId: row.contact_id,
    interactionId: row.interaction_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
