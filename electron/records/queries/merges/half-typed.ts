import { raise } from '#shared/contract/result.ts'
import type { Writer } from '../../database/store.ts'

/**
 * Refuses while words typed for one of the records are not saved yet: saved later they would overwrite what the merge (or its undo)
 * made, or nobody would find them again.
 * @param contacts whose form may not be half typed
 * @param goes of the record that goes out of sight, a half-written note counts too
 * @throws Failure `conflict` naming the record
 */
export async function refuseHalfTyped(
  tx: Writer,
  contacts: readonly { readonly id: string; readonly display_name: string }[],
  goes: { readonly id: string; readonly display_name: string } | null,
): Promise<void> {
  // Keys as the desk's forms and boxes have them (`scratch.put`).
  const keys = new Map(contacts.map((one) => [`contact-form:${one.id}`, one.display_name]))
  if (goes) keys.set(`note:${goes.id}`, goes.display_name)
  const kept = await tx
    .selectFrom('scratch')
    .select('key')
    .where('key', 'in', [...keys.keys()])
    .executeTakeFirst()
  if (kept) raise('conflict', 'error.merge.halfTyped', { params: { name: keys.get(kept.key) ?? '' } })
}
