import type { Facts, FactValue } from '../facts.ts'
import type { Comparison, Condition } from './condition.ts'
import { holds } from './evaluate.ts'

/** One row of a condition at one moment. */
export interface RowReason {
  readonly comparison: Comparison
  /** The row stands in a "none of these": it should not be true. */
  readonly inNone: boolean
  /** It was as it should be. */
  readonly met: boolean
  /** It is one of those that kept the whole condition from being true. */
  readonly blocks: boolean
  /** What the fact was; null when it was not known. */
  readonly actual: FactValue
}

/** Every row of a condition with what it was at a moment, in the condition's order. */
export function explain(condition: Condition, facts: Facts): readonly RowReason[] {
  const walk = (node: Condition, wanted: boolean, blocked: boolean): readonly RowReason[] => {
    const met = holds(node, facts) === wanted
    const blocks = blocked && !met
    if ('fact' in node) return [{ comparison: node, inNone: !wanted, met, blocks, actual: facts[node.fact] }]
    if ('not' in node) return walk(node.not, !wanted, blocks)
    const inside = 'all' in node ? node.all : node.any
    return inside.flatMap((each) => walk(each, wanted, blocks))
  }
  return walk(condition, true, true)
}

/** How many rows at least were not as they should be; 0 when the condition was true. */
export function rowsAway(condition: Condition, facts: Facts, wanted = true): number {
  if (holds(condition, facts) === wanted) return 0
  if ('fact' in condition) return 1
  if ('not' in condition) return rowsAway(condition.not, facts, !wanted)
  const inside = 'all' in condition ? condition.all : condition.any
  const away = inside.map((each) => rowsAway(each, facts, wanted))
  const needsEach = 'all' in condition === wanted
  // An `all` without rows cannot be made false by any fact.
  return needsEach ? away.reduce((sum, each) => sum + each, 0) : Math.min(...away, Number.MAX_SAFE_INTEGER)
}
