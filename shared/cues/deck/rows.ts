import { factSpec, type FactKind, type FactName } from '../facts.ts'
import { operatorsOf } from './check-condition.ts'
import type { Operator } from './condition.ts'

/**
 * A condition as a person builds it: groups of rows. What is being typed stays as typed, so a row may be unfinished; `write-rows.ts`
 * makes the condition of it, `read-rows.ts` the rows of a condition.
 */
export const groupKinds = ['all', 'any', 'none'] as const
export interface Row {
  readonly id: number
  readonly fact: FactName | null
  readonly operator: Operator
  /** Typed: numbers, texts; several are parted by a semicolon. Shares are per cent. */
  readonly text: string
  /** Picked: values of a choice, `true` or `false` of a flag. */
  readonly picked: readonly string[]
}
export interface Group {
  readonly id: number
  readonly kind: (typeof groupKinds)[number]
  readonly parts: readonly Part[]
}
export type Part = Row | Group

export const isGroup = (part: Part): part is Group => 'parts' in part
/** Whether values of this kind are picked, not typed. */
export const isPicked = (kind: FactKind): boolean => kind === 'flag' || kind === 'choice'

/** An id that no part of the tree has. */
const freshId = (part: Part): number =>
  isGroup(part) ? Math.max(part.id + 1, ...part.parts.map((each) => freshId(each))) : part.id + 1

/** An empty row for a tree. */
export const newRow = (root: Group): Row => ({ id: freshId(root), fact: null, operator: 'is', text: '', picked: [] })
/** A group with one empty row for a tree. */
export function newGroup(root: Group): Group {
  const id = freshId(root)
  return { id, kind: 'any', parts: [{ id: id + 1, fact: null, operator: 'is', text: '', picked: [] }] }
}

/** A row that asks about another fact: what still fits of its comparison and value stays. */
export function withFact(row: Row, fact: FactName): Row {
  const { kind } = factSpec(fact)
  const before = row.fact === null ? null : factSpec(row.fact)
  const [usual = 'is'] = operatorsOf[kind]
  const operator = row.fact !== null && operatorsOf[kind].includes(row.operator) ? row.operator : usual
  const values: readonly string[] = factSpec(fact).values ?? []
  const picked = row.picked.filter((each) => values.includes(each))
  return {
    ...row,
    fact,
    operator,
    picked: kind === 'flag' ? ['true'] : picked,
    text: before?.kind === kind || row.fact === null ? row.text : '',
  }
}

/** A row with another comparison; one value can stay picked where only one may be. */
export const withOperator = (row: Row, operator: Operator): Row => ({
  ...row,
  operator,
  picked: operator === 'oneOf' ? row.picked : row.picked.slice(0, 1),
})

/** The tree with a part added at the end of a group. */
export const addPart = (root: Group, groupId: number, part: Part): Group =>
  mapGroups(root, (group) => (group.id === groupId ? { ...group, parts: [...group.parts, part] } : group))

/** The tree with a part replaced, or (null) removed. */
export const replacePart = (root: Group, id: number, by: Part | null): Group =>
  root.id === id && by !== null && isGroup(by)
    ? by
    : mapGroups(root, (group) =>
        group.parts.some((part) => part.id === id)
          ? { ...group, parts: group.parts.flatMap((part) => (part.id === id ? (by ? [by] : []) : [part])) }
          : group,
      )

/**
 * The tree with a part one place up (-1) or down (1), as the rows stand on the screen: into a group that is next to it, out of its own
 * at the end. The same tree when there is no place to go.
 */
export function movePart(root: Group, id: number, step: -1 | 1): Group {
  const home = findGroup(root, (group) => group.parts.some((part) => part.id === id))
  if (!home) return root
  const at = home.parts.findIndex((part) => part.id === id)
  const part = home.parts[at]
  const beside = home.parts[at + step]
  if (!part) return root
  if (beside && !isGroup(beside)) {
    const parts = home.parts.with(at, beside).with(at + step, part)
    return mapGroups(root, (group) => (group.id === home.id ? { ...group, parts } : group))
  }
  if (beside) {
    const parts = step === 1 ? [part, ...beside.parts] : [...beside.parts, part]
    return replacePart(replacePart(root, id, null), beside.id, { ...beside, parts })
  }
  const outer = findGroup(root, (group) => group.parts.some((each) => each.id === home.id))
  if (!outer) return root
  const without = outer.parts.map((each) => (each.id === home.id ? replacePart(home, id, null) : each))
  const place = outer.parts.findIndex((each) => each.id === home.id) + (step === 1 ? 1 : 0)
  return mapGroups(root, (group) => (group.id === outer.id ? { ...group, parts: without.toSpliced(place, 0, part) } : group))
}

function mapGroups(group: Group, change: (group: Group) => Group): Group {
  const changed = change(group)
  return { ...changed, parts: changed.parts.map((part) => (isGroup(part) ? mapGroups(part, change) : part)) }
}

function findGroup(group: Group, fits: (group: Group) => boolean): Group | null {
  if (fits(group)) return group
  for (const part of group.parts) {
    const found = isGroup(part) ? findGroup(part, fits) : null
    if (found) return found
  }
  return null
}
