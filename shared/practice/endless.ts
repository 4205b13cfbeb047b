import { comesByItself } from './condition.ts'
import { fault, type Fault } from './problem.ts'
import type { CallScript, Edge, Scenario } from './scenario.ts'

/** Every conversation must be able to end, and none may go round in circles while the agent does nothing. */
export function endless({ call }: Scenario): Fault | null {
  if (!call) return null
  for (const name of Object.keys(call.steps)) {
    if (!reaches(call, name)) return fault(['call', 'steps', name], 'noEnd')
    if (circles(call, name)) return fault(['call', 'steps', name], 'circle')
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
