import { cueLanguages, type CueLanguage } from '#shared/cues/deck/names.ts'
import type { ConditionWords } from '#shared/cues/words/condition-words.ts'
import { useWords } from '../../ui/i18n.tsx'

/** The language of the desk among those that cards speak. */
export function useCueLanguage(): CueLanguage {
  const { language } = useWords()
  return cueLanguages.find((each) => language.startsWith(each)) ?? 'en'
}

/** Words for conditions in the language of the desk. */
export function useConditionWords(): ConditionWords {
  const { say } = useWords()
  const language = useCueLanguage()
  return { language, say: (key, params) => say(key, params) }
}

/** A part of a sentence where it stands alone. */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)
