import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { checkCommon, checkScenarios, largestScenario, type Checked } from '#shared/practice/check.ts'
import type { Texts } from '#shared/practice/texts.ts'

export interface Cast extends Checked {
  /** Lines every customer can say, by their name. */
  readonly common: Readonly<Record<string, Texts>>
}

/**
 * Reads `scenarios/*.json` and `common.json` of a folder. A bad file is named with its place and reason and left out; with bad common lines
 * there is nobody.
 */
export function loadCast(folder: string): Cast {
  const read = (file: string): string | null => (statSync(file).size > largestScenario ? null : readFileSync(file, 'utf8'))
  const safely = (file: string): string => {
    try {
      return read(file) ?? ''
    } catch {
      return ''
    }
  }
  const common = checkCommon(safely(join(folder, 'common.json')))
  if ('reason' in common) return { scenarios: [], problems: [{ file: 'common.json', ...common }], common: {} }
  const files = names(join(folder, 'scenarios')).map((file) => ({
    file,
    text: readable(() => read(join(folder, 'scenarios', file))),
  }))
  return { ...checkScenarios(files, common), common: common.lines }
}

const names = (folder: string): string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .toSorted()
  } catch {
    return []
  }
}

const readable = (read: () => string | null): string | null => {
  try {
    return read()
  } catch {
    return ''
  }
}
