import { raise } from '#shared/contract/result.ts'
import type { Draft } from '#shared/domain/mail.ts'
import type { Reader, Writer } from '../../../database/store.ts'
import { toDraft } from '../rows.ts'

/** A draft with its files' names. Throws Failure `not_found`. */
export async function readDraft(db: Reader | Writer, id: string): Promise<Draft> {
  const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) raise('not_found', 'error.mail.noDraft')
  const files = await db
    .selectFrom('draft_files')
    .select(['id', 'file_name', 'content_type', 'size'])
    .where('draft_id', '=', id)
    .orderBy('position')
    .execute()
  return toDraft(
    row,
    files.map((file) => ({ id: file.id, fileName: file.file_name, contentType: file.content_type, size: file.size })),
  )
}

/** The row of a draft that can still be written. Throws Failure `not_found`, or `conflict` when it was sent or thrown away. */
export async function openDraft(tx: Writer, id: string): Promise<{ id: string; state: string }> {
  const row = await tx.selectFrom('drafts').select(['id', 'state']).where('id', '=', id).executeTakeFirst()
  if (!row) raise('not_found', 'error.mail.noDraft')
  if (row.state !== 'open') raise('conflict', 'error.mail.draftGone')
  return row
}
