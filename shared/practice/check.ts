import type { Path } from '../cues/deck/json-text.ts'
import { endless } from './endless.ts'
import { readScenario } from './form.ts'
import { fault, located, type Fault, type ScenarioProblem } from './problem.ts'
import { leftOut, wrongReference } from './references.ts'
import type { Common, Scenario } from './scenario.ts'

/** Larger files are not read: the longest of ours has some twenty thousand characters. Bytes. */
export const largestScenario = 256 * 1024

/** The text of a file, or why there is none. */
export type ScenarioFile = { readonly file: string } & ({ readonly text: string } | { readonly problem: ScenarioProblem })

export interface Checked {
  readonly scenarios: readonly Scenario[]
  readonly problems: readonly ScenarioProblem[]
  /** The file of each scenario, by its id. */
  readonly files: ReadonlyMap<string, ScenarioFile>
}

/** Whether a line of a scenario was recorded. */
export type Recorded = (file: ScenarioFile, scenarioId: string, line: string) => boolean

/**
 * Checks every file by itself; a bad one is refused with its first fault and takes nothing else with it. An id, number or address belongs
 * to the first file that has it.
 * @param recorded without it nobody asks for recordings: they are made from the files
 */
export function checkScenarios(files: readonly ScenarioFile[], common: Common, recorded: Recorded = () => true): Checked {
  const scenarios: Scenario[] = []
  const problems: ScenarioProblem[] = []
  const owners = new Map<string, string>()
  const accepted = new Map<string, ScenarioFile>()
  const shared = new Set(Object.keys(common.lines))
  for (const each of files) {
    const { file } = each
    const read = 'problem' in each ? ({ ok: false, problem: each.problem } as const) : readScenario(file, each.text)
    if (!read.ok) {
      problems.push(read.problem)
      continue
    }
    const scenario = read.value
    const found =
      idTwice(scenario, accepted) ??
      wrongReference(scenario, shared) ??
      leftOut(scenario) ??
      endless(scenario) ??
      taken(scenario, owners) ??
      silent(scenario, common, (line) => recorded(each, scenario.id, line))
    if (found) {
      problems.push(located(file, read.lineOf(found.path), found))
      continue
    }
    accepted.set(scenario.id, each)
    for (const { key } of contactKeys(scenario)) owners.set(key, file)
    scenarios.push(scenario)
  }
  return { scenarios, problems, files: accepted }
}

function idTwice({ id }: Scenario, accepted: ReadonlyMap<string, ScenarioFile>): Fault | null {
  const other = accepted.get(id)
  return other === undefined ? null : fault(['id'], 'idTwice', { name: id, other: other.file })
}

/** Numbers and addresses belong to one scenario; inside it they may be shared. */
function taken(scenario: Scenario, owners: ReadonlyMap<string, string>): Fault | null {
  for (const { key, path } of contactKeys(scenario)) {
    const other = owners.get(key)
    if (other !== undefined) return fault(path, 'taken', { name: key, other })
  }
  return null
}

const contactKeys = ({ people }: Scenario): { key: string; path: Path }[] =>
  Object.entries(people).flatMap(([name, person]) =>
    (['phone', 'mail'] as const).flatMap((kind) => {
      const key = person[kind]
      return key === null ? [] : [{ key, path: ['people', name, kind] }]
    }),
  )

/** The first line nobody has spoken yet; the common ones are spoken by each customer anew and stand in no place of this file. */
function silent({ call, id, lines }: Scenario, common: Common, recorded: (line: string) => boolean): Fault | null {
  if (!call) return null
  const own = Object.keys(lines).find((line) => !recorded(line))
  if (own !== undefined) return fault(['lines', own], 'noSound', { name: `${id}/${own}.ogg` })
  const other = Object.keys(common.lines).find((line) => !recorded(line))
  return other === undefined ? null : fault(['id'], 'noSound', { name: `${id}/${other}.ogg` })
}
