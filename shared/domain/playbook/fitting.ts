import { z } from 'zod'
import { groupsOf, type Conditions, type FactName } from './conditions.ts'
import type { PlaybookFacts } from './facts.ts'
import { fold } from './fold.ts'
import type { Playbook } from './playbook.ts'

/** Why a standard is offered: the fact that holds, and its value as data (a case type, a number of contacts, the menu's words). */
export const fitReasonSchema = z.object({
  fact: z.enum([
    'always',
    'caseType',
    'reason',
    'queue',
    'ivr',
    'direction',
    'internal',
    'withheld',
    'sharedNumber',
    'segment',
    'repeatContact',
    'openComplaint',
    'renewalDue',
    'scoreUnder',
    'crisis',
  ]),
  value: z.union([z.string(), z.number()]).nullable(),
})
export type FitReason = z.infer<typeof fitReasonSchema>

/** How much a fact says about what is going on here; the sum orders the list. */
const weights: Readonly<Record<FactName, number>> = {
  crisis: 9,
  reason: 7,
  withheld: 6,
  internal: 6,
  sharedNumber: 6,
  renewalDue: 6,
  scoreUnder: 6,
  repeatContact: 6,
  caseType: 5,
  openComplaint: 4,
  ivr: 4,
  segment: 4,
  queue: 2,
  direction: 1,
}

export interface Fit<B> {
  readonly book: B
  /** What says most comes first. */
  readonly reasons: readonly FitReason[]
}

/**
 * The standards that fit, most telling first. One that always holds on its channel comes after those with a reason of their own,
 * one of the present stage before others; of those what must be done goes first. Equal ones go by code.
 */
export function fitting<B extends Pick<Playbook, 'channels' | 'when' | 'stage' | 'mandatory' | 'code'>>(
  books: readonly B[],
  facts: PlaybookFacts,
): Fit<B>[] {
  return books
    .flatMap((book) => {
      const best = fit(book, facts)
      return best ? [{ book, ...best }] : []
    })
    .toSorted((a, b) => b.score - a.score || a.book.code.localeCompare(b.book.code, 'en'))
    .map(({ book, reasons }) => ({ book, reasons }))
}

function fit(
  book: Pick<Playbook, 'channels' | 'when' | 'stage' | 'mandatory'>,
  facts: PlaybookFacts,
): { score: number; reasons: FitReason[] } | null {
  if (book.when === undefined || !book.channels.includes(facts.channel)) return null
  const extra = book.stage !== undefined && book.stage === facts.stage ? 2 : 0
  if (book.when === 'always') return { score: extra + (book.mandatory ? 1 : 0), reasons: [{ fact: 'always', value: null }] }
  const held = groupsOf(book.when).flatMap((group) => {
    const reasons = reasonsOf(group, facts)
    return reasons ? [{ reasons, score: reasons.reduce((sum, each) => sum + weightOf(each), 0) + extra }] : []
  })
  return held.toSorted((a, b) => b.score - a.score)[0] ?? null
}

const weightOf = ({ fact }: FitReason): number => (fact === 'always' ? 0 : weights[fact])

/** Why a group holds; null when one of its conditions does not. */
function reasonsOf(group: Conditions, facts: PlaybookFacts): FitReason[] | null {
  const reasons: FitReason[] = []
  for (const fact of Object.keys(group) as FactName[]) {
    const held = holds(fact, group, facts)
    if (held === null) return null
    reasons.push({ fact: held.fact ?? fact, value: held.value })
  }
  return reasons.toSorted((a, b) => weightOf(b) - weightOf(a))
}

/** `fact`: what really says so, where it is not the one that was asked for. */
type Held = { value: string | number | null; fact?: FactName } | null
const when = (is: boolean, value: string | number | null = null): Held => (is ? { value } : null)
const among = (value: string | null, list: readonly string[] | undefined): Held =>
  when(value !== null && list?.includes(value) === true, value)

function holds(fact: FactName, group: Conditions, facts: PlaybookFacts): Held {
  switch (fact) {
    case 'caseType': {
      const { implied } = facts
      if (implied && group.caseType?.includes(implied.type)) return { fact: implied.by, value: facts[implied.by] }
      return among(facts.caseType, group.caseType)
    }
    case 'reason':
    case 'direction':
      return among(facts[fact], group[fact])
    case 'queue':
    case 'ivr':
      return when(facts[fact] !== null && says(facts[fact], group[fact]), facts[fact])
    case 'segment': {
      const tag = facts.segment.find((each) => says(each, group.segment))
      return when(tag !== undefined, tag ?? null)
    }
    case 'internal':
    case 'withheld':
    case 'sharedNumber':
    case 'openComplaint':
    case 'renewalDue':
    case 'crisis':
      return when(facts[fact] === group[fact])
    case 'repeatContact':
      return when(facts.repeatContact >= (group.repeatContact ?? Infinity), facts.repeatContact)
    case 'scoreUnder':
      return when(facts.lastScore !== null && facts.lastScore < (group.scoreUnder ?? 0), facts.lastScore)
  }
}

/** Whether a text holds a word that begins with one of these. */
function says(text: string, words: readonly string[] | undefined): boolean {
  const padded = ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, ' ')}`
  return words?.some((word) => padded.includes(` ${fold(word)}`)) === true
}
