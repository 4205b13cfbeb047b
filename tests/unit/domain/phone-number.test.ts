import fc from 'fast-check'
import { getCountries, isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import examples from 'libphonenumber-js/mobile/examples' with { type: 'json' }
import { expect, test, vi } from 'vitest'
import { displayPhone, normalizePhone } from '#shared/domain/phone-number.ts'

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const regions = getCountries().filter((region) => region in examples)

/** A valid number of a region: the metadata's example with its last digits changed. */
const numbers = fc
  .record({
    region: fc.constantFrom(...regions),
    tail: fc.integer({ min: 0, max: 9999 }),
    digits: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ region, tail, digits }) => {
    const national = examples[region]
    const changed = national.slice(0, national.length - digits) + String(tail).padStart(4, '0').slice(0, digits)
    return parsePhoneNumberFromString(changed, { defaultCountry: region, extract: false })
  })
  .filter(
    (number) => number !== undefined && number.isValid() && number.country !== undefined && isSupportedCountry(number.country),
  )
  .map((number) => number as NonNullable<typeof number>)

const separators = fc.constantFrom(' ', '-', '.', '/', '\u00a0', '\u2011', '')
const spread = (digits: string, separator: string): string => (digits.match(/.{1,3}/g) ?? []).join(separator)

test('every international spelling gives the same E.164 in every region', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(...regions), separators, (number, line, separator) => {
      const { countryCallingCode: code, nationalNumber: national, number: e164 } = number
      const spellings = [
        e164,
        number.formatInternational(),
        number.getURI(),
        `+${code}${separator}${spread(national, separator)}`,
        `+${code} (${national.slice(0, 2)}) ${national.slice(2)}`,
        `  +${code} ${national}\t`,
        `sip:${e164}@exchange.example;user=phone`,
        `"Anna" <sip:+${code}-${national}@10.0.0.1:5060;transport=ws>`,
        `tel:+${code}-${national}`,
        `\u202a+${code} ${national}\u202c`,
        `＋${code}${[...national].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')}`,
      ]
      for (const spelling of spellings)
        expect(normalizePhone(spelling, line), spelling).toMatchObject({ kind: 'number', normalized: e164, extension: null })
    }),
    { numRuns: 1000 },
  )
})

test('national spellings give the same E.164 in their own region', () => {
  fc.assert(
    fc.property(numbers, separators, (number, separator) => {
      const line = number.country as CountryCode
      const national = number.formatNational()
      for (const spelling of [
        national,
        spread(national.replaceAll(/\D/g, ''), separator),
        `sip:${national.replaceAll(/\D/g, '')}@exchange.example`,
      ]) {
        expect(normalizePhone(spelling, line), `${line} ${spelling}`).toMatchObject({ kind: 'number', normalized: number.number })
      }
    }),
    { numRuns: 1000 },
  )
})

test('00 is a plus wherever the plan knows no other prefix, and extensions are kept apart', () => {
  fc.assert(
    fc.property(
      numbers,
      fc.constantFrom('HU', 'DE', 'CZ', 'GB', 'US'),
      fc.integer({ min: 0, max: 99_999 }),
      (number, line, extension) => {
        const bare = `00${number.number.slice(1)}`
        expect(normalizePhone(bare, line).normalized, bare).toBe(number.number)
        for (const mark of [' x', ';ext=', ' ext. ', ' m. ', ' mellék ', ' DW ', ' linka ', ',', ',,', ' #']) {
          expect(normalizePhone(number.number + mark + extension, line), mark).toMatchObject({
            normalized: number.number,
            extension: String(extension),
          })
        }
      },
    ),
  )
})

test('what is shown reads back as the same number, and normalising twice changes nothing', () => {
  fc.assert(
    fc.property(numbers, fc.constantFrom(...regions), fc.option(fc.integer({ min: 1, max: 9999 })), (number, line, extension) => {
      const once = normalizePhone(number.number + (extension === null ? '' : `;ext=${extension}`), line)
      expect(normalizePhone(once.display, line)).toEqual(once)
      expect(normalizePhone(once.normalized, line).normalized).toBe(once.normalized)
      expect(normalizePhone(displayPhone(number.number, line), line).normalized).toBe(number.number)
    }),
  )
})

test('two different numbers never become one', () => {
  fc.assert(
    fc.property(numbers, numbers, fc.constantFrom(...regions), (a, b, line) => {
      fc.pre(a.number !== b.number)
      expect(normalizePhone(a.formatInternational(), line).normalized).not.toBe(normalizePhone(b.number, line).normalized)
    }),
  )
})

test('hostile texts are answered within bounds and never throw', () => {
  const odd = fc.constantFrom(
    '+',
    'x',
    ';ext=',
    'sip:',
    '@',
    '<',
    '>',
    '%',
    '0',
    '12',
    ' ',
    '(',
    ')',
    '/',
    '\u0000',
    '𝟗',
    '٣',
    'm. ',
    ',',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc.array(odd, { maxLength: 300 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(texts, fc.oneof(fc.constantFrom(...regions), fc.string({ maxLength: 3 })), (text, line) => {
      const began = performance.now()
      const found = normalizePhone(text, line)
      expect(performance.now() - began).toBeLessThan(2000)
      if (found.normalized !== null) {
        expect(found.normalized.length).toBeLessThanOrEqual(320)
        expect(normalizePhone(found.normalized, line).normalized, JSON.stringify(text)).toBe(found.normalized)
      }
    }),
    {
      numRuns: 2000,
      examples: [
        ['12@sip:@', ''],
        ['sip:12x𝟗', 'AC'],
      ],
    },
  )
})

test.each([
  ['+36 (30) 123-4567', 'HU', '+36301234567', null],
  ['06/30 123.45.67', 'HU', '+36301234567', null],
  ['06301234567', 'HU', '+36301234567', null],
  ['301234567', 'HU', '+36301234567', null],
  ['36301234567', 'HU', '+36301234567', null],
  ['0036301234567', 'DE', '+36301234567', null],
  ['36301234567', 'CZ', '+36301234567', null],
  ['01136301234567', 'US', '+36301234567', null],
  ['+49 (0)30 901820', 'HU', '+4930901820', null],
  ['+39 06 69 82', 'HU', '+39066982', null],
  ['(+36) 1 234 5678 m. 12', 'HU', '+3612345678', '12'],
  ['+36 1 234 5678;ext=7', 'HU', '+3612345678', '7'],
  ['tel:234-5678;phone-context=+361', 'HU', '+3612345678', null],
  ['06 80 123 456', 'HU', '+3680123456', null],
  ['0800-FLOWERS', 'DE', '+498003569377', null],
  ['1-800-FLOWERS', 'US', '+18003569377', null],
  ['+55 11 6123-4567', 'HU', '+5511961234567', null],
  ['+52 1 55 1234 5678', 'HU', '+525512345678', null],
  ['99112233', 'MN', '+97699112233', null],
  ['٠٦٣٠١٢٣٤٥٦٧', 'HU', '+36301234567', null],
] as const)('%s in %s is %s', (raw, region, normalized, extension) => {
  expect(normalizePhone(raw, region)).toMatchObject({ kind: 'number', normalized, extension })
})

test.each(['112', '1818', '104', '1001', '12'])('%s stays as dialled', (raw) => {
  expect(normalizePhone(raw, 'HU')).toMatchObject({ kind: 'short', normalized: raw })
  expect(normalizePhone(`sip:${raw}@exchange.example`, 'HU')).toMatchObject({ kind: 'short', normalized: raw })
})

test.each([
  'anonymous',
  '"Anonymous" <sip:anonymous@anonymous.invalid>',
  'sip:anonymous@10.0.0.1:5060',
  'Unknown',
  'restricted',
  'PRIVATE',
  'sip:restricted@x',
  '',
  '  ',
  '+266696687',
  'sip:c8oqz84zk7z@anonymous.invalid',
])('%j is withheld', (raw) => {
  expect(normalizePhone(raw, 'HU').kind).toBe('withheld')
})

test('nobody at all is withheld too', () => {
  expect(normalizePhone(null, 'HU').kind).toBe('withheld')
})

test.each([
  ['sip:Anna.Kovacs@Exchange.Example', 'anna.kovacs@exchange.example'],
  ['anna', 'anna'],
  ['<sip:bela;x=1@exchange.example;transport=ws>', 'bela@exchange.example'],
])('%s is the SIP user %s', (raw, normalized) => {
  expect(normalizePhone(raw, 'HU')).toMatchObject({ kind: 'sip', normalized })
})

test.each(['+', '---', '()', '<>', 'sip:', 'sip:@host', '7', 'not a number', '+36 30', '1'.repeat(40)])(
  '%j is no subscriber number',
  (raw) => {
    expect(normalizePhone(raw, 'HU').kind).not.toBe('number')
  },
)
