import type { z } from 'zod'
import { jsonFaultLine } from '../util/json-fault.ts'
import { comesByItself, deepestCondition, depthOf } from './condition.ts'
import { commonSchema, scenarioSchema, type CallScript, type Common, type Edge, type Scenario } from './scenario.ts'

/** Larger files are not read: the longest of ours has some twenty thousand characters. Bytes. */
export const largestScenario = 256 * 1024

/** Why a file is refused: where in it, and what is wrong, in words for whoever writes it. */
export interface ScenarioProblem {
  readonly file: string
  /** `call.steps.opening.next[0].to`, `line 12`, or `(file)`. */
  readonly place: string
  readonly reason: string
}

export interface ScenarioFile {
  readonly file: string
  /** Null when it is larger than {@link largestScenario}. */
  readonly text: string | null
}

export interface Checked {
  readonly scenarios: readonly Scenario[]
  readonly problems: readonly ScenarioProblem[]
}

/** Checks every file by itself; a bad one is refused with its first fault and takes nothing else with it. */
export function checkScenarios(files: readonly ScenarioFile[], common: Common): Checked {
  const scenarios: Scenario[] = []
  const problems: ScenarioProblem[] = []
  const owners = new Map<string, string>()
  const names = new Map<string, string>()
  const shared = new Set(Object.keys(common.lines))
  for (const { file, text } of files) {
    const read = readJson(text)
    const checked = 'fault' in read ? read.fault : shape(read.value)
    if ('reason' in checked) {
      problems.push({ file, ...checked })
      continue
    }
    const earlier = names.get(checked.id)
    const fault =
      earlier === undefined
        ? (wrongReference(checked, shared) ?? leftOut(checked) ?? endless(checked) ?? taken(checked, owners))
        : { place: 'id', reason: `"${checked.id}" is already the id of ${earlier}` }
    if (fault) {
      problems.push({ file, ...fault })
      continue
    }
    names.set(checked.id, file)
    for (const key of contactKeys(checked)) owners.set(key, checked.id)
    scenarios.push(checked)
  }
  return { scenarios, problems }
}

/** The lines all customers have; without them no scenario can be used. */
export function checkCommon(text: string | null): Common | Fault {
  const read = readJson(text)
  if ('fault' in read) return read.fault
  const parsed = commonSchema.safeParse(read.value)
  return parsed.success ? parsed.data : faultOf(parsed.error)
}

export type Fault = Omit<ScenarioProblem, 'file'>

function readJson(text: string | null): { value: unknown } | { fault: Fault } {
  if (text === null) return { fault: { place: '(file)', reason: `is larger than ${largestScenario / 1024} kB` } }
  const json = text.replace(/^\uFEFF/, '')
  try {
    return { value: JSON.parse(json) as unknown }
  } catch {
    const line = jsonFaultLine(json)
    const place = line === null || json === '' ? '(file)' : `line ${line}`
    return { fault: { place, reason: 'is no JSON; look for a missing comma or quote' } }
  }
}

function shape(value: unknown): Scenario | Fault {
  // Before the schema, which calls itself for each level. Steps lie five levels deep, each condition adds two at most.
  if (depthOf(value) > 8 + 2 * deepestCondition)
    return { place: 'call.steps', reason: `conditions are nested more than ${deepestCondition} deep` }
  const parsed = scenarioSchema.safeParse(value)
  return parsed.success ? parsed.data : faultOf(parsed.error)
}

function faultOf(error: z.ZodError): Fault {
  const [issue] = error.issues
  if (!issue) return { place: '(file)', reason: 'is no scenario' }
  const path = issue.path.map((step, at) => (typeof step === 'number' ? `[${step}]` : `${at === 0 ? '' : '.'}${String(step)}`))
  const place = path.join('') || '(file)'
  if (issue.code === 'unrecognized_keys')
    return { place: `${path.join('')}.${issue.keys[0] ?? ''}`.replace(/^\./, ''), reason: 'is no known key' }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) return { place, reason: 'is missing' }
  return { place, reason: issue.message.replaceAll(/\s+/g, ' ').slice(0, 200) }
}

/** The first name that nobody has. */
function wrongReference(scenario: Scenario, shared: ReadonlySet<string>): Fault | null {
  const person = (place: string, key: string): Fault | null =>
    key in scenario.people ? null : { place, reason: `nobody in "people" is called "${key}"` }
  for (const [at, entry] of scenario.history.entries()) {
    const place = `history[${at}].person`
    const fault = person(place, entry.person) ?? strangersPast(scenario, entry, place)
    if (fault) return fault
  }
  const { call, mail } = scenario
  if (mail) {
    const fault = person('mail.from', mail.from)
    if (fault) return fault
    if (scenario.people[mail.from]?.mail === null)
      return { place: 'mail.from', reason: `"${mail.from}" has no address to write from` }
  }
  if (!call) return mail ? null : { place: '(file)', reason: 'needs a "call" or a "mail"' }
  const fault = person('call.caller', call.caller)
  if (fault) return fault
  if (call.number === 'shown' && scenario.people[call.caller]?.phone === null)
    return { place: 'call.caller', reason: `"${call.caller}" has no number to show` }
  for (const place of ['start', 'called'] as const)
    if (!(call[place] in call.steps)) return { place: `call.${place}`, reason: `there is no step "${call[place]}"` }
  for (const [name, step] of Object.entries(call.steps)) {
    const fault =
      unknownLine(scenario, shared, step.say, `call.steps.${name}.say`) ??
      wrongEdge(scenario, call, shared, step.next, `call.steps.${name}.next`)
    if (fault) return fault
  }
  return wrongEdge(scenario, call, shared, call.always, 'call.always')
}

/** Letters need an address; of a stranger the records hold nothing, only the mailbox may. */
function strangersPast({ people }: Scenario, { kind, person }: Scenario['history'][number], place: string): Fault | null {
  if (kind === 'mail') return people[person]?.mail === null ? { place, reason: `"${person}" has no address to write from` } : null
  return people[person]?.known === false
    ? { place, reason: `"${person}" is not in the records ("known": false), so only letters can lie there from before` }
    : null
}

/** Whoever practises meets people with a past who call and write; one who lacks something says why. */
function leftOut({ history, call, mail, without }: Scenario): Fault | null {
  const lacks = { history: history.length === 0, call: call === null, mail: mail === null }
  for (const what of ['history', 'call', 'mail'] as const) {
    if (lacks[what] && without[what] === null)
      return { place: what, reason: `is left out; write it, or say in "without.${what}" why there is none` }
    if (!lacks[what] && without[what] !== null)
      return { place: `without.${what}`, reason: 'says why there is none, and there is one' }
  }
  return null
}

function unknownLine(scenario: Scenario, shared: ReadonlySet<string>, line: string | null, place: string): Fault | null {
  return line === null || line in scenario.lines || shared.has(line) ? null : { place, reason: `there is no line "${line}"` }
}

function wrongEdge(
  scenario: Scenario,
  call: CallScript,
  shared: ReadonlySet<string>,
  edges: readonly Edge[],
  place: string,
): Fault | null {
  for (const [at, edge] of edges.entries()) {
    if ('to' in edge) {
      if (!(edge.to in call.steps)) return { place: `${place}[${at}].to`, reason: `there is no step "${edge.to}"` }
    } else {
      const fault = unknownLine(scenario, shared, edge.say, `${place}[${at}].say`)
      if (fault) return fault
    }
  }
  return null
}

/** Every conversation must be able to end, and none may go round in circles while the agent does nothing. */
function endless({ call }: Scenario): Fault | null {
  if (!call) return null
  for (const name of Object.keys(call.steps)) {
    if (!reaches(call, name)) return { place: `call.steps.${name}`, reason: 'no way leads from here to a step with "end": true' }
    if (circles(call, name))
      return { place: `call.steps.${name}`, reason: 'goes round in an endless circle while the agent says nothing' }
  }
  return null
}

function reaches(call: CallScript, from: string): boolean {
  const seen = walk(call, from, () => true)
  return [from, ...seen].some((name) => call.steps[name]?.end === true)
}

const circles = (call: CallScript, from: string): boolean => walk(call, from, comesByItself).has(from)

/** Steps that can be reached; an end has no way out, and a way that stays leads nowhere. */
function walk(call: CallScript, from: string, along: (when: Edge['when']) => boolean): Set<string> {
  const seen = new Set<string>()
  const waiting = [from]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const step = call.steps[name]
    if (!step || step.end) continue
    for (const edge of [...step.next, ...call.always])
      if ('to' in edge && along(edge.when) && !seen.has(edge.to)) {
        seen.add(edge.to)
        waiting.push(edge.to)
      }
  }
  return seen
}

/** Numbers and addresses belong to one scenario; inside it they may be shared. */
function taken(scenario: Scenario, owners: ReadonlyMap<string, string>): Fault | null {
  const used = contactKeys(scenario).find((key) => owners.has(key))
  return used === undefined
    ? null
    : { place: 'people', reason: `"${used}" already belongs to scenario "${owners.get(used) ?? ''}"` }
}

const contactKeys = (scenario: Scenario): string[] =>
  Object.values(scenario.people).flatMap((person) => [person.phone, person.mail].filter((key) => key !== null))
