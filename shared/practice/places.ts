import type { PracticeLanguage } from './texts.ts'

/** The country a practice line lies in: how numbers are read, and numbers nobody else has where a country keeps some for that. */
export interface PracticePlace {
  /** ISO 3166. */
  readonly region: string
  readonly tollFreeNumber: string
  /** E.164 up to the last two digits. */
  readonly numbers: string
}

/** en: Ofcom's numbers for drama; de: Bundesnetzagentur's; the other countries keep none, so these are made up. */
export const practicePlaces: Readonly<Record<PracticeLanguage, PracticePlace>> = {
  en: { region: 'GB', tollFreeNumber: '+448081570100', numbers: '+4477009001' },
  de: { region: 'DE', tollFreeNumber: '+498005550100', numbers: '+49176040690' },
  hu: { region: 'HU', tollFreeNumber: '+3680555010', numbers: '+3620555010' },
  cs: { region: 'CZ', tollFreeNumber: '+420800555010', numbers: '+4206015550' },
  mn: { region: 'MN', tollFreeNumber: '18005501', numbers: '+976995501' },
}

/** The number of a practice person: two digits on the country's prefix, or an extension as it stands. */
export function practiceNumber(phone: string, language: PracticeLanguage): string {
  return phone.length === 2 ? `${practicePlaces[language].numbers}${phone}` : phone
}
