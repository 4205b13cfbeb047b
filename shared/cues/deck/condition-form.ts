import { checkCondition } from './check-condition.ts'
import type { Condition } from './condition.ts'
import { parseJsonText } from './json-text.ts'
import type { DeckProblem } from './problem.ts'
import { readRows } from './read-rows.ts'
import type { Group } from './rows.ts'
import { writeRows, type RowProblem } from './write-rows.ts'

/** A condition while it is edited, as rows and as text. The one that was touched last leads; the other follows as far as it can. */
export interface ConditionForm {
  readonly leads: 'rows' | 'text'
  readonly text: string
  /** Null for what rows cannot show. */
  readonly rows: Group | null
}
export type CheckedForm =
  | { readonly ok: true; readonly condition: Condition }
  /** Places in the text, or rows that are not whole. */
  | { readonly ok: false; readonly text: readonly DeckProblem[]; readonly rows: readonly RowProblem[] }

const written = (condition: unknown): string => JSON.stringify(condition, null, 2)

/** The form of a condition as it stands in a deck. */
export const conditionForm = (condition: unknown): ConditionForm => ({
  leads: 'text',
  text: written(condition),
  rows: readRows(condition),
})

/** The form after its text was typed in. */
export function withText(text: string): ConditionForm {
  const parsed = parseJsonText(text)
  return { leads: 'text', text, rows: parsed.ok && parsed.duplicateKeys().length === 0 ? readRows(parsed.value) : null }
}

/** The form after a row was changed. The text follows as soon as the rows are whole. */
export function withRows(form: ConditionForm, rows: Group): ConditionForm {
  const made = writeRows(rows)
  return { leads: 'rows', rows, text: made.ok ? written(made.condition) : form.text }
}

/** The condition of a form, or what is wrong with it and where. */
export function checkForm(form: ConditionForm): CheckedForm {
  if (form.rows) {
    const made = writeRows(form.rows)
    if (!made.ok) return { ok: false, text: [], rows: made.problems }
    if (form.leads === 'rows') return made
  }
  const parsed = parseJsonText(form.text)
  if (!parsed.ok) {
    const key = parsed.fault === 'nesting' ? 'nesting' : 'notJson'
    return { ok: false, text: [{ ...parsed.position, place: '', key, params: {} }], rows: [] }
  }
  const faults = [
    ...parsed.duplicateKeys().map((path) => ({ path, key: 'duplicateKey' as const, params: { name: String(path.at(-1)) } })),
    ...checkCondition(parsed.value, []),
  ]
  if (faults.length === 0) return { ok: true, condition: parsed.value as Condition }
  const text = faults.map(({ key, params, path }) => ({ ...parsed.positionOf(path), place: path.join('.'), key, params }))
  return { ok: false, text: text.toSorted((a, b) => a.line - b.line || a.column - b.column), rows: [] }
}
