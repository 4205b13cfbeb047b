import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { en } from '#shared/i18n/en.ts'
import { createTranslator, type Translator } from '#shared/i18n/translator.ts'

const folder = join(import.meta.dirname, '../../../../shared/i18n/en')
const files = readdirSync(folder).map((name) => ({
  name,
  keys: Object.keys(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object),
}))
const speaking = async (language: string): Promise<Translator> => createTranslator(language, await loadCatalogue(language))

describe('the English catalogue', () => {
  it('holds every key of every file, each key once', () => {
    const all = files.flatMap((file) => file.keys)
    expect(all.length).toBeGreaterThan(0)
    expect(new Set(all).size).toBe(all.length)
    expect(Object.keys(en).sort()).toEqual([...all].sort())
  })
})

describe('the translator', () => {
  const { say, t } = createTranslator('en')
  it('says the words of a key', () => expect(t('desk.name')).toBe('Courtesy'))
  it('says something kind for a key nobody knows', () => expect(say('error.noSuchKey')).toBe(t('error.internal')))
  it('says in English what a language lacks', () =>
    expect(createTranslator('hu', { undo: 'Visszavonás' }).t('cancel')).toBe('Cancel'))
  it('says in English what is asked in a language nobody wrote', async () =>
    expect((await speaking('fr')).t('cancel')).toBe('Cancel'))
  it('takes the catalogue of the language for every region', async () =>
    expect((await speaking('de-AT')).t('cancel')).toBe('Abbrechen'))

  it.each([
    ['en', ['1 letter', '2 letters', '5 letters', '12,000 letters']],
    ['de', ['1 E-Mail', '2 E-Mails', '5 E-Mails', '12.000 E-Mails']],
    ['hu', ['1 levél', '2 levél', '5 levél', '12 000 levél']],
    ['cs', ['1 e-mail', '2 e-maily', '5 e-mailů', '12 000 e-mailů']],
    ['mn', ['1 захидал', '2 захидал', '5 захидал', '12,000 захидал']],
  ])('counts in %s', async (language, said) => {
    const words = await speaking(language)
    const counted = [1, 2, 5, 12_000].map((count) => words.t('mail.letters', { count }).replaceAll('\u00A0', ' '))
    expect(counted).toEqual(said)
  })

  it.each([
    ['en', '3rd contact this week'],
    ['de', '3. Kontakt in dieser Woche'],
    ['hu', '3. megkeresés ezen a héten'],
    ['cs', '3. kontakt tento týden'],
    ['mn', 'Энэ долоо хоногийн 3-р холбоо'],
  ])('numbers in a row in %s', async (language, said) =>
    expect((await speaking(language)).t('call.recent', { count: 3, ordinal: true })).toBe(said),
  )

  it('writes numbers as the language does, and leaves text alone', async () => {
    const { t: sagt } = await speaking('de')
    expect(sagt('size.mb', { size: 1234.56 })).toBe('1.234,6 MB')
    expect(createTranslator('cs').number(200_000).replaceAll('\u00A0', ' ')).toBe('200 000')
    expect(sagt('case.numbered', { number: '2026-1184' })).toBe('Vorgang 2026-1184')
  })
})
