import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { AppError } from '#shared/contract/result.ts'
import { createTranslator, type Translator } from '#shared/i18n/translator.ts'

const Words = createContext<Translator>(createTranslator('en'))

/** Gives everything below the words and the number and date forms of a language (BCP 47). */
export function WordsProvider({ children, language }: { children: ReactNode; language: string }): ReactNode {
  const translator = useMemo(() => createTranslator(language), [language])
  return (
    <Words value={translator}>
      <I18nProvider locale={language}>{children}</I18nProvider>
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
