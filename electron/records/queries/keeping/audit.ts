import type { Writer } from '../../database/store.ts'

export interface AuditEvent {
  readonly id: string
  readonly actor: string
  readonly action: string
  readonly object: string
  readonly detail: Record<string, unknown>
  readonly at: string
}

/** Adds an audit event inside the transaction of what it tells of; the same id again adds nothing. The table only grows (trigger). */
export async function addAudit(tx: Writer, event: AuditEvent): Promise<void> {
  await tx
    .insertInto('audit_events')
    .values({ ...event, detail: JSON.stringify(event.detail) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}
