import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCommon } from '../../../shared/practice/form.ts'
import type { Common, Scenario } from '../../../shared/practice/scenario.ts'
import { practiceFolder } from '../../support/practice.ts'

/** The files we ship, as text. */
export const shippedFiles = readdirSync(join(practiceFolder, 'scenarios'))
  .toSorted()
  .map((file) => ({ file, text: readFileSync(join(practiceFolder, 'scenarios', file), 'utf8') }))

export function common(): Common {
  const read = readCommon('common.json', readFileSync(join(practiceFolder, 'common.json'), 'utf8'))
  if (!read.ok) throw new Error(`${read.problem.place}: ${read.problem.messageKey}`)
  return read.value
}

/** The first shipped scenario, changed by a test, as a file. */
export function changed(change: (scenario: Record<string, never> & Scenario) => void): string {
  const scenario = JSON.parse(shippedFiles[0]?.text ?? '') as Record<string, never> & Scenario
  change(scenario)
  return JSON.stringify(scenario, null, 2)
}
