import { sql } from 'kysely'
import { raise } from '#shared/contract/result.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import { instantOf, seqOf } from '../../database/seq.ts'
import type { Reader, Writer } from '../../database/store.ts'
import { contactOf, pointOf } from './rows.ts'

const weekMs = 7 * 24 * 3_600_000

/** The case of an interaction. Nobody ties our letters to one: they hang on that of the conversation they answer in. */
const caseOfTurn = sql<string | null>`coalesce(
  case_id,
  case when channel = 'email' and direction = 'outbound' then (
    select k.case_id from interactions k
    where k.conversation_id = interactions.conversation_id and k.case_id is not null
    order by k.seq desc limit 1
  ) end
)`

/**
 * What the customer region shows. An id that was merged away answers with the contact it went into.
 * @param now ISO 8601; "recent" are the seven days before it
 * @throws Failure `not_found`
 */
export async function contactCard(read: Reader | Writer, id: string, now: string): Promise<ContactCard> {
  const row = await findContact(read, id)
  const recent = seqOf(new Date(Date.parse(now) - weekMs).toISOString())
  const organization =
    row.organization_id === null
      ? undefined
      : await read.selectFrom('organizations').select('name').where('id', '=', row.organization_id).executeTakeFirst()
  const points = await read
    .selectFrom('contact_points')
    .selectAll()
    .where('contact_id', '=', row.id)
    .orderBy('position')
    .execute()
  const cases = await read
    .selectFrom('cases')
    .select(['id', 'number', 'type', 'subject', 'updated_at'])
    .where('contact_id', '=', row.id)
    .where('status', 'not in', sql<string[]>`('resolved', 'closed')` as never)
    .orderBy('seq', 'desc')
    .limit(50)
    .execute()
  const counts = await read
    .selectFrom('interactions')
    .select((e) => [e.fn.countAll<number>().as('all'), e.fn.max('seq').as('last')])
    .where('contact_id', '=', row.id)
    .executeTakeFirstOrThrow()
  const lately = await read
    .selectFrom('interactions')
    .select((e) => [
      caseOfTurn.as('hangs_on'),
      e.fn.countAll<number>().as('n'),
      e.fn.min<number>('seq').as('first'),
      e.fn.min<string>('id').as('one'),
      e.fn.max<string>('id').as('other'),
    ])
    .where('contact_id', '=', row.id)
    .where('seq', '>=', recent)
    .groupBy('hangs_on')
    .execute()
  return {
    contact: contactOf(row),
    organizationName: organization?.name ?? null,
    points: points.map(pointOf),
    openCases: cases.map((one) => ({
      id: one.id,
      number: one.number,
      type: one.type,
      subject: one.subject,
      updatedAt: one.updated_at,
    })),
    interactionCount: counts.all,
    recentCount: lately.reduce((sum, { n }) => sum + n, 0),
    recentSince: lately.length === 0 ? null : instantOf(Math.min(...lately.map(({ first }) => first))),
    recentCaseIds: lately.flatMap(({ hangs_on }) => hangs_on ?? []),
    recentWithoutCase: lately.flatMap(({ hangs_on, one, other }) => (hangs_on === null ? [...new Set([one, other])] : [])),
    lastInteractionAt: counts.last === null ? null : instantOf(counts.last),
  }
}

/** Longest chain of merges followed; a longer one could only be a ring. */
const mostMerges = 20

/** The contact of an id, or the one it was merged into. Throws Failure `not_found`. */
export async function findContact(read: Reader | Writer, id: string) {
  return (await presentContact(read, id)) ?? raise('not_found', 'error.records.gone')
}

/** The id by which a contact goes now; one that is not there stays as it is, and so does null. */
export async function presentId<T extends string | null>(read: Reader | Writer, id: T): Promise<T | string> {
  if (id === null) return id
  return (await presentContact(read, id))?.id ?? id
}

/** The contact of an id, or the one it was merged into; undefined when there is none. */
export async function presentContact(read: Reader | Writer, id: string) {
  let wanted = id
  for (let step = 0; step < mostMerges; step++) {
    const row = await read.selectFrom('contacts').selectAll().where('id', '=', wanted).executeTakeFirst()
    if (!row || row.merged_into_id === null) return row
    wanted = row.merged_into_id
  }
  return undefined
}
