import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { en } from '#shared/i18n/en.ts'
import { languages, pseudoLanguage } from '#shared/i18n/languages.ts'
import { pseudoText } from '#shared/i18n/pseudo.ts'

describe('the pseudo-locale', async () => {
  const pseudo = await loadCatalogue(pseudoLanguage)

  it('has every key, longer by 40 % at least, in brackets, with its places', () => {
    expect(Object.keys(pseudo)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(en)) {
      const said = pseudo[key] ?? ''
      const bare = (words: string): number => words.replaceAll(/\{\{[^}]*\}\}/g, '').length
      expect(said, key).toMatch(/^\[.*\]$/s)
      expect(bare(said) - 2, key).toBeGreaterThanOrEqual(bare(text) * 1.4 - 1)
      expect(said.match(/\{\{[^}]*\}\}/g), key).toEqual(text.match(/\{\{[^}]*\}\}/g))
    }
  })
  it('can be read', () => expect(pseudoText('Ring {{name}}')).toBe('[Ríňg {{name}}ŏŏ]'))
  it('is offered to nobody', () => expect(languages as readonly string[]).not.toContain(pseudoLanguage))
})
