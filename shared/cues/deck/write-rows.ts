import { factSpec, type FactKind } from '../facts.ts'
import { checkCondition } from './check-condition.ts'
import type { Comparison, Condition } from './condition.ts'
import { isGroup, isPicked, type Group, type Part, type Row } from './rows.ts'

/** What keeps a row or a group from being whole; words are `deck.row.<key>`. */
export interface RowProblem {
  readonly id: number
  readonly key: 'noFact' | 'noValue' | 'noNumber' | 'range' | 'tooLong' | 'tooMany' | 'emptyGroup' | 'tooDeep' | 'tooManyRows'
  readonly params: Readonly<Record<string, number>>
}
export type WrittenRows =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problems: readonly RowProblem[] }

/** The condition that rows stand for, or everything that keeps them from being one. */
export function writeRows(root: Group): WrittenRows {
  const problems: RowProblem[] = []
  const note = (id: number, key: RowProblem['key'], params: RowProblem['params'] = {}): null => {
    problems.push({ id, key, params })
    return null
  }
  const written = (part: Part): Condition | null => {
    if (!isGroup(part)) {
      const made = writeRow(part)
      return 'key' in made ? note(part.id, made.key, made.params) : made
    }
    if (part.kind !== 'all' && part.parts.length === 0) return note(part.id, 'emptyGroup')
    const inside = part.parts.map(written).filter((each) => each !== null)
    const [only] = inside
    if (part.kind === 'none') return { not: only && inside.length === 1 && !('any' in only) ? only : { any: inside } }
    return part.kind === 'all' ? { all: inside } : { any: inside }
  }
  const whole = written(root)
  if (problems.length > 0 || whole === null) return { ok: false, problems }
  // One row alone needs no group around it.
  const [only] = 'all' in whole && whole.all.length === 1 ? whole.all : []
  const condition = only && 'fact' in only ? only : whole
  for (const fault of checkCondition(condition, []))
    note(root.id, fault.key === 'tooDeep' ? 'tooDeep' : 'tooManyRows', { max: Number(fault.params['max'] ?? 0) })
  return problems.length > 0 ? { ok: false, problems } : { ok: true, condition }
}

/** The comparison of one row, or what it lacks. */
export function writeRow(row: Row): Comparison | Pick<RowProblem, 'key' | 'params'> {
  const { fact, operator } = row
  if (fact === null) return lacks('noFact')
  const { kind } = factSpec(fact)
  if (isPicked(kind)) {
    const [first] = row.picked
    if (first === undefined) return lacks('noValue')
    if (kind === 'flag') return { fact, is: first === 'true' }
    return { fact, [operator]: operator === 'oneOf' ? [...row.picked] : first }
  }
  const typed =
    operator === 'oneOf'
      ? row.text
          .split(';')
          .map((each) => each.trim())
          .filter((each) => each !== '')
      : [row.text]
  if (typed.every((each) => each.trim() === '')) return lacks('noValue')
  if (typed.length > 50) return lacks('tooMany', { max: 50 })
  const counts = operator === 'atLeast' || operator === 'atMost'
  if (kind === 'text' || (kind === 'list' && !counts)) {
    if (typed.some((each) => each.length > 200)) return lacks('tooLong', { max: 200 })
    return { fact, [operator]: operator === 'oneOf' ? typed : typed[0] }
  }
  const numbers = typed.map(readNumber)
  if (numbers.some((each) => each === null)) return lacks('noNumber')
  const [min, max] = fact === 'contact.renewalDays' ? [-36_500, 36_500] : (ranges[kind] ?? [0, 1_000_000])
  if (numbers.some((each) => each !== null && (each < min || each > max))) return lacks('range', { min, max })
  const values = numbers.map((each) => (kind === 'share' ? Number(((each ?? 0) / 100).toPrecision(12)) : (each ?? 0)))
  return { fact, [operator]: operator === 'oneOf' ? values : values[0] }
}

const ranges: Partial<Readonly<Record<FactKind, readonly [number, number]>>> = { seconds: [0, 86_400], share: [0, 100] }
const lacks = (key: RowProblem['key'], params: RowProblem['params'] = {}) => ({ key, params })

/** A number as people of any of our languages type it: with a point or a comma. */
function readNumber(text: string): number | null {
  const trimmed = text.trim().replace(',', '.').replace('−', '-')
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(trimmed) ? Number(trimmed) : null
}
