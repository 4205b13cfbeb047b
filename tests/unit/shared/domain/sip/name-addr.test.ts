import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readNameAddr, readNameAddrs } from '#shared/domain/sip/name-addr.ts'
import { splitOutside } from '#shared/domain/sip/split-list.ts'

describe('name-addr (RFC 3261 §25.1)', () => {
  test.each([
    ['"Kov\\"ács, Anna" <sip:+36301234567@toll.test;user=phone>;tag=x', 'Kov"ács, Anna', 'sip:+36301234567@toll.test;user=phone'],
    ['Anna Kovacs <sip:anna@toll.test>', 'Anna Kovacs', 'sip:anna@toll.test'],
    ['<tel:+36-30-123-4567>', '', 'tel:+36-30-123-4567'],
    ['sip:anna@toll.test;tag=1928', '', 'sip:anna@toll.test'],
    ['"<sip:evil@x>" <sip:good@x>', '<sip:evil@x>', 'sip:good@x'],
  ])('%s', (text, name, uri) => {
    expect(readNameAddr(text)).toMatchObject({ name, uri })
  })

  test('an address without brackets leaves its parameters to the header (§20.10)', () => {
    expect(readNameAddr('sip:anna@toll.test;tag=1928')?.params.get('tag')).toBe('1928')
    expect(readNameAddr('<sip:anna@toll.test;tag=no>;tag=yes')?.params.get('tag')).toBe('yes')
  })

  test.each(['', '"open <sip:a@b>', 'Anna <sip:a@b', 'Anna sip:a@b', '<>', '"', '\\', 'no uri here'])(
    'malformed %j gives nothing',
    (text) => {
      expect(readNameAddr(text)).toBeNull()
    },
  )

  test('several in one field, commas in names and URIs kept', () => {
    const list = readNameAddrs('"One, Two" <sip:a,b@x>, <tel:+361>, junk, sip:c@x')
    expect(list.map((one) => [one.name, one.uri])).toEqual([
      ['One, Two', 'sip:a,b@x'],
      ['', 'tel:+361'],
      ['', 'sip:c@x'],
    ])
  })

  test('any display name and any list survive writing and reading', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 8 }), (names) => {
        const read = readNameAddrs(names.map((one, at) => `${quote(one)} <sip:u${at}@h>;n=${at}`).join(', '))
        expect(read.map((one) => one.name)).toEqual(names)
        expect(read.map((one) => one.params.get('n'))).toEqual(names.map((_, at) => String(at)))
      }),
    )
  })

  test('hostile text never throws, and of a million brackets only the first are looked at', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void readNameAddrs(text)))
    for (const one of ['<', '"', ',', '\\"', ';=', '<sip:a@b>,'])
      expect(splitOutside(one.repeat(1_000_000), ',').length).toBeLessThanOrEqual(32)
  }, 30_000)
})
