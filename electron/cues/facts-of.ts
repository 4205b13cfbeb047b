import type { StandingFacts } from '#shared/cues/inputs.ts'
import type { Case } from '#shared/domain/case.ts'
import { lastScoreOf, renewalDaysOf } from '#shared/domain/contact-fields.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import type { Interaction } from '#shared/domain/interaction.ts'
import { isGrievance } from '#shared/domain/open-case.ts'

const dayMs = 86_400_000

/** What the records say of a contact, as facts. `renewalOn` and `lastScore` are own fields of the contact. */
export function contactFacts(card: ContactCard | null, now: number): Partial<StandingFacts> {
  if (!card) return { 'contact.known': false, ...noContact }
  const { contact } = card
  const complaints = card.openCases.filter(({ type }) => isGrievance(type))
  return {
    'contact.known': true,
    'contact.kind': contact.kind,
    'contact.name': contact.displayName,
    'contact.tags': contact.tags,
    'contact.recentCount': card.recentCount,
    'contact.recentSince': card.recentSince === null ? null : Date.parse(card.recentSince),
    'contact.openCases': card.openCases.length,
    'contact.openComplaints': complaints.length,
    'contact.promised': contact.promised !== null && contact.promised.trim() !== '',
    'contact.promise': contact.promised,
    'contact.renewalDays': renewalDaysOf(contact.custom, now),
    'contact.lastScore': lastScoreOf(contact.custom),
    'contact.customerYears': yearsSince(contact.customerSince, now),
  }
}

const noContact: Partial<StandingFacts> = {
  'contact.kind': null,
  'contact.name': null,
  'contact.tags': null,
  'contact.recentCount': null,
  'contact.recentSince': null,
  'contact.openCases': null,
  'contact.openComplaints': null,
  'contact.promised': null,
  'contact.promise': null,
  'contact.renewalDays': null,
  'contact.lastScore': null,
  'contact.customerYears': null,
}

/**
 * What the contacts of these days are about, as a fact: the case this one hangs on, else the only one that the earlier ones hang on,
 * else, of a first one, the only one that is open. Nothing is said when an earlier one hangs on another or on none: "third contact about
 * this" would be untrue.
 * @param thisOne id of this contact's interaction, which may hang on no case yet
 */
export function subjectFacts(card: ContactCard | null, linked: Case | null, thisOne: string): Partial<StandingFacts> {
  const cases = card?.openCases ?? []
  const earlier = card?.recentCaseIds ?? []
  const id = linked?.id ?? earlier[0] ?? (cases.length === 1 ? cases[0]?.id : undefined)
  const about = linked ?? cases.find((each) => each.id === id)
  const same = earlier.every((each) => each === id) && (card?.recentWithoutCase ?? []).every((each) => each === thisOne)
  return { 'contact.openSubject': about && same && written(about.subject) ? about.subject : null }
}

/**
 * What the case says, as facts; a note beside the call counts as the case's.
 * @param implied the type the menu choice implies, as long as there is no case
 */
export function caseFacts(linked: Case | null, note: string, implied: Case['type'] | null = null): Partial<StandingFacts> {
  return {
    'case.type': linked?.type ?? implied,
    'case.reason': linked?.reason ?? null,
    'case.number': linked?.number ?? null,
    'case.subject': linked && written(linked.subject) ? linked.subject : null,
    'case.hasNote': written(linked?.note) || written(note),
    'case.hasSolution': written(linked?.solution),
    'case.hasNextStep': written(linked?.nextStep),
  }
}

/** What is known of the way an interaction came. */
export const wayFacts = (
  of: Pick<Interaction, 'queue' | 'ivrOption' | 'direction' | 'matchLevel' | 'candidateIds'>,
): Partial<StandingFacts> => ({
  queue: of.queue,
  'ivr.option': of.ivrOption,
  direction: of.direction,
  'caller.withheld': of.matchLevel === 'withheld',
  'caller.shared': of.matchLevel === 'shared' || of.candidateIds.length > 1,
})

const written = (text: string | undefined): boolean => text !== undefined && text.trim() !== ''

/** Full years since a year or a date, as written. */
function yearsSince(since: string | null, now: number): number | null {
  const found = /(?<!\d)((?:19|20)\d{2})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(since ?? '')
  if (!found) return null
  const begun = Date.UTC(Number(found[1]), Number(found[2] ?? 1) - 1, Number(found[3] ?? 1))
  return Math.max(0, Math.floor((now - begun) / (365.25 * dayMs)))
}
