/** Languages Courtesy speaks (BCP 47 primary subtags), in the order they are offered. */
export const languages = ['en', 'de', 'hu', 'cs', 'mn'] as const
export type Language = (typeof languages)[number]

/** Words by key; plural forms under `key_<category>` (i18next v4). */
export type Catalogue = Readonly<Record<string, string>>

/** Each language named in itself, so that whoever cannot read the present one finds their own. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  hu: 'Magyar',
  cs: 'Čeština',
  mn: 'Монгол',
}

/** English made longer and accented, for tests of clipped and hard-coded text; nothing offers it to people. */
export const pseudoLanguage = 'en-XA'

/** The catalogue a tag belongs to (`de-AT` → `de`); null when Courtesy does not speak it. */
export function catalogueOf(tag: string): Language | null {
  const base = tag.toLowerCase().split('-')[0]
  return languages.find((each) => each === base) ?? null
}

/**
 * The language in use: the person's own choice, else the first of the system's that Courtesy speaks, else English. A region of the
 * system goes along (`de` chosen on a computer set to `de-AT` gives `de-AT`), because dates and numbers depend on it.
 * @param chosen tags in order of weight (a switch, a setting); null where nothing was chosen
 * @param system the system's languages, best first
 */
export function languageInUse(chosen: readonly (string | null)[], system: readonly string[]): string {
  const wished = [...chosen, ...system].find((tag) => tag !== null && catalogueOf(tag) !== null) ?? 'en'
  return wished.includes('-') ? wished : (system.find((tag) => catalogueOf(tag) === wished) ?? wished)
}
