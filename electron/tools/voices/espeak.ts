import type { PracticeLanguage } from '../../../shared/practice/texts.ts'

/** Voices of espeak-ng. It has none for Mongolian; the Kazakh one reads the same letters, with an accent. */
export const espeakVoices: Readonly<Record<PracticeLanguage, string>> = { en: 'en-gb', de: 'de', hu: 'hu', cs: 'cs', mn: 'kk' }
