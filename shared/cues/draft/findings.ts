import type { CueLanguage } from '../deck/names.ts'
import type { Facts } from '../facts.ts'
import { languageOf, rulesOf } from './languages.ts'
import { questionsOf, unanswered } from './questions.ts'
import { ownWords, sentencesOf, wordsOf } from './text.ts'

/** Shorter beginnings are not judged: nobody likes to be told what is missing in a first line. */
const enoughWords = 8
const enoughForNextStep = 20
/** Letters of the beginning in which greeting and name are looked for. */
const beginningLength = 250

export interface DraftInput {
  /** The composer's text, without the quoted history. */
  readonly text: string
  /** What the customer wrote last, as text; null for a letter that answers nothing. */
  readonly letter: string | null
  readonly customerName: string | null
  readonly attachments: number
  /** The customer's language, or the desk's: asked when the words do not tell. */
  readonly language: CueLanguage
}

export type DraftFindings = Pick<
  Facts,
  | 'draft.words'
  | 'draft.missingGreeting'
  | 'draft.missingName'
  | 'draft.unansweredQuestions'
  | 'draft.negativePhrases'
  | 'draft.missingNextStep'
  | 'draft.promiseWithoutDate'
  | 'draft.missingAttachment'
>

/** What a letter being written still lacks, in the language it is written in. Looks at words, never at the writer. */
export function findInDraft(input: DraftInput): DraftFindings {
  const text = ownWords(input.text)
  const words = wordsOf(text).length
  const language = languageOf(text, input.language)
  const rules = rulesOf(language)
  const beginning = text.slice(0, beginningLength)
  const asked = input.letter === null ? null : questionsOf(ownWords(input.letter))
  const letterRules = input.letter === null ? rules : rulesOf(languageOf(input.letter, input.language))
  const long = words >= enoughWords
  return {
    'draft.words': words,
    'draft.missingGreeting': long ? !rules.greetings.test(firstLine(beginning)) : null,
    'draft.missingName': long && input.customerName !== null ? !namesThem(beginning, input.customerName, language) : null,
    'draft.unansweredQuestions': long && asked ? unanswered(asked, text, letterRules) : null,
    'draft.negativePhrases': words > 0 ? rules.negative.all(text) : null,
    'draft.missingNextStep': words >= enoughForNextStep ? !rules.nextStep.test(text) : null,
    'draft.promiseWithoutDate': long
      ? sentencesOf(text).some(
          (sentence) => rules.promise.test(sentence) && !rules.time.test(sentence) && !figures.test(sentence),
        )
      : null,
    'draft.missingAttachment': words > 0 ? input.attachments === 0 && rules.attachment.test(text) : null,
  }
}

/** `14.30`, `9:00`, `3. 12.`, `2026-04-01`, `within 2 days`, `до 3`, `2-3 nap`: a figure that can only be a date, a time or a span. */
const figures =
  /\d{1,2}[.:]\d{2}|\d{1,2}\.\s?\d{1,2}\.|\d{4}-\d{2}-\d{2}|\d+(?:\s?[-–]\s?\d+)?\s*(?:\.\s*)?(?:hours?|days?|weeks?|minutes?|o'clock|am|pm|stunden?|tage?n?|wochen?|minuten|uhr|óra|órá\p{L}*|nap\p{L}*|hét\p{L}*|perc\p{L}*|hodin\p{L}*|dn\p{L}*|týdn\p{L}*|minut\p{L}*|цаг\p{L}*|хоног\p{L}*|өдр\p{L}*|өдөр\p{L}*|минут\p{L}*|сарын)(?!\p{L})/iu

/** A greeting stands in one of the first two lines. */
const firstLine = (text: string): string => text.split('\n').slice(0, 2).join('\n')

/** One of the customer's names stands at the beginning, with any ending; Czech bends the name itself ("pane Nováku", "Petře"). */
function namesThem(beginning: string, name: string, language: CueLanguage): boolean {
  const heard = wordsOf(plain(beginning))
  return wordsOf(plain(name))
    .filter((part) => part.length > 2)
    .some((part) => {
      const root = language === 'cs' ? part.slice(0, Math.max(3, part.length - 2)) : part
      return heard.some((word) => word.startsWith(root))
    })
}

/** Without accents, so that Kovacs is Kovács. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '')
