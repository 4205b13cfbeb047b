import { readFileSync } from 'node:fs'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { contactFacts, subjectFacts } from '../../../electron/cues/facts-of.ts'
import { peopleOf } from '../../../electron/practice/customers/people.ts'
import { seed } from '../../../electron/practice/customers/seed.ts'
import { checkDeckText } from '../../../shared/cues/deck/check-deck.ts'
import { cueLanguages } from '../../../shared/cues/deck/names.ts'
import { renderEvidence } from '../../../shared/cues/evidence.ts'
import { noFacts } from '../../../shared/cues/facts.ts'
import { shipped } from '../../support/practice.ts'
import { openBench } from '../records/support/records.ts'
import { call } from '../records/support/samples.ts'
import { doorOf } from './door.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const lines = {
  en: 'third contact about “Heating fails at night” since Thursday · open complaints: 1',
  de: '3. Kontakt zu „Heizung fällt nachts aus“ seit Donnerstag · offene Beschwerden: 1',
  hu: 'harmadik megkeresés csütörtök óta, tárgya: „Éjjel leáll a fűtés” · nyitott panasz: 1',
  cs: '3. kontakt od čtvrtka ve věci „Topení v noci vypadává“ · otevřené stížnosti: 1',
  mn: 'пүрэв гарагаас хойш гурав дахь удаа холбогдсон, асуудал: «Шөнө халаалт зогсдог» · нээлттэй гомдол: 1',
}

test.each(cueLanguages)('who calls for the third time about the same thing is known by it: %s', async (language) => {
  const deck = checkDeckText(readFileSync(new URL('../../../resources/cue-decks/starter.json', import.meta.url), 'utf8'))
  const cue = deck.ok ? deck.deck.cues.find(({ id }) => shipped('third-time').due.cues.includes(id)) : undefined
  // A Monday; the first two calls lie on the Thursday and the Friday before.
  const now = new Date(2026, 10, 30, 9, 0)
  const { ask } = await openBench(onTestFinished, () => now.toISOString())
  const records = doorOf(ask)
  const mailbox = { imapPort: 0, smtpPort: 0, isEmpty: () => true, deliver: () => undefined, close: () => Promise.resolve() }
  const log = (...line: unknown[]): never => expect.fail(line.join(' '))
  await seed([shipped('third-time')], { records, mailbox, language, service: 'Service', now, log }, () => {})
  const id = peopleOf(shipped('third-time'), language)[0]?.contactId ?? ''
  const startedAt = now.toISOString()
  const third = call({ id: uuidv7(), contactId: id, matchLevel: 'verified', startedAt })
  await ask('interactions.put', { interaction: third, segments: [] })
  const said = async (thisOne: string): Promise<string> => {
    const card = await ask('contacts.card', { id })
    const facts = { ...noFacts, ...contactFacts(card, now.getTime()), ...subjectFacts(card, null, thisOne) }
    return renderEvidence(cue?.evidence[language] ?? '', facts, language, now.getTime())
  }
  expect(await said(third.id)).toBe(lines[language])
  // One that hung on no case makes it the fourth contact, but nobody knows about what.
  const fourth = call({ id: uuidv7(), contactId: id, matchLevel: 'verified', startedAt })
  await ask('interactions.put', { interaction: fourth, segments: [] })
  expect(await said(fourth.id)).not.toMatch(/[“«„]/)
})
