import type { z } from 'zod'
import { formFaults, plainPath } from '../cues/deck/form-fault.ts'
import { parseJsonText, type Path } from '../cues/deck/json-text.ts'
import { conditionTooDeep, deepestCondition } from './condition.ts'
import { fault, formFault, located, type Fault, type ScenarioProblem } from './problem.ts'
import { commonSchema, scenarioSchema, type Common, type Scenario } from './scenario.ts'
import { practiceLanguages } from './texts.ts'

/** A value of the right form, and where everything stood in its text. */
export type Formed<T> =
  | { readonly ok: true; readonly value: T; lineOf(path: Path): number }
  | { readonly ok: false; readonly problem: ScenarioProblem }

/** Reads the text of a scenario file. */
export const readScenario = (file: string, text: string): Formed<Scenario> => read(file, text, scenarioSchema)

/** Reads the text of `common.json`. */
export const readCommon = (file: string, text: string): Formed<Common> => read(file, text, commonSchema)

function read<T>(file: string, text: string, schema: z.ZodType<T>): Formed<T> {
  const parsed = parseJsonText(text)
  const refused = (line: number, found: Fault): Formed<T> => ({ ok: false, problem: located(file, line, found) })
  if (!parsed.ok) {
    const key = parsed.fault === 'nesting' ? 'nesting' : 'notJson'
    return refused(parsed.position.line, { path: [], messageKey: `cues.problem.${key}`, params: {} })
  }
  const lineOf = (path: Path): number => parsed.positionOf(path).line
  const [twice] = parsed.duplicateKeys()
  const params = { name: String(twice?.at(-1)) }
  const found = twice ? { path: twice, messageKey: 'cues.problem.duplicateKey', params } : deepFault(parsed.value)
  if (found) return refused(lineOf(found.path), found)
  const shaped = schema.safeParse(parsed.value)
  if (shaped.success) return { ok: true, value: shaped.data, lineOf }
  const faults = shaped.error.issues.flatMap((issue) => faultsOf(issue))
  const first = faults.toSorted((a, b) => lineOf(a.path) - lineOf(b.path))[0] ?? fault([], 'wrongForm', { name: file })
  return refused(lineOf(first.path), first)
}

/** Before the schema, whose complaint would be about every level. */
function deepFault(value: unknown): Fault | null {
  const path = conditionTooDeep(value)
  return path && { path, messageKey: 'cues.problem.tooDeep', params: { max: deepestCondition } }
}

function faultsOf(issue: z.core.$ZodIssue, above: Path = []): readonly Fault[] {
  const path = [...above, ...plainPath(issue.path)]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The form that has the fewest complaints was meant; when several have, nobody can know.
    const [meant = [], other = []] = issue.errors.toSorted((a, b) => a.length - b.length)
    return meant.length < other.length ? meant.flatMap((each) => faultsOf(each, path)) : [fault(path, 'noWay')]
  }
  if (issue.code === 'invalid_key') return [fault(path, 'wrongForm', { name: String(path.at(-1)) })]
  return formFaults(issue, practiceLanguages).map((each) => formFault({ ...each, path: [...above, ...each.path] }))
}
