import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { AppError } from '#shared/contract/result.ts'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { catalogueOf, pseudoLanguage } from '#shared/i18n/languages.ts'
import { createTranslator, type Translator } from '#shared/i18n/translator.ts'

const english = createTranslator('en')
const Words = createContext<Translator>(english)

/** The words of a language (BCP 47) that need no fetching; null for others. */
export const wordsAtHand = (language: string): Translator | null =>
  language !== pseudoLanguage && catalogueOf(language) === 'en' ? createTranslator(language) : null

/** Fetches the words of a language. Never rejects: without them the desk goes on in English, with the fault in the log. */
export const fetchWords = async (language: string): Promise<Translator> =>
  loadCatalogue(language).then(
    (catalogue) => createTranslator(language, catalogue),
    (fault: unknown) => {
      console.error(`words of ${language} could not be fetched`, fault)
      return english
    },
  )

/**
 * Gives everything below the words and the number and date forms of a language (BCP 47). While another language is being fetched the
 * one before stays, so that nothing that is being typed or read goes away.
 * @param first the words to begin with
 */
export function WordsProvider({
  children,
  first = english,
  language,
}: {
  children: ReactNode
  first?: Translator
  language: string
}): ReactNode {
  const [words, setWords] = useState(first)
  useEffect(() => {
    let wanted = true
    if (words.language !== language) void fetchWords(language).then((fetched) => wanted && setWords({ ...fetched, language }))
    return () => {
      wanted = false
    }
  }, [language, words.language])
  return (
    <Words value={words}>
      <I18nProvider locale={words.language}>{children}</I18nProvider>
    </Words>
  )
}

/** The translator of the language in use. */
export const useWords = (): Translator => useContext(Words)
/** Only its `t`. */
export const useT = (): Translator['t'] => useContext(Words).t

/** An error in plain words. */
export const sayError = (words: Translator, error: Pick<AppError, 'messageKey' | 'params'>): string =>
  words.say(error.messageKey, error.params)
