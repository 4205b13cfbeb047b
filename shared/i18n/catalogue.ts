import { en } from './en.ts'
import { catalogueOf, pseudoLanguage, type Catalogue, type Language } from './languages.ts'

const others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogue>>> = {
  de: () => import('./de.ts').then(({ de }) => de),
  hu: () => import('./hu.ts').then(({ hu }) => hu),
  cs: () => import('./cs.ts').then(({ cs }) => cs),
  mn: () => import('./mn.ts').then(({ mn }) => mn),
}

/** The words of a language (BCP 47), fetched only when it is used; English is always there, and stands in for a language nobody wrote. */
export async function loadCatalogue(language: string): Promise<Catalogue> {
  if (language === pseudoLanguage) return (await import('./pseudo.ts')).pseudo(en)
  const base = catalogueOf(language) ?? 'en'
  return base === 'en' ? en : others[base]()
}
