import type { Path } from '../cues/deck/json-text.ts'
import { fault, type Fault } from './problem.ts'
import type { CallScript, Edge, Scenario } from './scenario.ts'

/** The first name that nobody has. @param shared names of the lines every customer can say */
export function wrongReference(scenario: Scenario, shared: ReadonlySet<string>): Fault | null {
  const person = (path: Path, key: string): Fault | null =>
    Object.hasOwn(scenario.people, key) ? null : fault(path, 'noPerson', { name: key })
  for (const [at, entry] of scenario.history.entries()) {
    const path = ['history', at, 'person']
    const found = person(path, entry.person) ?? strangersPast(scenario, entry, path)
    if (found) return found
  }
  const { call, mail } = scenario
  if (mail) {
    const found = person(['mail', 'from'], mail.from)
    if (found) return found
    if (scenario.people[mail.from]?.mail === null) return fault(['mail', 'from'], 'noAddress', { name: mail.from })
  }
  if (!call) return mail ? null : fault([], 'nothing')
  const found = person(['call', 'caller'], call.caller)
  if (found) return found
  if (call.number === 'shown' && scenario.people[call.caller]?.phone === null)
    return fault(['call', 'caller'], 'noNumber', { name: call.caller })
  for (const place of ['start', 'called'] as const)
    if (!Object.hasOwn(call.steps, call[place])) return fault(['call', place], 'noStep', { name: call[place] })
  for (const [name, step] of Object.entries(call.steps)) {
    const wrong =
      unknownLine(scenario, shared, step.say, ['call', 'steps', name, 'say']) ??
      wrongEdge(scenario, call, shared, step.next, ['call', 'steps', name, 'next'])
    if (wrong) return wrong
  }
  return wrongEdge(scenario, call, shared, call.always, ['call', 'always'])
}

/** Whoever practises meets people with a past who call and write; one who lacks something says why. */
export function leftOut({ history, call, mail, without }: Scenario): Fault | null {
  const lacks = { history: history.length === 0, call: call === null, mail: mail === null }
  for (const what of ['history', 'call', 'mail'] as const) {
    if (lacks[what] && without[what] === null) return fault([what], 'leftOut', { name: what })
    if (!lacks[what] && without[what] !== null) return fault(['without', what], 'notLeftOut', { name: what })
  }
  return null
}

/** Letters need an address; of a stranger the records hold nothing, only the mailbox may. */
function strangersPast({ people }: Scenario, { kind, person }: Scenario['history'][number], path: Path): Fault | null {
  if (kind === 'mail') return people[person]?.mail === null ? fault(path, 'noAddress', { name: person }) : null
  return people[person]?.known === false ? fault(path, 'stranger', { name: person }) : null
}

function unknownLine(scenario: Scenario, shared: ReadonlySet<string>, line: string | null, path: Path): Fault | null {
  return line === null || Object.hasOwn(scenario.lines, line) || shared.has(line) ? null : fault(path, 'noLine', { name: line })
}

function wrongEdge(
  scenario: Scenario,
  call: CallScript,
  shared: ReadonlySet<string>,
  edges: readonly Edge[],
  path: Path,
): Fault | null {
  for (const [at, edge] of edges.entries()) {
    if ('to' in edge) {
      if (!Object.hasOwn(call.steps, edge.to)) return fault([...path, at, 'to'], 'noStep', { name: edge.to })
    } else {
      const found = unknownLine(scenario, shared, edge.say, [...path, at, 'say'])
      if (found) return found
    }
  }
  return null
}
