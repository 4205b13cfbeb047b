import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkScenarios, largestScenario, type Checked, type ScenarioFile } from '#shared/practice/check.ts'
import { readCommon } from '#shared/practice/form.ts'
import { unread, type ScenarioProblem } from '#shared/practice/problem.ts'
import type { PracticeLanguage, Texts } from '#shared/practice/texts.ts'

export interface Cast extends Checked {
  /** Lines every customer can say, by their name. */
  readonly common: Readonly<Record<string, Texts>>
  /** The file of a line in a customer's voice. */
  sound(language: PracticeLanguage, scenarioId: string, line: string): string
}

/**
 * Reads `scenarios/*.json` and `common.json` of a folder. A bad file is named with its line and reason and left out; with bad common lines
 * there is nobody.
 * @param more `own`: a second folder with `scenarios` and `voices`, whose customers come after the others. `language`: each line must have
 * been recorded in it
 */
export function loadCast(folder: string, more: { own?: string; language?: PracticeLanguage } = {}): Cast {
  const commonFile = readFile('common.json', join(folder, 'common.json'))
  const common = 'problem' in commonFile ? ({ ok: false, ...commonFile } as const) : readCommon('common.json', commonFile.text)
  const folderOf = new Map<ScenarioFile, string>()
  const problems: ScenarioProblem[] = []
  for (const from of [folder, ...(more.own === undefined ? [] : [more.own])]) {
    const { names, problem } = list(join(from, 'scenarios'))
    if (problem) problems.push(problem)
    for (const file of names) folderOf.set(readFile(file, join(from, 'scenarios', file)), from)
  }
  const soundOf = (file: ScenarioFile | undefined, language: PracticeLanguage, id: string, line: string): string =>
    join((file && folderOf.get(file)) ?? folder, 'voices', language, id, `${line}.ogg`)
  const { language } = more
  const checked: Checked = common.ok
    ? checkScenarios(
        [...folderOf.keys()],
        common.value,
        (file, id, line) => language === undefined || existsSync(soundOf(file, language, id, line)),
      )
    : { scenarios: [], problems: [common.problem], files: new Map() }
  return {
    ...checked,
    problems: [...problems, ...checked.problems],
    common: common.ok ? common.value.lines : {},
    sound: (spoken, id, line) => soundOf(checked.files.get(id), spoken, id, line),
  }
}

/** Names of the files of a folder; one that lacks is empty. */
function list(folder: string): { names: string[]; problem?: ScenarioProblem } {
  try {
    return {
      names: readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .toSorted(),
    }
  } catch (error) {
    const code = codeOf(error)
    return code === 'ENOENT'
      ? { names: [] }
      : { names: [], problem: unread('scenarios', 'playbook.problem.unreadable', { code }) }
  }
}

function readFile(file: string, path: string): ScenarioFile {
  try {
    const stat = lstatSync(path)
    if (!stat.isFile()) return { file, problem: unread(file, 'playbook.problem.notAFile') }
    if (stat.size > largestScenario)
      return { file, problem: unread(file, 'playbook.problem.tooBig', { most: largestScenario / 1024 }) }
    const bytes = readFileSync(path)
    try {
      return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
    } catch {
      return { file, problem: unread(file, 'playbook.problem.notText') }
    }
  } catch (error) {
    return { file, problem: unread(file, 'playbook.problem.unreadable', { code: codeOf(error) }) }
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'error')
