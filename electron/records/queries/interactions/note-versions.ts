import type { Writer } from '../../database/store.ts'

/** Keeps a note that is about to be replaced, unless the new one holds all of it. */
export async function keepNoteVersion(tx: Writer, interactionId: string, old: string, next: string, now: string): Promise<void> {
  if (old === '' || next.startsWith(old)) return
  const known = await tx
    .selectFrom('note_versions')
    .select('id')
    .where('interaction_id', '=', interactionId)
    .where('body', '=', old)
    .executeTakeFirst()
  if (!known)
    await tx.insertInto('note_versions').values({ interaction_id: interactionId, body: old, replaced_at: now }).execute()
}
