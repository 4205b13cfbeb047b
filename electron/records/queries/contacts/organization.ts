import { uuidv7 } from 'uuidv7'
import type { Writer } from '../../database/store.ts'
import { sortKey } from './sort-key.ts'

/** Id of the organization of this name (case and diacritics do not count), made when there is none; null for no name. */
export async function organizationOf(tx: Writer, name: string | null, now: string): Promise<string | null> {
  const key = name === null ? '' : sortKey(name)
  if (name === null || key === '') return null
  const known = await tx.selectFrom('organizations').select('id').where('name_key', '=', key).executeTakeFirst()
  if (known) return known.id
  const id = uuidv7()
  await tx.insertInto('organizations').values({ id, name: name.trim(), name_key: key, created_at: now }).execute()
  return id
}
