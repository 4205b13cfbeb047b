import type { MatchResult } from '#shared/contract/records/contacts.ts'
import {
  matchCaller,
  matchSender as decideSender,
  senderAddresses,
  type CandidatePoint,
  type MatchDecision,
  type SenderFacts,
} from '#shared/domain/matching.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'
import { seen } from '../../database/hidden.ts'
import { instantOf } from '../../database/seq.ts'
import type { Reader, Writer } from '../../database/store.ts'
import { contactCard } from './card.ts'
import { lastSeqColumn, openCasesColumn } from './rows.ts'

/** A number shared by more contacts than this is nobody's in particular; the chooser shows the first of them and a search. */
const mostPoints = 200

/** Every point with one of these normalised values, with what orders a chooser. */
export async function candidatePoints(
  read: Reader | Writer,
  type: 'phone' | 'email',
  normalized: readonly string[],
): Promise<CandidatePoint[]> {
  if (normalized.length === 0) return []
  const rows = await read
    .selectFrom('contact_points as p')
    .innerJoin('contacts as c', 'c.id', 'p.contact_id')
    .select([
      'c.id as contact_id',
      'p.normalized',
      'p.extension',
      'p.usage',
      'p.trust',
      openCasesColumn.as('open_cases'),
      lastSeqColumn.as('last_seq'),
    ])
    .where('p.normalized', 'in', normalized)
    .where('p.type', '=', type)
    .where('c.merged_into_id', 'is', null)
    .where(seen('contacts', 'c.seq'))
    .limit(mostPoints)
    .execute()
  return rows.map((row) => ({
    contactId: row.contact_id,
    normalized: row.normalized,
    extension: row.extension,
    usage: row.usage,
    trust: row.trust,
    openCases: row.open_cases,
    lastInteractionAt: row.last_seq === null ? null : instantOf(row.last_seq),
  }))
}

/** Who calls, with the cards to show. */
export async function matchPhone(read: Reader, raw: string | null, region: string, now: string): Promise<MatchResult> {
  const number = normalizePhone(raw, region)
  const points = number.normalized === null ? [] : await candidatePoints(read, 'phone', [number.normalized])
  return withCards(read, matchCaller(number, points), number.normalized, number.display, now)
}

/** Who writes: the decision alone, for use inside the transaction that stores a letter. */
export async function matchSender(read: Reader | Writer, facts: SenderFacts): Promise<MatchDecision> {
  return decideSender(facts, await candidatePoints(read, 'email', senderAddresses(facts)))
}

/** Who writes, with the cards to show. */
export async function matchEmail(read: Reader, facts: SenderFacts, now: string): Promise<MatchResult> {
  const address = senderAddresses(facts)[0] ?? null
  return withCards(read, await matchSender(read, facts), address, address, now)
}

async function withCards(
  read: Reader,
  decision: MatchDecision,
  normalized: string | null,
  display: string | null,
  now: string,
): Promise<MatchResult> {
  const candidates = []
  for (const id of decision.candidateIds) candidates.push(await contactCard(read, id, now))
  return { level: decision.level, contactId: decision.contactId, candidates, normalized, display }
}
