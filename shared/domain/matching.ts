import { normalizeEmail } from './email-address.ts'
import type { ContactPoint } from './contact.ts'
import type { matchLevels } from './interaction.ts'
import type { NormalizedPhone } from './phone-number.ts'

export type MatchLevel = (typeof matchLevels)[number]

/** A point that carries the caller's number or sender's address, with what orders the chooser. */
export interface CandidatePoint extends Pick<ContactPoint, 'contactId' | 'normalized' | 'extension' | 'usage' | 'trust'> {
  readonly openCases: number
  /** ISO 8601; null: never in touch. */
  readonly lastInteractionAt: string | null
}

export interface MatchDecision {
  readonly level: MatchLevel
  /** The one contact to open. */
  readonly contactId: string | null
  /** For the chooser, most likely first; also filled with the one contact to open. */
  readonly candidateIds: readonly string[]
}

const nobody: MatchDecision = { level: 'none', contactId: null, candidateIds: [] }
/** A chooser with more than this is a list to search, not a choice. */
const mostCandidates = 20

/**
 * Who calls. A direct number of exactly one contact, verified or stated, opens that contact; a shared number or several contacts
 * make a chooser; a guess (read from some text) is only ever a hint; who hides is nobody, and no contact is made.
 * @param points every point with this normalised number; others are ignored
 */
export function matchCaller(number: NormalizedPhone, points: readonly CandidatePoint[]): MatchDecision {
  if (number.kind === 'withheld') return { ...nobody, level: 'withheld' }
  if (number.normalized === null) return nobody
  return decide(
    points.filter((point) => point.normalized === number.normalized),
    number.extension,
  )
}

export interface SenderFacts {
  /** Addresses in the order they count: From, then Reply-To. */
  readonly addresses: readonly string[]
  /** Our own mailboxes: never a customer. */
  readonly own: readonly string[]
  /** Contact of the conversation the letter answers. */
  readonly threadContactId?: string | null
}

/** The sender's addresses that can belong to a customer, normalised, in their order. */
export function senderAddresses({ addresses, own }: SenderFacts): string[] {
  const ours = new Set(own.map(normalizeEmail))
  const found = addresses.map(normalizeEmail).filter((address) => address !== null && !ours.has(address))
  return [...new Set(found as string[])]
}

/**
 * Who writes: From decides, then Reply-To. The thread alone is only a hint: whoever was forwarded a letter can answer it,
 * and must not land on the customer's record by that.
 */
export function matchSender(facts: SenderFacts, points: readonly CandidatePoint[]): MatchDecision {
  let hint: MatchDecision = nobody
  for (const address of senderAddresses(facts)) {
    const decision = decide(
      points.filter((point) => point.normalized === address),
      null,
    )
    if (decision.contactId !== null) return decision
    if (hint.level === 'none') hint = decision
  }
  if (hint.level === 'none' && facts.threadContactId)
    return { level: 'guessed', contactId: null, candidateIds: [facts.threadContactId] }
  return hint
}

function decide(points: readonly CandidatePoint[], extension: string | null): MatchDecision {
  const firm = points.filter((point) => point.trust !== 'guessed')
  if (firm.length === 0) return points.length === 0 ? nobody : { level: 'guessed', contactId: null, candidateIds: order(points) }
  const atExtension = extension === null ? [] : firm.filter((point) => point.extension === extension)
  const meant = atExtension.length > 0 ? atExtension : firm
  const contacts = new Set(meant.map((point) => point.contactId))
  // An extension makes one of a shared number's contacts the only one; without it "shared" always asks.
  const direct = atExtension.length > 0 || meant.every((point) => point.usage === 'direct')
  const [only] = contacts
  if (only === undefined || contacts.size > 1 || !direct) return { level: 'shared', contactId: null, candidateIds: order(meant) }
  return {
    level: meant.some((point) => point.trust === 'verified') ? 'verified' : 'stated',
    contactId: only,
    candidateIds: [only],
  }
}

const trustOrder = { verified: 0, stated: 1, guessed: 2 } as const

/** Contacts once each: those with an open case first, then by last contact, then the surer point; equal ones by id, so that the order is steady. */
function order(points: readonly CandidatePoint[]): string[] {
  const sorted = [...points].sort(
    (a, b) =>
      Number(b.openCases > 0) - Number(a.openCases > 0) ||
      compare(b.lastInteractionAt ?? '', a.lastInteractionAt ?? '') ||
      trustOrder[a.trust] - trustOrder[b.trust] ||
      compare(a.contactId, b.contactId),
  )
  return [...new Set(sorted.map((point) => point.contactId))].slice(0, mostCandidates)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
