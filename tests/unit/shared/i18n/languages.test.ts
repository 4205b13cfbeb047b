import { describe, expect, it } from 'vitest'
import { catalogueOf, languageInUse } from '#shared/i18n/languages.ts'

describe('the language in use', () => {
  it.each<[string, (string | null)[], string[], string]>([
    ['the first choice counts', ['hu', 'de'], ['cs-CZ'], 'hu'],
    ['without a switch the setting counts', [null, 'de'], ['cs-CZ'], 'de'],
    ['without a choice the system does', [null, null], ['cs-CZ', 'en-US'], 'cs-CZ'],
    ['the first of the system that is spoken', [null, null], ['fr-FR', 'mn-MN', 'en-US'], 'mn-MN'],
    ['a choice nobody speaks is passed over', ['fr', null], ['de-DE'], 'de-DE'],
    ['a chosen language takes the region of the system', [null, 'de'], ['en-US', 'de-AT'], 'de-AT'],
    ['a region that was named stays', ['de-CH', null], ['de-AT'], 'de-CH'],
    ['English when nothing fits', [null, null], ['fr-FR'], 'en'],
    ['English when nothing is known', [null, null], [], 'en'],
  ])('%s', (_what, chosen, system, tag) => expect(languageInUse(chosen, system)).toBe(tag))

  it.each([
    ['de-AT', 'de'],
    ['HU', 'hu'],
    ['en-XA', 'en'],
    ['fr', null],
    ['', null],
    ['menu', null],
  ])('%s has the catalogue %s', (tag, catalogue) => expect(catalogueOf(tag)).toBe(catalogue))
})
