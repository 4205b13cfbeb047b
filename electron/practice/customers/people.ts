import { createHash } from 'node:crypto'
import { practiceNumber } from '#shared/practice/places.ts'
import type { Person, Scenario } from '#shared/practice/scenario.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'

export const customerDomain = 'customer.example'
export const serviceAddress = 'service@practice.example'

/** A person of a scenario as the agent meets them. */
export interface PracticePerson {
  readonly key: string
  readonly person: Person
  readonly name: string
  /** E.164, or an extension; null for people nobody can call. */
  readonly number: string | null
  readonly address: string | null
  readonly contactId: string
}

export function peopleOf(scenario: Scenario, language: PracticeLanguage): PracticePerson[] {
  return Object.entries(scenario.people).map(([key, person]) => ({
    key,
    person,
    name: person.name[language],
    number: person.phone === null ? null : practiceNumber(person.phone, language),
    address: person.mail === null ? null : `${person.mail}@${person.kind === 'internal' ? 'practice.example' : customerDomain}`,
    contactId: stableId(`contact/${scenario.id}/${key}`),
  }))
}

/** The same UUID for the same name at every start, so that seeding twice makes nothing twice. */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`courtesy practice ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
