import { catalogueOf } from './languages.ts'
import { mongolianDates, mongolianLanguageNames } from './mongolian-forms.ts'

/** Forms of dates in a language; the day is that of the computer's time zone. */
export interface DateForms {
  /** `10:42` */
  readonly time: (at: Date) => string
  /** `Tue`; `kedd` */
  readonly weekday: (at: Date) => string
  /** `Mar 3` */
  readonly dayMonth: (at: Date) => string
  /** `Mar 2024` */
  readonly monthYear: (at: Date) => string
  /** Day and time in full, to the second. */
  readonly exactly: (at: Date) => string
}

const isMongolian = (language: string): boolean => catalogueOf(language) === 'mn'
/**
 * The tag to ask Intl with. Where its data lack Mongolian, numbers are those of English (CLDR gives both the same) and the order of
 * words is that of Russian: both are the root order of Cyrillic, which has ө after о and ү after у.
 */
const forNumbers = (language: string): string => (isMongolian(language) ? 'en' : language)
const forOrder = (language: string): string => (isMongolian(language) ? 'ru' : language)

/** Intl's objects are slow to make and quick to use. */
function kept<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>()
  return (language) => {
    const known = made.get(language)
    if (known !== undefined) return known
    const fresh = make(language)
    made.set(language, fresh)
    return fresh
  }
}

export const dateForms: (language: string) => DateForms = kept((language) => {
  const as = (options: Intl.DateTimeFormatOptions, tag = language): ((at: Date) => string) => {
    const format = new Intl.DateTimeFormat(tag, options)
    return (at) => format.format(at)
  }
  const clock = { minute: '2-digit', hourCycle: 'h23' } as const
  if (isMongolian(language)) {
    const toTheSecond = as({ ...clock, hour: '2-digit', second: '2-digit' }, 'en')
    return {
      ...mongolianDates,
      time: as({ ...clock, hour: '2-digit' }, 'en'),
      exactly: (at) => `${mongolianDates.fullDate(at)} ${toTheSecond(at)}`,
    }
  }
  return {
    time: as({ ...clock, hour: '2-digit' }),
    // One letter, as Hungarian shortens them, is a riddle.
    weekday: as({ weekday: catalogueOf(language) === 'hu' ? 'long' : 'short' }),
    dayMonth: as({ day: 'numeric', month: 'short' }),
    monthYear: as({ month: 'short', year: 'numeric' }),
    exactly: as({ dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' }),
  }
})

/** Numbers with the separators of the language, at most one digit behind the point. */
export const numberFormat: (language: string) => Intl.NumberFormat = kept(
  (language) => new Intl.NumberFormat(forNumbers(language), { maximumFractionDigits: 1 }),
)

/** Order of names and words as a reader of the language expects it (`Č` behind `C` in Czech, `ö` with `o` in German). */
export const collator: (language: string) => Intl.Collator = kept(
  (language) => new Intl.Collator(forOrder(language), { numeric: true }),
)

const displayNames = kept((language) => new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }))

/** Name of a language (BCP 47 code) in another; a code that nobody can name comes back as it is, as does one that is malformed. */
export function languageName(code: string, language: string): string {
  if (isMongolian(language)) return mongolianLanguageNames[code.toLowerCase().split('-')[0] ?? ''] ?? code
  try {
    return displayNames(language).of(code) ?? code
  } catch {
    return code
  }
}
