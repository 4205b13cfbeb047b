import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { en } from '#shared/i18n/en.ts'
import { languages } from '#shared/i18n/languages.ts'
import { sameEverywhere, sameWords } from './same-words.ts'

const folder = join(import.meta.dirname, '../../../../shared/i18n')
type Words = Record<string, string>
const read = (language: string, name: string): Words => JSON.parse(readFileSync(join(folder, language, name), 'utf8')) as Words

const files = readdirSync(join(folder, 'en')).sort()
const others = languages.filter((each) => each !== 'en')
const english: Words = en
const plural = /^(.+?)(_ordinal)?_(zero|one|two|few|many|other)$/

/** The keys a language must have for those of English: plural forms by its own categories (CLDR, as Intl knows them). */
function expected(keys: readonly string[], language: string): string[] {
  const all = keys.flatMap((key) => {
    const found = plural.exec(key)
    if (!found) return [key]
    const [, base, ordinal] = found
    const rules = new Intl.PluralRules(language, { type: ordinal ? 'ordinal' : 'cardinal' })
    return rules.resolvedOptions().pluralCategories.map((category) => `${base}${ordinal ?? ''}_${category}`)
  })
  return [...new Set(all)].sort()
}

/** The English text a key stands for; a plural form that English lacks stands for its `other`. */
const englishOf = (key: string): string => english[key] ?? english[key.replace(plural, '$1$2_other')] ?? ''
const places = (text: string): string[] => [...text.matchAll(/\{\{[^}]*\}\}/g)].map(([place]) => place).sort()
const wordsOf = (text: string): string[] => text.replaceAll(/\{\{[^}]*\}\}/g, ' ').match(/\p{L}+/gu) ?? []
const isLatin = (word: string): boolean => /^\p{Script=Latin}+$/u.test(word)
const isCyrillic = (word: string): boolean => /^\p{Script=Cyrillic}+$/u.test(word)

describe.each(others)('the catalogue of %s', async (language) => {
  const catalogue = await loadCatalogue(language)
  const entries = Object.entries(catalogue)
  const wrong = (is: (text: string, key: string) => boolean): string[] =>
    entries.filter(([key, text]) => is(text, key)).map(([key, text]) => `${key}: ${text}`)

  it('has the files of English, and in each the same keys in its own plural forms', () => {
    expect(readdirSync(join(folder, language)).sort()).toEqual(files)
    for (const name of files)
      expect(Object.keys(read(language, name)).sort(), name).toEqual(expected(Object.keys(read('en', name)), language))
  })

  it('merges every file', () => {
    const all: Words = Object.assign({}, ...files.map((name) => read(language, name)))
    expect(catalogue).toEqual(all)
  })

  it('keeps every place of the English text', () =>
    expect(wrong((text, key) => places(text).join() !== places(englishOf(key)).join())).toEqual([]))

  it('has no empty text and no loose spaces', () =>
    expect(wrong((text) => text.trim() === '' || text !== text.trim() || text.includes('  '))).toEqual([]))

  it('ends as the English text ends: sentence, question, ellipsis or bare', () => {
    const end = (text: string): string => /[.?…:]?$/.exec(text)?.[0] ?? ''
    expect(wrong((text, key) => end(text) !== end(englishOf(key)))).toEqual([])
  })

  it('leaves no English behind, but for words that are the same', () => {
    const allowed = new Set([...sameEverywhere, ...sameWords[language]])
    expect(wrong((text, key) => text === englishOf(key) && wordsOf(text).length > 0 && !allowed.has(text))).toEqual([])
    // A word of the list that no text uses any more goes out of the list.
    const used = new Set(entries.filter(([key, text]) => text === englishOf(key)).map(([, text]) => text))
    expect(sameWords[language].filter((word) => !used.has(word))).toEqual([])
  })

  it('is written in one script: no letter that only looks like one of ours', () => {
    const good = (word: string, key: string): boolean =>
      language === 'mn' ? isCyrillic(word) || (isLatin(word) && wordsOf(englishOf(key)).includes(word)) : isLatin(word)
    expect(wrong((text, key) => wordsOf(text).some((word) => !good(word, key)))).toEqual([])
  })
})

describe('the tests above', () => {
  it('see a form that is missing', () => {
    expect(expected(['a_one', 'a_other', 'b'], 'cs')).toEqual(['a_few', 'a_many', 'a_one', 'a_other', 'b'])
    expect(expected(['a_ordinal_one', 'a_ordinal_other'], 'hu')).toEqual(['a_ordinal_one', 'a_ordinal_other'])
    expect(expected(['a_ordinal_one', 'a_ordinal_two', 'a_ordinal_other'], 'de')).toEqual(['a_ordinal_other'])
  })
  it('see a Latin letter in a Cyrillic word', () => expect(isCyrillic('Зурвaс')).toBe(false))
})
