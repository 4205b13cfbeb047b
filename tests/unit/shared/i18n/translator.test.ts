import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { en } from '#shared/i18n/en.ts'
import { createTranslator } from '#shared/i18n/translator.ts'

const folder = join(import.meta.dirname, '../../../../shared/i18n/en')
const files = readdirSync(folder).map((name) => ({
  name,
  keys: Object.keys(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object),
}))

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
  it('falls back to English for a language that is not there yet', () =>
    expect(createTranslator('hu').t('desk.name')).toBe('Courtesy'))
})
