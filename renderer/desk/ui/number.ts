import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js'

/** A normalised number as people of `region` (ISO 3166) write it; what is no E.164 number stays as it is. */
export function sayNumber(normalized: string, region: string | null | undefined): string {
  if (!normalized.startsWith('+')) return normalized
  const parsed = parsePhoneNumberFromString(normalized)
  if (!parsed) return normalized
  return parsed.country === (region as CountryCode | null) ? parsed.formatNational() : parsed.formatInternational()
}
