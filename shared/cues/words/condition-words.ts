import type { Comparison } from '../deck/condition.ts'
import type { CueLanguage } from '../deck/names.ts'
import { isGroup, type Group, type Part } from '../deck/rows.ts'
import { writeRow } from '../deck/write-rows.ts'
import { factSpec, type FactName, type FactValue } from '../facts.ts'
import { evidenceWords } from './index.ts'

/** The catalogue, from outside: words for a key, with its places filled. */
export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string
export interface ConditionWords {
  readonly language: CueLanguage
  readonly say: Say
}

/** What numbers of a fact are counted in; the words are `deck.unit.<unit>`. */
const units: Partial<Readonly<Record<FactName, 'days' | 'hours' | 'years'>>> = {
  'contact.renewalDays': 'days',
  'letter.waitingHours': 'hours',
  'contact.customerYears': 'years',
}
/** The unit a fact's number is typed in; null for plain counts and for facts that are no numbers. */
export function unitOf(fact: FactName): 'seconds' | 'percent' | 'days' | 'hours' | 'years' | null {
  const { kind } = factSpec(fact)
  return kind === 'seconds' ? 'seconds' : kind === 'share' ? 'percent' : (units[fact] ?? null)
}

/** How a fact is called; of a flag: what is so when it is true. */
export const sayFact = (fact: FactName, { say }: ConditionWords): string => say(`deck.fact.${fact}`)

/** One comparison as a part of a sentence: "number of open complaints is at least 2". */
export function sayComparison(comparison: Comparison, words: ConditionWords): string {
  const { fact, is, isNot, atLeast, atMost, oneOf, contains } = comparison
  const { say } = words
  const name = sayFact(fact, words)
  if (factSpec(fact).kind === 'flag') return (is ?? isNot === false) === true ? name : say('deck.says.not', { fact: name })
  const value = (of: string | number | boolean): string => sayValue(fact, of, words)
  if (atLeast !== undefined) return say('deck.says.atLeast', { fact: name, value: value(atLeast) })
  if (atMost !== undefined) return say('deck.says.atMost', { fact: name, value: value(atMost) })
  if (is !== undefined) return say('deck.says.is', { fact: name, value: value(is) })
  if (isNot !== undefined) return say('deck.says.isNot', { fact: name, value: value(isNot) })
  if (contains !== undefined) return say('deck.says.contains', { fact: name, value: value(contains) })
  return say('deck.says.is', { fact: name, value: orList((oneOf ?? []).map(value), words) })
}

function orList(values: readonly string[], { say }: ConditionWords): string {
  const last = values.at(-1) ?? ''
  return values.length < 2 ? last : say('deck.says.or', { some: values.slice(0, -1).join(', '), last })
}

/** A value a fact is compared with, or has, with its unit. */
export function sayValue(fact: FactName, value: NonNullable<FactValue>, words: ConditionWords): string {
  const { language, say } = words
  const own = evidenceWords[language]
  if (typeof value === 'boolean') return value ? own.yes : own.no
  if (typeof value === 'object')
    return value.length === 0 ? say('deck.says.nothing') : value.map((each) => say('deck.says.text', { text: each })).join(', ')
  if (typeof value === 'string')
    return factSpec(fact).kind === 'choice' ? (own.choices[value] ?? value) : say('deck.says.text', { text: value })
  const unit = unitOf(fact)
  if (unit === 'percent') return say('deck.unit.percent', { count: Math.round(value * 1000) / 10 })
  const count = Math.round(value * 10) / 10
  return unit === null ? say('deck.unit.none', { count }) : say(`deck.unit.${unit}`, { count })
}

/** What a fact was at a moment. */
export const sayActual = (fact: FactName, value: FactValue, words: ConditionWords): string =>
  value === null ? words.say('deck.says.unknown') : sayValue(fact, value, words)

/** The whole condition as one sentence; a row that is not finished is an ellipsis. */
export function saySentence(root: Group, words: ConditionWords): string {
  const { say } = words
  if (root.parts.length === 0) return say('deck.says.always')
  const parts = root.parts.map((each) => sayPart(each, words))
  const [only = ''] = parts
  if (parts.length === 1 && root.kind !== 'none') return say('deck.says.when', { parts: only })
  return say(`deck.says.when.${root.kind}`, { parts: parts.join('; ') })
}

function sayPart(part: Part, words: ConditionWords): string {
  if (!isGroup(part)) {
    const made = writeRow(part)
    return 'key' in made ? '…' : sayComparison(made, words)
  }
  const parts = part.parts.map((each) => sayPart(each, words)).join('; ')
  return words.say(`deck.says.group.${part.kind}`, { parts: parts === '' ? '…' : parts })
}
