import type { In, Out } from '#shared/contract/define.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { Result } from '#shared/contract/result.ts'
import type { Interaction } from '#shared/domain/interaction.ts'
import type { History, Scenario } from '#shared/practice/scenario.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { Log } from '../../diagnostics/log.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { pastMoment } from './past.ts'
import { peopleOf, serviceAddress, stableId, type PracticePerson } from './people.ts'

type Calls = typeof recordsCalls
export interface RecordsDoor {
  call<K extends keyof Calls & string>(name: K, input: In<Calls[K]>): Promise<Result<Out<Calls[K]>>>
}

export interface SeedOptions {
  records: RecordsDoor
  mailbox: Mailbox
  language: PracticeLanguage
  service: string
  now: Date
  log: Log
}

/**
 * Writes who the customers are and what was before, each thing at its time. Ids are the same at every start, so a seeding
 * that was cut off goes on where it was; people who are there already are left as the trainee made them.
 * @param seeded told of each scenario that is all there: the first customer need not wait for the last
 */
export async function seed(
  scenarios: readonly Scenario[],
  options: SeedOptions,
  seeded: (scenario: Scenario) => void,
): Promise<void> {
  const fresh = options.mailbox.isEmpty()
  for (const scenario of scenarios) {
    const people = peopleOf(scenario, options.language)
    const unknown = await newPeople(people, options)
    const idOf = (index: number): string => stableId(`history/${scenario.id}/${index}`)
    const caseOfCalls = (key: string): string | null => {
      const index = scenario.history.findIndex((entry) => entry.kind === 'case' && entry.calls && entry.person === key)
      return index === -1 ? null : idOf(index)
    }
    for (const [index, entry] of scenario.history.entries()) {
      const person = people.find((each) => each.key === entry.person)
      if (!person) continue
      if (entry.kind === 'mail') {
        if (fresh) deliver(entry, person, options)
      } else if (unknown.has(person.key))
        await write(entry, person, { id: idOf(index), caseId: caseOfCalls(person.key) }, options)
    }
    seeded(scenario)
  }
}

/** The day in so many days, as the records write it. */
const dayIn = (now: Date, days: number): string => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)

async function newPeople(people: readonly PracticePerson[], { records, language, log, now }: SeedOptions): Promise<Set<string>> {
  const made = new Set<string>()
  for (const { key, person, name, number, address, contactId } of people) {
    if (!person.known) continue
    const there = await records.call('contacts.card', { id: contactId })
    if (there.ok) continue
    const points = [
      ...(number === null ? [] : [{ type: 'phone' as const, raw: number, usage: person.usage, trust: 'verified' as const }]),
      ...(address === null ? [] : [{ type: 'email' as const, raw: address, trust: 'verified' as const }]),
    ]
    const created = await records.call('contacts.create', {
      id: contactId,
      input: {
        displayName: name,
        kind: person.kind,
        organizationName: person.organization?.[language] ?? null,
        locale: language,
        city: person.city?.[language] ?? null,
        customerSince: person.since,
        promised: person.promised?.[language] ?? null,
        tags: person.tags,
        ...(person.renewalInDays === null ? {} : { custom: { renewalOn: dayIn(now, person.renewalInDays) } }),
        points,
      },
    })
    if (created.ok) made.add(key)
    else log('warn', 'practice.seed.contact', { kind: created.error.kind, detail: created.error.detail })
  }
  return made
}

/** Of a thing that was before, and of the case it hangs on if it is a call. */
interface Ids {
  readonly id: string
  readonly caseId: string | null
}

async function write(
  entry: Exclude<History, { kind: 'mail' }>,
  person: PracticePerson,
  { id, caseId }: Ids,
  options: SeedOptions,
): Promise<void> {
  const { records, language, now, log } = options
  const results: Result<unknown>[] = []
  if (entry.kind === 'call') {
    const interaction = pastCall(entry, person, { id, caseId }, options)
    results.push(await records.call('interactions.put', { interaction, segments: [] }))
    if (entry.disposition !== null)
      results.push(
        await records.call('dispositions.put', {
          disposition: {
            interactionId: id,
            code: entry.disposition,
            note: interaction.note,
            at: interaction.closedAt ?? interaction.startedAt,
          },
        }),
      )
  } else {
    const at = pastMoment(now, entry, 'agent').toISOString()
    const { contactId } = person
    results.push(
      entry.kind === 'note'
        ? await records.call('past.note', { note: { id, contactId, interactionId: null, body: entry.body[language] }, at })
        : await records.call('past.case', {
            id,
            contactId,
            type: entry.type,
            patch: {
              subject: entry.subject[language],
              status: entry.status,
              reason: entry.reason,
              note: entry.note?.[language] ?? '',
              nextStep: entry.nextStep?.[language] ?? '',
            },
            at,
          }),
    )
  }
  for (const result of results)
    if (!result.ok)
      log('warn', 'practice.seed.history', { entry: entry.kind, kind: result.error.kind, detail: result.error.detail })
}

function pastCall(
  entry: Extract<History, { kind: 'call' }>,
  person: PracticePerson,
  { id, caseId }: Ids,
  { language, now }: SeedOptions,
): Interaction {
  const start = pastMoment(now, entry, 'agent')
  const answered = new Date(start.getTime() + 8000)
  const end = new Date(answered.getTime() + entry.minutes * 60_000)
  const missed = entry.minutes === 0
  return {
    id,
    channel: 'voice',
    direction: entry.direction,
    state: 'closed',
    contactId: person.contactId,
    matchLevel: 'verified',
    candidateIds: [],
    remote: person.number,
    remoteRaw: person.number,
    remoteName: person.name,
    queue: null,
    ivrOption: null,
    divertedFrom: null,
    startedAt: start.toISOString(),
    answeredAt: missed ? null : answered.toISOString(),
    endedAt: end.toISOString(),
    closedAt: end.toISOString(),
    outcome: missed ? (entry.direction === 'inbound' ? 'missed' : 'not_reached') : 'answered',
    endReason: null,
    sipCallId: null,
    conversationId: null,
    subject: null,
    caseId,
    note: entry.note?.[language] ?? '',
    disposition: entry.disposition,
  }
}

function deliver(
  entry: Extract<History, { kind: 'mail' }>,
  person: PracticePerson,
  { mailbox, language, service, now }: SeedOptions,
): void {
  if (person.address === null) return
  mailbox.deliver({
    from: { name: person.name, address: person.address },
    to: { name: service, address: serviceAddress },
    subject: entry.subject[language],
    text: entry.body[language],
    date: pastMoment(now, entry, 'customer'),
    inReplyTo: null,
  })
}
