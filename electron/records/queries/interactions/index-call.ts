import { searchDigits } from '#shared/domain/phone-number-search.ts'
import type { Writer } from '../../database/store.ts'
import { indexWords } from '../../sqlite/full-text.ts'

/** The words a call or visit is found by. Who the customer is now is found over the contact. */
export async function indexCall(tx: Writer, id: string): Promise<void> {
  const row = await tx
    .selectFrom('interactions')
    .select(['seq', 'remote', 'remote_name', 'queue', 'ivr_option', 'subject', 'note'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (row) await indexWords(tx, 'fts_calls', row.seq, callWords(row))
}

/** See {@link indexCall}. */
function callWords(row: {
  remote: string | null
  remote_name: string | null
  queue: string | null
  ivr_option: string | null
  subject: string | null
  note: string
}): string {
  const digits = row.remote === null ? [] : searchDigits(row.remote, '')
  const sipUser = row.remote !== null && /\p{L}/u.test(row.remote) ? row.remote : null
  return [row.remote_name, sipUser, row.queue, row.ivr_option, row.subject, row.note, ...digits].filter(Boolean).join(' ')
}
