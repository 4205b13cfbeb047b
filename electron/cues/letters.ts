import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import { findInDraft } from '#shared/cues/draft/findings.ts'
import { questionsOf } from '#shared/cues/draft/questions.ts'
import { ownWords } from '#shared/cues/draft/text.ts'
import type { StandingFacts } from '#shared/cues/inputs.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import { textOfHtml } from '#shared/domain/mail/snippet.ts'
import type { Draft } from '#shared/domain/mail.ts'
import type { Supervised } from '../app/supervised.ts'
import { caseFacts, contactFacts, subjectFacts, wayFacts } from './facts-of.ts'

type Records = Pick<Supervised<typeof recordsCalls>, 'call'>
const hourMs = 3_600_000

/** A customer's letter on the screen. */
export interface OpenLetter {
  /** The letter's own interaction. */
  readonly interactionId: string
  readonly conversationId: string
  readonly text: string
  readonly card: ContactCard | null
  readonly standing: Partial<StandingFacts>
}

/** Reads the newest letter of a customer in a conversation with all that is known of it; null when there is none or it was sent by a machine. */
export async function readLetter(records: Records, conversationId: string, now: number): Promise<OpenLetter | null> {
  const found = await records.call('mail.conversation', { id: conversationId })
  if (!found.ok) return null
  const letter = found.value.messages
    .filter(({ direction }) => direction === 'inbound')
    .toSorted((a, b) => a.receivedAt.localeCompare(b.receivedAt))
    .at(-1)
  if (!letter || letter.automatic) return null
  const { contactId } = found.value.conversation
  const [body, card, turn] = await Promise.all([
    records.call('mail.body', { messageId: letter.id }),
    contactId === null ? null : records.call('contacts.card', { id: contactId }),
    records.call('interactions.get', { id: letter.id }),
  ])
  const text = body.ok ? (body.value.text ?? (body.value.html === null ? '' : textOfHtml(body.value.html))) : ''
  const caseId = turn.ok ? turn.value.interaction.caseId : null
  const linked = caseId === null ? null : await records.call('cases.get', { id: caseId })
  const known = card?.ok ? card.value : null
  const ofCase = linked?.ok ? linked.value : null
  return {
    interactionId: letter.id,
    conversationId,
    text,
    card: known,
    standing: {
      ...(turn.ok ? wayFacts(turn.value.interaction) : { direction: 'inbound' }),
      ...contactFacts(known, now),
      ...subjectFacts(known, ofCase, letter.id),
      ...caseFacts(ofCase, ''),
      'letter.questions': questionsOf(ownWords(text)).length,
      'letter.waitingHours': Math.max(0, (now - Date.parse(letter.receivedAt)) / hourMs),
    },
  }
}

/** The facts of a letter's case as they are now; null when it has none or it cannot be read. */
export async function letterCase(
  records: Records,
  letter: Pick<OpenLetter, 'interactionId' | 'card'>,
): Promise<Partial<StandingFacts> | null> {
  const turn = await records.call('interactions.get', { id: letter.interactionId })
  const caseId = turn.ok ? turn.value.interaction.caseId : null
  const linked = caseId === null ? null : await records.call('cases.get', { id: caseId })
  return linked?.ok ? { ...subjectFacts(letter.card, linked.value, letter.interactionId), ...caseFacts(linked.value, '') } : null
}

/** What a draft lacks, as facts. */
export const draftFacts = (
  draft: Pick<Draft, 'text' | 'attachments'>,
  letter: Pick<OpenLetter, 'text' | 'card'> | null,
  language: CueLanguage,
): Partial<StandingFacts> =>
  findInDraft({
    text: draft.text,
    letter: letter?.text ?? null,
    customerName: letter?.card?.contact.displayName ?? null,
    attachments: draft.attachments.length,
    language: localeOf(letter?.card?.contact.locale ?? null) ?? language,
  })

function localeOf(locale: string | null): CueLanguage | null {
  const short = locale?.slice(0, 2).toLowerCase()
  return short === 'en' || short === 'de' || short === 'hu' || short === 'cs' || short === 'mn' ? short : null
}
