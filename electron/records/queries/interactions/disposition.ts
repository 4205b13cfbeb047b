import { raise } from '#shared/contract/result.ts'
import type { Disposition } from '#shared/domain/case.ts'
import type { Changes } from '../../database/changes.ts'
import type { Writer } from '../../database/store.ts'
import { indexCall } from './index-call.ts'
import { keepNoteVersion } from './note-versions.ts'

/** Writes the agent's outcome of an interaction. An older one than the one kept (a repetition that comes late) changes nothing. Throws Failure `not_found`. */
export async function putDisposition(tx: Writer, changes: Changes, disposition: Disposition, now: string): Promise<void> {
  const { interactionId, code, note, at } = disposition
  const interaction = await tx
    .selectFrom('interactions')
    .select(['contact_id', 'note', 'channel'])
    .where('id', '=', interactionId)
    .executeTakeFirst()
  if (!interaction) raise('not_found', 'error.records.gone')
  const present = await tx.selectFrom('dispositions').selectAll().where('interaction_id', '=', interactionId).executeTakeFirst()
  if (present && present.at > at) return
  // No note given means nothing new to say, not that the old one is wrong.
  const kept = note === '' ? (present?.note ?? '') : note
  await tx
    .insertInto('dispositions')
    .values({ interaction_id: interactionId, code, note: kept, at })
    .onConflict((conflict) => conflict.column('interaction_id').doUpdateSet({ code, note: kept, at }))
    .execute()
  const words = note === '' ? interaction.note : note
  await keepNoteVersion(tx, interactionId, interaction.note, words, now)
  await tx.updateTable('interactions').set({ disposition: code, note: words }).where('id', '=', interactionId).execute()
  if (interaction.channel !== 'email') await indexCall(tx, interactionId)
  changes.add(['interactions', 'timeline'], interaction.contact_id)
}
