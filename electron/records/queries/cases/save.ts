import type { z } from 'zod'
import { raise } from '#shared/contract/result.ts'
import type { Case, casePatchSchema } from '#shared/domain/case.ts'
import type { Changes } from '../../database/changes.ts'
import { nextSeq } from '../../database/seq.ts'
import type { Writer } from '../../database/store.ts'
import { indexWords } from '../../sqlite/full-text.ts'
import { presentId } from '../contacts/card.ts'
import { caseOf } from './rows.ts'

export interface NewCase {
  readonly id: string
  readonly contactId: string | null
  readonly interactionId: string | null
  readonly type: Case['type']
}

/** Opens a case with the next number of the year and ties it to its interaction; the same id again answers with the one there is. */
export async function createCase(tx: Writer, changes: Changes, input: NewCase, now: string): Promise<Case> {
  const known = await tx.selectFrom('cases').selectAll().where('id', '=', input.id).executeTakeFirst()
  if (known) return caseOf(known)
  const contactId = await presentId(tx, input.contactId)
  const row = {
    seq: await nextSeq(tx, 'cases', now),
    id: input.id,
    number: await nextNumber(tx, now),
    type: input.type,
    status: 'new',
    reason: null,
    subject: '',
    note: '',
    solution: '',
    next_step: '',
    contact_id: contactId,
    interaction_id: input.interactionId,
    created_at: now,
    updated_at: now,
  }
  await tx.insertInto('cases').values(row).execute()
  if (input.interactionId !== null)
    await tx
      .updateTable('interactions')
      .set({ case_id: input.id })
      .where('id', '=', input.interactionId)
      .where('case_id', 'is', null)
      .execute()
  await indexWords(tx, 'fts_cases', row.seq, words(row))
  changes.add(['cases', 'timeline', 'contacts', 'interactions'], contactId)
  return caseOf(row)
}

async function nextNumber(tx: Writer, now: string): Promise<string> {
  const year = Number(now.slice(0, 4))
  const row = await tx
    .insertInto('case_numbers')
    .values({ year, last: 1 })
    .onConflict((conflict) => conflict.column('year').doUpdateSet((e) => ({ last: e('case_numbers.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return `${year}-${String(row.last).padStart(4, '0')}`
}

/** Writes the fields an agent filled in. Throws Failure `not_found`. */
export async function patchCase(
  tx: Writer,
  changes: Changes,
  id: string,
  patch: z.output<typeof casePatchSchema>,
  now: string,
): Promise<Case> {
  const present = await tx.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
  if (!present) raise('not_found', 'error.records.gone')
  const { contactId, nextStep, ...same } = patch
  const contact_id = contactId === undefined ? undefined : await presentId(tx, contactId)
  const given = Object.fromEntries(
    Object.entries({ ...same, contact_id, next_step: nextStep }).filter(([, value]) => value !== undefined),
  )
  const row = { ...present, ...given, updated_at: now }
  await tx
    .updateTable('cases')
    .set({ ...given, updated_at: now })
    .where('id', '=', id)
    .execute()
  await indexWords(tx, 'fts_cases', row.seq, words(row))
  for (const one of new Set([present.contact_id, row.contact_id])) changes.add(['cases', 'timeline', 'contacts'], one)
  return caseOf(row)
}

function words(row: { number: string; subject: string; note: string; solution: string; next_step: string }): string {
  return [row.number, row.subject, row.note, row.solution, row.next_step].filter(Boolean).join(' ')
}
