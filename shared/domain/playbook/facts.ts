import { z } from 'zod'
import type { Case } from '../case.ts'
import { caseReasons, caseTypes } from '../case-choices.ts'
import { caseTypeFromMenu } from '../case-from-menu.ts'
import type { ContactCard } from '../contact.ts'
import { lastScoreOf, renewalDaysOf } from '../contact-fields.ts'
import { channels, directions, type Interaction } from '../interaction.ts'
import { isGrievance } from '../open-case.ts'
import { playbookStages } from './playbook.ts'

/** What is known of an interaction, as far as standards ask for it. Whatever nobody knows is null or false. */
export const playbookFactsSchema = z.object({
  channel: z.enum(channels),
  direction: z.enum(directions),
  stage: z.enum(playbookStages).nullable().default(null),
  caseType: z.enum(caseTypes).nullable().default(null),
  /** While there is no case: what the caller's menu choice or queue says it is about, and which of the two says so. */
  implied: z
    .object({ type: z.enum(caseTypes), by: z.enum(['ivr', 'queue']) })
    .nullable()
    .default(null),
  reason: z.enum(caseReasons).nullable().default(null),
  queue: z.string().max(200).nullable().default(null),
  ivr: z.string().max(200).nullable().default(null),
  internal: z.boolean().default(false),
  withheld: z.boolean().default(false),
  sharedNumber: z.boolean().default(false),
  segment: z.array(z.string().max(60)).max(30).default([]),
  /** Contacts within seven days, this one included. */
  repeatContact: z.number().int().min(0).default(0),
  openComplaint: z.boolean().default(false),
  renewalDue: z.boolean().default(false),
  /** 0 to 10. */
  lastScore: z.number().min(0).max(10).nullable().default(null),
  crisis: z.boolean().default(false),
})
export type PlaybookFacts = z.infer<typeof playbookFactsSchema>

/** The part of an interaction that standards look at; any `Interaction` will do. */
export type FactsInteraction = Pick<
  Interaction,
  'candidateIds' | 'channel' | 'direction' | 'ivrOption' | 'matchLevel' | 'queue' | 'remote'
>

/**
 * Whether the number or address does not say who it is: several fit, or a person picked one of those who share it. A shared number
 * elsewhere on the record says nothing of who came by her own.
 */
const isShared = ({ candidateIds, matchLevel, remote }: FactsInteraction, card: ContactCard | null): boolean =>
  matchLevel === 'shared' ||
  candidateIds.length > 1 ||
  (matchLevel === 'chosen' && card?.points.some((point) => point.usage === 'shared' && point.normalized === remote) === true)

function impliedBy({ ivrOption, queue }: FactsInteraction): PlaybookFacts['implied'] {
  const type = caseTypeFromMenu(ivrOption, queue)
  return type && { type, by: caseTypeFromMenu(ivrOption, null) === null ? 'queue' : 'ivr' }
}

/** So long before its day a renewal is due. */
const renewalDays = 30

function renewalDue(card: ContactCard | null, now: number): boolean {
  const days = card ? renewalDaysOf(card.contact.custom, now) : null
  return days !== null && days >= 0 && days <= renewalDays
}

/**
 * The facts of an interaction with its customer and case. What only others know (the stage) comes in `more`.
 * @param now milliseconds since 1970
 */
export function factsOf(
  interaction: FactsInteraction,
  card: ContactCard | null,
  open: Pick<Case, 'type' | 'reason'> | null,
  now: number,
  more: Partial<PlaybookFacts> = {},
): PlaybookFacts {
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
  return {
    channel: interaction.channel,
    direction: interaction.direction,
    stage: null,
    caseType: open?.type ?? null,
    implied: open ? null : impliedBy(interaction),
    reason: open?.reason ?? null,
    queue: interaction.queue,
    ivr: interaction.ivrOption,
    internal: interaction.direction === 'internal' || card?.contact.kind === 'internal',
    withheld: interaction.matchLevel === 'withheld',
    sharedNumber: isShared(interaction, card),
    segment: card?.contact.tags ?? [],
    repeatContact: card?.recentCount ?? 0,
    openComplaint: card?.openCases.some(({ type }) => isGrievance(type)) === true,
    renewalDue: renewalDue(card, now),
    lastScore: card ? lastScoreOf(card.contact.custom) : null,
    crisis: false,
    ...given,
  }
}
