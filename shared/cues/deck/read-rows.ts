import { factSpec, type FactKind } from '../facts.ts'
import { checkCondition, operatorsOf } from './check-condition.ts'
import type { Comparison, Condition, Operator } from './condition.ts'
import { isGroup, isPicked, type Group, type Part, type Row } from './rows.ts'
import { writeRow } from './write-rows.ts'

/** The rows of a raw condition; null for one that is wrong, or that rows would not give back as it was. */
export function readRows(raw: unknown): Group | null {
  if (checkCondition(raw, []).length > 0) return null
  let id = 1
  let whole = true
  const part = (condition: Condition): Part => {
    const own = id++
    if ('fact' in condition) {
      const row = readRow(own, condition)
      whole &&= gives(row, condition)
      return row
    }
    if ('all' in condition) return { id: own, kind: 'all', parts: condition.all.map(part) }
    if ('any' in condition) return { id: own, kind: 'any', parts: condition.any.map(part) }
    const inside = condition.not
    return { id: own, kind: 'none', parts: 'any' in inside ? inside.any.map(part) : [part(inside)] }
  }
  // It was checked above.
  const root = part(raw as Condition)
  if (!whole) return null
  return isGroup(root) ? root : { id: 0, kind: 'all', parts: [root] }
}

function readRow(id: number, comparison: Comparison): Row {
  const { fact } = comparison
  const { kind } = factSpec(fact)
  // A flag that is not true is one that is false: nothing is said of what is not known, either way.
  if (kind === 'flag')
    return { id, fact, operator: 'is', text: '', picked: [String(comparison.is ?? comparison.isNot === false)] }
  const operator = operatorsOf[kind].find((each) => comparison[each] !== undefined) ?? 'is'
  const value = comparison[operator]
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  if (isPicked(kind)) return { id, fact, operator, text: '', picked: values.map(String) }
  return { id, fact, operator, text: values.map((each) => typed(kind, each)).join('; '), picked: [] }
}

/** Shares are spoken of in per cent; the rounding takes away only what binary fractions add. */
const typed = (kind: FactKind, value: unknown): string =>
  String(kind === 'share' ? Number((Number(value) * 100).toPrecision(12)) : value)

/** Whether a row gives its comparison back. */
function gives(row: Row, comparison: Comparison): boolean {
  const made = writeRow(row)
  if ('key' in made) return false
  if (row.fact !== null && factSpec(row.fact).kind === 'flag') return true
  const valueOf = (each: Comparison, operator: Operator): string => JSON.stringify(each[operator] ?? null)
  return made.fact === comparison.fact && valueOf(made, row.operator) === valueOf(comparison, row.operator)
}
