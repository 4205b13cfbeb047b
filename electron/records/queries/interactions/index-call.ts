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
  if (row) await indexWords(tx, 'fts_calls', row.seq, callWords(row, row.remote === null ? [] : searchDigits(row.remote, '')))
}

/** See {@link indexCall}. @param digits the forms of its number, from `searchDigits` */
export function callWords(row: CallFacts, digits: readonly string[]): string {
  const sipUser = row.remote !== null && /\p{L}/u.test(row.remote) ? row.remote : null
  return [row.remote_name, sipUser, row.queue, row.ivr_option, row.subject, row.note, ...digits].filter(Boolean).join(' ')
}

export interface CallFacts {
  readonly remote: string | null
  readonly remote_name: string | null
  readonly queue: string | null
  readonly ivr_option: string | null
  readonly subject: string | null
  readonly note: string
}
