import { factSpec, isFactName, type FactKind } from '../facts.ts'
import { maxDepth, maxNodes, operators, type Operator } from './condition.ts'
import type { Path } from './json-text.ts'
import type { Fault } from './problem.ts'

/** Which comparisons a kind of fact takes, the usual one first. */
export const operatorsOf: Readonly<Record<FactKind, readonly Operator[]>> = {
  number: ['atLeast', 'atMost', 'is', 'isNot', 'oneOf'],
  seconds: ['atLeast', 'atMost'],
  share: ['atLeast', 'atMost'],
  flag: ['is', 'isNot'],
  choice: ['is', 'isNot', 'oneOf'],
  text: ['is', 'isNot', 'oneOf', 'contains'],
  list: ['contains', 'atLeast', 'atMost'],
  moment: [],
}

/** Everything wrong with a raw condition, each with its place; nothing found means that it fits the schema and its facts' types. */
export function checkCondition(raw: unknown, path: Path): readonly Fault[] {
  const faults: Fault[] = []
  let nodes = 0
  const walk = (node: unknown, at: Path, depth: number): void => {
    nodes++
    if (nodes > maxNodes) return
    if (depth > maxDepth) return void faults.push({ path: at, key: 'tooDeep', params: { max: maxDepth } })
    if (!isObject(node)) return void faults.push({ path: at, key: 'noCondition', params: {} })
    const branch = (['all', 'any', 'not'] as const).find((name) => Object.hasOwn(node, name))
    if (!branch) return comparison(node, at, faults)
    for (const name of Object.keys(node))
      if (name !== branch) faults.push({ path: [...at, name], key: 'unknownKey', params: { name } })
    const inside = node[branch]
    if (branch === 'not') return walk(inside, [...at, 'not'], depth + 1)
    if (!Array.isArray(inside) || (branch === 'any' && inside.length === 0))
      return void faults.push({ path: [...at, branch], key: 'noList', params: { name: branch } })
    inside.forEach((child: unknown, index) => walk(child, [...at, branch, index], depth + 1))
  }
  walk(raw, path, 1)
  if (nodes > maxNodes) faults.push({ path, key: 'tooManyNodes', params: { max: maxNodes } })
  return faults
}

function comparison(node: Record<string, unknown>, at: Path, faults: Fault[]): void {
  const { fact } = node
  if (fact === undefined) return void faults.push({ path: at, key: 'noCondition', params: {} })
  if (typeof fact !== 'string' || !isFactName(fact))
    return void faults.push({
      path: [...at, 'fact'],
      key: 'unknownFact',
      params: { name: typeof fact === 'string' ? fact.slice(0, 60) : typeof fact },
    })
  const spec = factSpec(fact)
  const used = operators.filter((name) => Object.hasOwn(node, name))
  for (const name of Object.keys(node))
    if (name !== 'fact' && !used.some((each) => each === name))
      faults.push({ path: [...at, name], key: 'unknownKey', params: { name: name.slice(0, 60) } })
  const [operator] = used
  if (!operator || used.length > 1) return void faults.push({ path: at, key: 'oneOperator', params: { name: fact } })
  const place = [...at, operator]
  if (!operatorsOf[spec.kind].includes(operator))
    return void faults.push({ path: place, key: 'wrongOperator', params: { name: fact, operator } })
  const value = node[operator]
  const values = operator === 'oneOf' ? value : [value]
  if (!Array.isArray(values) || values.length === 0 || values.length > 50)
    return void faults.push({ path: place, key: 'noList', params: { name: operator } })
  if (!values.every((each) => fits(each, spec.kind, operator)))
    return void faults.push({ path: place, key: 'wrongValue', params: { name: fact } })
  const stranger = spec.values && values.find((each) => !spec.values?.includes(String(each)))
  if (stranger !== undefined)
    faults.push({ path: place, key: 'unknownChoice', params: { name: fact, value: String(stranger).slice(0, 60) } })
}

function fits(value: unknown, kind: FactKind, operator: Operator): boolean {
  if (operator === 'contains') return typeof value === 'string' && value.length >= 1 && value.length <= 200
  if (operator === 'atLeast' || operator === 'atMost') return typeof value === 'number' && Number.isFinite(value)
  if (kind === 'flag') return typeof value === 'boolean'
  if (kind === 'choice' || kind === 'text') return typeof value === 'string' && value.length <= 200
  return typeof value === 'number' && Number.isFinite(value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
