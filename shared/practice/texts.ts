import { z } from 'zod'

/** Languages a practice customer speaks. */
export const practiceLanguages = ['en', 'de', 'hu', 'cs', 'mn'] as const
export type PracticeLanguage = (typeof practiceLanguages)[number]

/** One text in every language; a missing or empty one is refused. */
export const texts = (longest: number) => {
  const text = z.string().trim().min(1).max(longest)
  return z.strictObject({ en: text, de: text, hu: text, cs: text, mn: text })
}
export type Texts = z.infer<ReturnType<typeof texts>>

/** The practice language for a wish such as `de-AT`; English for every other. */
export function practiceLanguage(wish: string): PracticeLanguage {
  const short = wish.toLowerCase().split(/[-_]/)[0] ?? ''
  return practiceLanguages.find((language) => language === short) ?? 'en'
}
