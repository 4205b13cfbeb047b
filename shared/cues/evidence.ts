import { factSpec, isFactName, type FactName, type Facts } from './facts.ts'
import type { CueLanguage } from './deck/names.ts'
import { evidenceWords } from './words/index.ts'

/** Characters of one text or one item of a list, and of a case's subject, which stands in the middle of a sentence. */
const maxItem = 80
const maxSubject = 40
const subjects: readonly FactName[] = ['contact.openSubject', 'case.subject']

/** How a fact's value can be written other than usual, as in `{{fact|count}}`, and the kinds of facts that take it; null: all do. */
export const placeForms = { count: null, ordinal: 'number', weekday: 'moment', since: 'moment' } as const
type Form = keyof typeof placeForms

/** What lies between dots outside of brackets; a bracket that holds a place; a place. */
const dots = /·(?![^[\]]*\])/
const bracketOrPlace = /\[([^[\]]*\{\{[^[\]]*)\]|\{\{([^}]*)\}\}/g
const place = /\{\{([^}]*)\}\}/g

/** A place of a template; the name is null when it is no fact, the form null when there is none. */
interface Place {
  readonly name: FactName | null
  readonly form: string | null
}
const readPlace = (inside: string): Place => {
  const [name = '', form = null] = inside.split('|').map((each) => each.trim())
  return { name: isFactName(name) ? name : null, form }
}
/** The places of a template, in its order. */
const placesOf = (template: string): readonly Place[] => [...template.matchAll(place)].map(([, inside = '']) => readPlace(inside))

/** The facts a template speaks of. */
export const factsOfTemplate = (template: string): readonly FactName[] => placesOf(template).flatMap(({ name }) => name ?? [])

/** Whether what stands between double braces is a fact, in a form that its kind takes. */
export function isPlace(inside: string): boolean {
  const { form, name } = readPlace(inside)
  if (name === null || form === null) return name !== null
  return isForm(form) && (placeForms[form] === null || placeForms[form] === factSpec(name).kind)
}
const isForm = (form: string): form is Form => Object.hasOwn(placeForms, form)

/**
 * The line that says why a card came: the template with its facts, written as people of the language do. What nobody knows is left out
 * as far as the template allows: a `[bracket]` that holds an unknown fact, and a part between dots (`·`) as long as another one stays.
 * @param at the moment the facts are of, milliseconds: days are said as seen from it, in the zone of the computer
 */
export function renderEvidence(template: string, facts: Facts, language: CueLanguage, at: number): string {
  const known = (text: string): boolean => placesOf(text).every(({ name }) => name === null || facts[name] !== null)
  const fill = (inside: string): string => {
    const { form, name } = readPlace(inside)
    return name === null ? '' : written(name, form, facts, language, at)
  }
  const parts = template.split(dots)
  const whole = parts.filter((part) =>
    known(part.replace(bracketOrPlace, (all, bracket?: string) => (bracket === undefined ? all : ''))),
  )
  // One pass: what a customer wrote is never taken for a part of the template.
  return (whole.length > 0 ? whole : parts.slice(0, 1))
    .map((part) =>
      part
        .replace(bracketOrPlace, (_, bracket: string | undefined, inside: string | undefined) => {
          if (bracket === undefined) return fill(inside ?? '')
          return known(bracket) ? bracket.replace(place, (__, within: string) => fill(within)) : ''
        })
        .trim(),
    )
    .join(' · ')
}

function written(name: FactName, form: string | null, facts: Facts, language: CueLanguage, at: number): string {
  const value = facts[name]
  const words = evidenceWords[language]
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'object')
    return form === 'count' ? String(value.length) : value.map((each) => plain(each, maxItem)).join('; ')
  const { kind } = factSpec(name)
  // A customer's subject "order" is theirs, not one of our choices.
  if (typeof value === 'string')
    return kind === 'choice' && Object.hasOwn(words.choices, value)
      ? (words.choices[value] ?? value)
      : plain(value, subjects.includes(name) ? maxSubject : maxItem)
  if (kind === 'seconds') return clock(value)
  if (kind === 'share') return `${Math.round(value * 100)} %`
  if (kind === 'moment') return form === 'since' ? since(value, at, language) : (words.weekdays[new Date(value).getDay()] ?? '')
  if (form === 'ordinal') return words.ordinal(value)
  return value.toLocaleString(language, { maximumFractionDigits: 1 })
}

const dayMs = 86_400_000
/** "since Monday"; the same day, and one that a weekday would not tell from today, are said as such. */
function since(moment: number, at: number, language: CueLanguage): string {
  const words = evidenceWords[language]
  const midnight = (of: number): number => new Date(of).setHours(0, 0, 0, 0)
  // Rounded: a day on which clocks change is an hour longer or shorter.
  const days = Math.round((midnight(at) - midnight(moment)) / dayMs)
  if (days <= 0) return words.today
  return days < 7 ? (words.sinceDay[new Date(moment).getDay()] ?? '') : words.withinWeek
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** A customer's words on one line, without what would turn the text around them; cut behind a word where one ends in time. */
function plain(text: string, most: number): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  const signs = [...line]
  if (signs.length <= most) return line
  const cut = signs.slice(0, most - 1).join('')
  const word = signs[most - 1] === ' ' ? cut : cut.slice(0, Math.max(0, cut.lastIndexOf(' ')))
  return `${(word.length >= most / 2 ? word : cut).replace(/[\s,;:–-]+$/u, '')}…`
}
