import { raise } from '#shared/contract/result.ts'
import type { Changes } from '../../database/changes.ts'
import type { Writer } from '../../database/store.ts'

/** Ties an interaction that nobody holds in memory to a case. Throws Failure `not_found` when one of them is not there. */
export async function setCase(tx: Writer, changes: Changes, id: string, caseId: string): Promise<void> {
  const known = await tx.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()
  const interaction = await tx.selectFrom('interactions').select('contact_id').where('id', '=', id).executeTakeFirst()
  if (!known || !interaction) return raise('not_found', 'error.records.gone')
  await tx.updateTable('interactions').set({ case_id: caseId }).where('id', '=', id).execute()
  changes.add(['interactions', 'timeline', 'cases'], interaction.contact_id)
}
