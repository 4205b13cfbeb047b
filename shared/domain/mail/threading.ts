/** What a letter says about where it belongs. */
export interface Letter {
  /** References from the oldest to the newest, then In-Reply-To if it is not among them. */
  readonly references: readonly string[]
  /** Lower-case address of the other side (the customer). */
  readonly counterpart: string
  readonly contactId: string | null
  readonly baseSubject: string
}

/** A conversation one of the references, or the letter's own Message-ID, was found in. */
export interface Candidate {
  readonly conversationId: string
  readonly counterpart: string
  readonly contactId: string | null
  readonly baseSubject: string
  /** The reference that led here; the letter's own Message-ID when a newer letter had named it already. */
  readonly via: string
  /** Lower-case addresses that wrote or received letters of it, our own left out. */
  readonly participants: readonly string[]
}

/**
 * Which conversations the letter joins, best first; more than one means that a late letter shows two to be one. Empty: it begins a new one.
 *
 * Found by References from right to left (RFC 5322 §3.6.4); never across customers: the other side must be the same address, the same
 * known contact, or, when the letter's sender is nobody we know, somebody who already took part. A changed subject splits (a customer who
 * answers an old letter to ask something new). The same subject alone joins nothing.
 */
export function threadOf(letter: Letter, candidates: readonly Candidate[]): string[] {
  const order = new Map(letter.references.map((reference, index) => [reference, index]))
  const fits = candidates.filter(
    (candidate) => sameSide(letter, candidate) && sameSubject(letter.baseSubject, candidate.baseSubject),
  )
  fits.sort((a, b) => (order.get(b.via) ?? -1) - (order.get(a.via) ?? -1))
  return [...new Set(fits.map((candidate) => candidate.conversationId))]
}

function sameSide(letter: Letter, candidate: Candidate): boolean {
  if (letter.counterpart !== '' && letter.counterpart === candidate.counterpart) return true
  if (letter.contactId !== null && candidate.contactId !== null) return letter.contactId === candidate.contactId
  return letter.contactId === null && letter.counterpart !== '' && candidate.participants.includes(letter.counterpart)
}

const sameSubject = (a: string, b: string): boolean => a === b || a === '' || b === ''

/** All Message-IDs in a References or In-Reply-To field, oldest first, at most the 50 newest; what is no msg-id (RFC 5322 §3.6.4) is left out. */
export function messageIds(field: string): string[] {
  return [...new Set(field.match(/<[^<>\s]{1,990}>/g) ?? [])].slice(-50)
}
