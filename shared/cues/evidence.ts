import { factSpec, isFactName, type FactName, type Facts } from './facts.ts'
import type { CueLanguage } from './deck/names.ts'
import { evidenceWords } from './words/index.ts'

const maxItem = 80

/** The line that says why a card came: the template with its facts, written as people of the language do. */
export function renderEvidence(template: string, facts: Facts, language: CueLanguage): string {
  return template.replace(/\{\{([^}]*)\}\}/g, (_, place: string) => {
    const [name = '', form] = place.trim().split('|')
    return isFactName(name) ? written(name, facts, language, form === 'count') : ''
  })
}

function written(name: FactName, facts: Facts, language: CueLanguage, count: boolean): string {
  const value = facts[name]
  const words = evidenceWords[language]
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'object') return count ? String(value.length) : value.map(shorten).join('; ')
  if (typeof value === 'string') return Object.hasOwn(words.choices, value) ? (words.choices[value] ?? value) : shorten(value)
  const { kind } = factSpec(name)
  if (kind === 'seconds') return clock(value)
  if (kind === 'share') return `${Math.round(value * 100)} %`
  return value.toLocaleString(language, { maximumFractionDigits: 1 })
}

const clock = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
const shorten = (text: string): string => (text.length > maxItem ? `${text.slice(0, maxItem - 1)}…` : text)
