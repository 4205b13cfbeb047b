import { createInstance, type FormatterModule, type i18n } from 'i18next'
import type { Catalogue } from './languages.ts'
import { en } from './en.ts'
import { numberFormat } from './formats.ts'

type Form = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other'
type Stripped<K> = K extends `${infer Base}_ordinal_${Form}` ? Base : K extends `${infer Base}_${Form}` ? Base : K
/** Every key of the catalogue; a key with plural forms is named without its ending. */
export type MessageKey = Stripped<keyof typeof en>
export type MessageParams = Readonly<Record<string, string | number | boolean>>

export interface Translator {
  readonly language: string
  /** The words for a key, with `{{places}}` filled; `count` picks the plural form, with `ordinal: true` that of 1st, 2nd, 3rd. */
  readonly t: (key: MessageKey, params?: MessageParams) => string
  /** The same for a key that came as data (an error, a notice). One that the catalogue lacks gives `fallback`'s words. */
  readonly say: (key: string, params?: MessageParams, fallback?: MessageKey) => string
  /** A number that stands alone, as the language writes it. */
  readonly number: (value: number) => string
}

/**
 * Makes a translator.
 * @param language BCP 47; decides the plural rules and the form of numbers
 * @param catalogue its words, as `loadCatalogue` gives them; a key that it lacks is said in English
 */
export function createTranslator(language: string, catalogue: Catalogue = en): Translator {
  const instance: i18n = createInstance()
  const numbers = numberFormat(language)
  instance.use({
    type: 'formatter',
    init: () => undefined,
    add: () => undefined,
    addCached: () => undefined,
    format: (value: unknown) => (typeof value === 'number' ? numbers.format(value) : value),
  } as FormatterModule)
  void instance.init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, ...(catalogue === en ? {} : { [language]: { translation: catalogue } }) },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
  })
  // Most words have nothing to fill in, and each picture of the desk asks for hundreds.
  const known = new Map<string, string>()
  const plain = (key: string): string => {
    const words = known.get(key) ?? instance.t(key)
    known.set(key, words)
    return words
  }
  const t = (key: string, params?: MessageParams): string => (params === undefined ? plain(key) : instance.t(key, { ...params }))
  return {
    language,
    t,
    number: (value) => numbers.format(value),
    say: (key, params, fallback = 'error.internal') =>
      instance.exists(key, { ...params }) ? t(key, params) : t(fallback, params),
  }
}
