import type { Case } from './case.ts'
import { caseTypes } from './case-choices.ts'

type CaseType = Case['type']

/** Beginnings of the words exchanges use in menu choices and queue names, in the languages of the product, without diacritics. */
const stems: Readonly<Record<CaseType, readonly string[]>> = {
  claim: ['claim', 'warranty', 'reklam', 'garanci', 'нэхэмжлэл', 'баталгаа'],
  complaint: ['complain', 'beschwer', 'panasz', 'stiznost', 'гомдол'],
  order: ['order', 'bestell', 'auftrag', 'rendel', 'megrendel', 'objedn', 'захиалга'],
  suggestion: ['suggest', 'idea', 'vorschlag', 'anregung', 'javaslat', 'otlet', 'navrh', 'podnet', 'санал'],
  compliment: ['compliment', 'praise', 'lob', 'dicseret', 'pochval', 'талархал', 'магтаал'],
  question: ['question', 'doubt', 'info', 'help', 'frage', 'auskunft', 'kerdes', 'dotaz', 'otazk', 'асуулт', 'лавлагаа'],
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')

/**
 * The case type a caller's menu choice implies (SERVICE, *Channels*: "the case form opens with the type the choice implies").
 * The choice says more than the queue. Null when neither has a word that is known: then the agent chooses.
 */
export function caseTypeFromMenu(ivrOption: string | null, queue: string | null): CaseType | null {
  for (const text of [ivrOption, queue]) {
    if (text === null) continue
    const words = wordsOf(text)
    const found = caseTypes.find((type) => words.some((word) => stems[type].some((stem) => word.startsWith(stem))))
    if (found) return found
  }
  return null
}

/**
 * The type of a case that the first word may begin: the one implied, unless an open case of that type is more likely meant.
 * @param open the customer's open cases
 */
export const typeToBegin = (implied: CaseType | null, open: readonly { readonly type: string }[]): CaseType | null =>
  open.some(({ type }) => type === implied) ? null : implied
