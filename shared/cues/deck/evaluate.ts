import type { Facts, FactValue } from '../facts.ts'
import type { Comparison, Condition } from './condition.ts'

/** Whether a condition holds. A fact that is not known makes its comparison false, `isNot` too: nothing is said about the unknown. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('fact' in condition) return compares(condition, facts[condition.fact])
  if ('all' in condition) return condition.all.every((each) => holds(each, facts))
  if ('any' in condition) return condition.any.some((each) => holds(each, facts))
  return !holds(condition.not, facts)
}

function compares(comparison: Comparison, value: FactValue): boolean {
  if (value === null) return false
  const { is, isNot, atLeast, atMost, oneOf, contains } = comparison
  const size = typeof value === 'object' ? value.length : value
  if (atLeast !== undefined) return typeof size === 'number' && size >= atLeast
  if (atMost !== undefined) return typeof size === 'number' && size <= atMost
  if (is !== undefined) return same(value, is)
  if (isNot !== undefined) return !same(value, isNot)
  if (oneOf !== undefined) return oneOf.some((each) => same(value, each))
  if (contains === undefined) return false
  if (typeof value === 'object') return value.some((each) => same(each, contains))
  return typeof value === 'string' && lower(value).includes(lower(contains))
}

const lower = (text: string): string => text.toLowerCase()
const same = (a: FactValue, b: string | number | boolean): boolean =>
  typeof a === 'string' && typeof b === 'string' ? lower(a) === lower(b) : a === b
