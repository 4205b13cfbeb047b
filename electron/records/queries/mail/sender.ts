import type { MatchDecision } from '#shared/domain/matching.ts'
import { matchSender, senderAddresses, type SenderFacts } from '#shared/domain/matching.ts'
import type { Reader, Writer } from '../../database/store.ts'

/** Whose letter it is: loads the points with the sender's addresses and lets the rule for callers and senders decide. */
export async function matchAddresses(tx: Reader | Writer, facts: SenderFacts): Promise<MatchDecision> {
  const addresses = senderAddresses(facts)
  if (addresses.length === 0) return matchSender(facts, [])
  const points = await tx
    .selectFrom('contact_points as p')
    .select(['p.contact_id as contactId', 'p.normalized', 'p.extension', 'p.usage', 'p.trust'])
    .select((eb) => [
      eb
        .selectFrom('cases as k')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('k.contact_id', '=', 'p.contact_id')
        .where('k.status', 'not in', ['resolved', 'closed'])
        .as('openCases'),
      eb
        .selectFrom('interactions as i')
        .select('i.started_at')
        .whereRef('i.contact_id', '=', 'p.contact_id')
        .orderBy('i.seq', 'desc')
        .limit(1)
        .as('lastInteractionAt'),
    ])
    .where('p.type', '=', 'email')
    .where('p.normalized', 'in', addresses)
    .limit(100)
    .execute()
  return matchSender(
    facts,
    points.map((point) => ({ ...point, openCases: point.openCases ?? 0 })),
  )
}
