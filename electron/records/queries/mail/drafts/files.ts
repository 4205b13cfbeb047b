import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { raise } from '#shared/contract/result.ts'
import type { Draft } from '#shared/domain/mail.ts'
import { safeFileName } from '#shared/domain/mail/file-name.ts'
import type { RecordsContext } from '../../../context.ts'
import { openDraft, readDraft } from './read.ts'

/** All files of a letter together, bytes: base64 makes a third more of it, and most servers stop at 35 or 50 MB. */
const largest = 25 * 1024 * 1024

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.zip': 'application/zip',
  '.eml': 'message/rfc822',
  '.ics': 'text/calendar',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.odt': 'application/vnd.oasis.opendocument.text',
  '.ods': 'application/vnd.oasis.opendocument.spreadsheet',
}

/** Takes a copy of a file into the database, so that moving or changing it later changes nothing of the letter. */
export async function attachFile(context: RecordsContext, draftId: string, id: string, path: string): Promise<Draft> {
  const size = await sizeOf(path)
  if (size > largest) raise('bad_input', 'error.mail.filesTooLarge', { params: { megabytes: 25 } })
  const content = await readFile(path)
  return context.store().write(async (tx, changes) => {
    await openDraft(tx, draftId)
    const files = await tx.selectFrom('draft_files').select(['id', 'size', 'position']).where('draft_id', '=', draftId).execute()
    if (files.some((file) => file.id === id)) return readDraft(tx, draftId)
    const together = files.reduce((sum, file) => sum + file.size, 0) + content.byteLength
    if (together > largest) raise('bad_input', 'error.mail.filesTooLarge', { params: { megabytes: 25 } })
    await tx
      .insertInto('draft_files')
      .values({
        id,
        draft_id: draftId,
        position: Math.max(-1, ...files.map((file) => file.position)) + 1,
        file_name: safeFileName(basename(path), 'file'),
        content_type: types[extname(path).toLowerCase()] ?? 'application/octet-stream',
        size: content.byteLength,
        content,
      })
      .execute()
    changes.add(['drafts'])
    return readDraft(tx, draftId)
  })
}

/** Takes a file off a letter. */
export async function detachFile(context: RecordsContext, draftId: string, id: string): Promise<Draft> {
  return context.store().write(async (tx, changes) => {
    await openDraft(tx, draftId)
    await tx.deleteFrom('draft_files').where('id', '=', id).where('draft_id', '=', draftId).execute()
    changes.add(['drafts'])
    return readDraft(tx, draftId)
  })
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  if (!found?.isFile()) raise('not_found', 'error.mail.noFile')
  return found.size
}
