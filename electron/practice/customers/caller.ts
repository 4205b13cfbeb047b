import { practicePlaces } from '#shared/practice/places.ts'
import type { Scenario } from '#shared/practice/scenario.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import { domain } from '../exchange/leg.ts'
import { peopleOf } from './people.ts'

type Header = readonly [name: string, value: string]

/** What the exchange says of who calls and why: as the toll-free line of a real one does (RFC 3325, RFC 3323, RFC 5806, X-Queue, X-IVR-Option). */
export function callerHeaders(scenario: Scenario, language: PracticeLanguage): { from: string; headers: Header[] } | null {
  const { call } = scenario
  const person = call && peopleOf(scenario, language).find((each) => each.key === call.caller)
  if (!call || !person) return null
  const why: Header[] = [
    ['X-Queue', call.queue],
    ['X-IVR-Option', call.ivrOption],
  ]
  if (person.person.kind === 'internal' && person.number !== null)
    return { from: `"${quotable(person.name)}" <sip:${person.number}@${domain}>`, headers: why }
  const headers: Header[] = [
    ...why,
    ['Diversion', `<sip:${practicePlaces[language].tollFreeNumber}@${domain}>;reason=unconditional`],
  ]
  if (call.number === 'withheld' || person.number === null)
    return { from: '"Anonymous" <sip:anonymous@anonymous.invalid>', headers: [...headers, ['Privacy', 'id']] }
  const address = `<sip:${person.number}@${domain};user=phone>`
  return { from: address, headers: [...headers, ['P-Asserted-Identity', address]] }
}

/** A quoted display name may hold any UTF-8 but quotes and backslashes (RFC 3261 §25.1). */
const quotable = (name: string): string => name.replaceAll(/["\\]/g, '')
