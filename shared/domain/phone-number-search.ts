import { parsePhoneNumberFromString } from 'libphonenumber-js/max'

/**
 * The digits under which a number is found: international (`36301234567`), national (`301234567`), with its trunk prefix
 * (`06301234567`) and as written. The beginning of any of them finds it.
 * @param normalized E.164 or digits as dialled
 * @param raw as written
 */
export function searchDigits(normalized: string, raw: string): string[] {
  const parsed = normalized.startsWith('+') ? parsePhoneNumberFromString(normalized) : undefined
  const forms = [normalized, parsed?.nationalNumber ?? '', parsed?.formatNational() ?? '', raw]
  return [
    ...new Set(
      forms.map((form) => form.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 24)).filter((digits) => digits.length > 1),
    ),
  ]
}

/**
 * Digits to look for when a text typed into a search box can only mean a number (digits and punctuation, at least three digits);
 * null otherwise. Takes off what stands for the plus (`00`) and a bracketed trunk zero.
 */
export function typedDigits(text: string): string | null {
  const plain = text.normalize('NFKC').trim()
  if (!/^[+\d\s().,/\-‐-―−[\]]+$/.test(plain)) return null
  const digits = plain
    .replaceAll(/\(0\d?\)/g, '')
    .replaceAll(/\D/g, '')
    .replace(/^00/, '')
  return digits.length < 3 ? null : digits.slice(0, 24)
}
