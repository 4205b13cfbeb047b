import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode, type PhoneNumber } from 'libphonenumber-js/max'
import { splitExtension } from './phone-number-extension.ts'
import { isWithheld, readAddress } from './phone-number-uri.ts'

/**
 * What a written or signalled number means.
 * `number`: a subscriber number; `short`: dialled as it stands (112, 1818, an inside extension, digits no numbering plan knows);
 * `sip`: a caller with a name instead of a number; `withheld`: the caller hides; `unusable`: nothing that could be matched.
 */
export type NormalizedPhone =
  | { readonly kind: 'number'; readonly normalized: string; readonly extension: string | null; readonly display: string }
  | { readonly kind: 'short'; readonly normalized: string; readonly extension: string | null; readonly display: string }
  | { readonly kind: 'sip'; readonly normalized: string; readonly extension: null; readonly display: string }
  | { readonly kind: 'withheld'; readonly normalized: null; readonly extension: null; readonly display: null }
  | { readonly kind: 'unusable'; readonly normalized: null; readonly extension: null; readonly display: null }

const withheld: NormalizedPhone = { kind: 'withheld', normalized: null, extension: null, display: null }
const unusable: NormalizedPhone = { kind: 'unusable', normalized: null, extension: null, display: null }

/** Longest text looked at; a number with its extension, punctuation and parameters is far shorter. */
const longest = 1000
/** ITU-T E.164 §6.1 allows 15 digits; some networks signal a few more. */
const mostDigits = 20

/**
 * Reads a number in any spelling: national or international, `00` and trunk prefixes, brackets, dots, slashes, `tel:` (RFC 3966)
 * and `sip:` URIs (RFC 3261 §19.1), extensions, digits of other scripts, letters of vanity numbers. Never throws.
 * @param raw as typed or signalled; null when there was no number at all
 * @param region ISO 3166 region of the line, by which numbers without a country code are read; an unknown one reads only international numbers
 */
export function normalizePhone(raw: string | null, region: string): NormalizedPhone {
  if (raw === null) return withheld
  if (raw.length > longest) return unusable
  // Directional marks and other invisible characters come along with numbers copied from web pages.
  const text = raw
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
  if (isWithheld(text)) return withheld
  const address = readAddress(text)
  if (address === null) return unusable
  if (address.kind === 'name')
    return { kind: 'sip', normalized: address.normalized, extension: null, display: address.normalized }
  const { number, extension } = splitExtension(address.text)
  const digits = readDigits(number)
  if (digits === null)
    return address.fallback === null
      ? unusable
      : { kind: 'sip', normalized: address.fallback, extension: null, display: address.fallback }
  const parsed = parseNumber(digits, region)
  if (parsed)
    return {
      kind: 'number',
      normalized: parsed.number,
      extension: extension ?? parsed.ext ?? null,
      display: displayOf(parsed, region, extension),
    }
  const plain = digits.replace(/^\+/, '')
  if (plain.length > mostDigits || plain.length < 2) return unusable
  // A plus says "international"; digits no plan knows keep it, so that they never equal a short code.
  return { kind: 'short', normalized: digits, extension, display: extension === null ? digits : `${digits} x${extension}` }
}

/** The number alone as it is shown (international; toll-free ones of the region national); a text that is no number comes back as it is. */
export function displayPhone(normalized: string, region: string): string {
  const parsed = normalized.startsWith('+') ? parsePhoneNumberFromString(normalized) : undefined
  return parsed ? displayOf(parsed, region, null) : normalized
}

function displayOf(parsed: PhoneNumber, region: string, extension: string | null): string {
  // One spelling for every number, whoever reads it aloud to whomever; only a free number of the own country is known by its national one.
  const free = parsed.country === region && parsed.getType() === 'TOLL_FREE'
  const written = free ? parsed.formatNational() : parsed.formatInternational()
  return extension === null ? written : `${written} x${extension}`
}

/** Digits with an optional leading plus, or null when the text is no number. Letters count only behind digits (0800-FLOWERS). */
function readDigits(text: string): string | null {
  const spelled = text.replace(/^\s*\(\s*\+/, '+(')
  if (!/^\s*\+?[\p{Nd}\s().,/\-‐-―−[\]~*#a-zA-Z'·:]+$/u.test(spelled)) return null
  const plus = /^[^\p{Nd}]*\+/u.test(spelled) ? '+' : ''
  const letters = (spelled.match(/[a-zA-Z]/g) ?? []).length
  if (
    letters > 0 &&
    !/^[^a-zA-Z]*\p{Nd}{3}[^a-zA-Z]*[a-zA-Z]{4,}[a-zA-Z\d\s-]*$/u.test(spelled.replaceAll(/(?<=\d)[\s().-]+(?=\d)/g, ''))
  )
    return null
  let digits = ''
  for (const character of spelled) digits += digitOf(character)
  return digits === '' ? null : plus + digits
}

const keypad = ['abc', 'def', 'ghi', 'jkl', 'mno', 'pqrs', 'tuv', 'wxyz']

/** ITU-T E.161 keypad for letters; decimal digits of any script by their value; '' for anything else. */
function digitOf(character: string): string {
  if (character >= '0' && character <= '9') return character
  if (/[a-z]/i.test(character)) return String(keypad.findIndex((letters) => letters.includes(character.toLowerCase())) + 2)
  if (!/\p{Nd}/u.test(character)) return ''
  // Unicode keeps the decimal digits of a script together, 0 first (Unicode Standard §4.6).
  let value = 0
  let code = character.codePointAt(0) ?? 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1
    value += 1
  }
  return value > 9 ? '' : String(value)
}

/** In order of trust: the line's own plan; `00` for international where the plan has another prefix; a country code without its plus. */
function parseNumber(digits: string, region: string): PhoneNumber | null {
  const country = isSupportedCountry(region) ? (region as CountryCode) : undefined
  const own = parse(digits, country)
  if (own?.isValid()) return own
  const plain = digits.replace(/^\+/, '')
  if (!digits.startsWith('+')) {
    const international = plain.startsWith('00') ? parse(`+${plain.slice(2)}`) : null
    if (international?.isValid()) return international
    const bare = plain.length >= 8 ? parse(`+${plain}`) : null
    if (bare?.isValid()) return bare
    if (international?.isPossible() && own === null) return international
    // Short codes (ITU-T E.164 Annex A) never leave the country; what is no valid number and this short is dialled as it stands.
    if (plain.length <= 6) return null
  }
  const mended = own ? mendVariant(own) : null
  if (mended) return mended
  return own?.isPossible() ? own : null
}

function parse(digits: string, country?: CountryCode): PhoneNumber | null {
  try {
    return (
      parsePhoneNumberFromString(digits, { extract: false, ...(country === undefined ? {} : { defaultCountry: country }) }) ??
      null
    )
  } catch {
    // The library throws on some hostile texts although this form of it should answer undefined; no number either way.
    return null
  }
}

/**
 * Numbers that a country changed and that old address books and networks still write the old way:
 * Brazil's ninth digit (mobiles of ten digits begin 6–9 after the area code), Mexico's `1` for mobiles (gone since 2019).
 */
function mendVariant(number: PhoneNumber): PhoneNumber | null {
  const national = number.nationalNumber
  if (number.countryCallingCode === '55' && /^\d{2}[6-9]\d{7}$/.test(national))
    return validOrNull(`+55${national.slice(0, 2)}9${national.slice(2)}`)
  if (number.countryCallingCode === '52' && /^1\d{10}$/.test(national)) return validOrNull(`+52${national.slice(1)}`)
  return null
}

function validOrNull(e164: string): PhoneNumber | null {
  const parsed = parse(e164)
  return parsed?.isValid() ? parsed : null
}
