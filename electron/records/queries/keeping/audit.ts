import type { AuditEvent } from '#shared/contract/records/store.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader, Writer } from '../../database/store.ts'

/** Adds an audit event inside the transaction of what it tells of; the same id again adds nothing. The table only grows (trigger). */
export async function addAudit(tx: Writer, event: AuditEvent): Promise<void> {
  await tx
    .insertInto('audit_events')
    .values({ ...event, detail: JSON.stringify(event.detail) })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Audit events, newest first. */
export async function listAudit(
  read: Reader,
  cursor: string | null,
  limit: number,
): Promise<{ items: AuditEvent[]; nextCursor: string | null }> {
  const before = readCursor(cursor)
  let query = read.selectFrom('audit_events').selectAll()
  if (before) query = query.where('seq', '<', before.seq)
  const rows = await query
    .orderBy('seq', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    rows,
    limit,
    (row) => ({ seq: row.seq, rank: 0 }),
    ({ seq: _seq, detail, ...row }) => ({ ...row, detail: JSON.parse(detail) as Record<string, unknown> }),
  )
}
