import { cueLanguages, type CueLanguage } from '../deck/names.ts'
import type { DraftWords } from './draft-words.ts'
import { finder, wordsOf, type Finder } from './text.ts'
import { cs } from './words/cs.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'
import { hu } from './words/hu.ts'
import { mn } from './words/mn.ts'

const tables: Readonly<Record<CueLanguage, DraftWords>> = { en, de, hu, cs, mn }

/** A language's table made ready: patterns are built once, when the first letter in that language is looked at. */
export interface LanguageRules {
  readonly greetings: Finder
  readonly negative: Finder
  readonly nextStep: Finder
  readonly promise: Finder
  readonly time: Finder
  readonly attachment: Finder
  readonly small: ReadonlySet<string>
}

const ready = new Map<CueLanguage, LanguageRules>()
export function rulesOf(language: CueLanguage): LanguageRules {
  const known = ready.get(language)
  if (known) return known
  const { greetings, negative, nextStep, promise, time, attachment, small } = tables[language]
  const made: LanguageRules = {
    greetings: finder(greetings),
    negative: finder(negative),
    nextStep: finder(nextStep),
    promise: finder(promise),
    time: finder(time),
    attachment: finder(attachment),
    small: new Set(small),
  }
  ready.set(language, made)
  return made
}

/** Which of the five languages a text is in, by its small words; `otherwise` when they do not tell. */
export function languageOf(text: string, otherwise: CueLanguage): CueLanguage {
  const words = wordsOf(text.slice(0, 4000))
  let best = otherwise
  let most = 1
  for (const language of cueLanguages) {
    const { small } = rulesOf(language)
    const hits = words.filter((word) => small.has(word)).length
    if (hits > most || (hits === most && hits > 1 && language === otherwise)) {
      most = hits
      best = language
    }
  }
  return best
}
