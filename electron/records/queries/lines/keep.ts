import { uuidv7 } from 'uuidv7'
import type { z } from 'zod'
import type { lineFactsSchema } from '#shared/contract/records/store.ts'
import type { Store } from '../../database/store.ts'

export type LineFacts = z.output<typeof lineFactsSchema>

/** A line's address in the one form it is known by: scheme and host in lower case (RFC 3261 §19.1.4). */
function plainUri(uri: string): string {
  const parts = /^(sips?):(.*@)?(.*)$/i.exec(uri.trim())
  return parts ? `${parts[1]?.toLowerCase()}:${parts[2] ?? ''}${parts[3]?.toLowerCase()}` : uri.trim()
}

/** Makes the line known that is set up, or changes what is known of it; answers with its id. Lines of before stay for their calls. */
export async function keepLine(store: Store, line: LineFacts, now: string): Promise<string> {
  const uri = plainUri(line.uri)
  const columns = { toll_free_number: line.tollFreeNumber, region: line.region }
  const known = await store.read.selectFrom('lines').selectAll().where('uri', '=', uri).executeTakeFirst()
  // Said at every start: without news nothing is written, so that no flush to the disk is waited for.
  if (known && known.toll_free_number === line.tollFreeNumber && known.region === line.region) return known.id
  const kept = await store.write((tx) =>
    tx
      .insertInto('lines')
      .values({ id: uuidv7(), uri, ...columns, created_at: now })
      .onConflict((conflict) => conflict.column('uri').doUpdateSet(columns))
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return kept.id
}
