import { describe, expect, test } from 'vitest'
import type { Case } from '../../../shared/domain/case.ts'
import type { Interaction, Segment } from '../../../shared/domain/interaction.ts'
import { dueSchema, type Due } from '../../../shared/practice/scenario.ts'
import { scoreSheet, scoreSheetSchema, type CueEvent, type Heard } from '../../../shared/practice/score.ts'

const id = '0199f1a0-7b1c-7000-8000-000000000001'
const at = (second: number): string => new Date(Date.UTC(2026, 10, 25, 10, 0, second)).toISOString()
const interaction = (more: Partial<Interaction> = {}): Interaction => ({
  id,
  channel: 'voice',
  direction: 'inbound',
  state: 'closed',
  contactId: null,
  matchLevel: 'verified',
  candidateIds: [],
  remote: null,
  remoteRaw: null,
  remoteName: null,
  queue: 'complaints',
  ivrOption: '3',
  divertedFrom: null,
  startedAt: at(0),
  answeredAt: at(6),
  endedAt: at(120),
  closedAt: at(140),
  outcome: 'answered',
  endReason: 'hung_up_here',
  sipCallId: 'x',
  conversationId: null,
  subject: null,
  caseId: null,
  note: 'Invoice 4711.',
  disposition: 'resolved',
  ...more,
})
const complaint: Case = {
  id,
  number: '2026-1',
  type: 'complaint',
  status: 'open',
  reason: 'price_higher',
  subject: '',
  note: '',
  solution: '',
  nextStep: 'New invoice.',
  contactId: null,
  interactionId: id,
  createdAt: at(0),
  updatedAt: at(0),
}
const hold = (from: number, to: number): Segment => ({
  id,
  interactionId: id,
  kind: 'hold',
  startedAt: at(from),
  endedAt: at(to),
})
const due = (more: Partial<Due> = {}): Due =>
  dueSchema.parse({
    case: { type: 'complaint', reason: 'price_higher' },
    nextStep: true,
    dispositions: ['resolved'],
    cues: ['empathy.concrete'],
    ...more,
  })

function sheet(
  facts: {
    due?: Due
    interaction?: Interaction
    segments?: Segment[]
    case?: Case | null
    heard?: Heard
    cueEvents?: CueEvent[]
  } = {},
) {
  const made = scoreSheet({
    scenario: { id: 'price-higher', due: facts.due ?? due() },
    interaction: facts.interaction ?? interaction(),
    segments: facts.segments ?? [],
    case: facts.case === undefined ? complaint : facts.case,
    heard: facts.heard ?? { greetedAfter: 1800, holdsAnnounced: [] },
    cueEvents: facts.cueEvents ?? [],
  })
  expect(scoreSheetSchema.parse(made)).toEqual(made)
  const outcome = (item: string): string | undefined => made.rows.find((row) => row.item === item)?.outcome
  return { ...made, outcome }
}

describe('the score sheet', () => {
  test('of a good call has all that was due done', () => {
    const { rows, done, of } = sheet({ segments: [hold(40, 60)], heard: { greetedAfter: 1800, holdsAnnounced: [true] } })
    expect(rows.filter((row) => row.item !== 'cue').map((row) => [row.item, row.outcome])).toEqual(
      ['answered', 'greeting', 'case_type', 'cause', 'note', 'next_step', 'hold_announced', 'hold_short', 'disposition'].map(
        (item) => [item, 'done'],
      ),
    )
    expect([done, of]).toEqual([9, 9])
  })

  test.each<[string, string, Parameters<typeof sheet>[0]]>([
    ['a late answer', 'answered', { interaction: interaction({ answeredAt: at(31) }) }],
    ['a late greeting', 'greeting', { heard: { greetedAfter: 9000, holdsAnnounced: [] } }],
    ['no greeting', 'greeting', { heard: { greetedAfter: null, holdsAnnounced: [] } }],
    ['no case', 'case_type', { case: null }],
    ['another type', 'case_type', { case: { ...complaint, type: 'question' } }],
    ['another cause', 'cause', { case: { ...complaint, reason: 'impolite' } }],
    ['no note', 'note', { interaction: interaction({ note: '  ' }) }],
    ['no next step', 'next_step', { case: { ...complaint, nextStep: '' } }],
    [
      'a hold nobody announced',
      'hold_announced',
      { segments: [hold(40, 50), hold(60, 70)], heard: { greetedAfter: 1, holdsAnnounced: [true, false] } },
    ],
    ['a long hold', 'hold_short', { segments: [hold(20, 100)], heard: { greetedAfter: 1, holdsAnnounced: [true] } }],
    ['another outcome', 'disposition', { interaction: interaction({ disposition: 'wrong_number' }) }],
    ['no outcome', 'disposition', { interaction: interaction({ disposition: null }) }],
  ])('names %s', (_what, item, facts) => {
    const made = sheet(facts)
    expect(made.outcome(item)).toBe('missed')
    expect(made.done).toBeLessThan(made.of)
  })

  test('asks for nothing about holds, cases and steps that were not due', () => {
    const { rows } = sheet({ due: due({ case: null, nextStep: false, note: false }) })
    expect(rows.map((row) => row.item)).toEqual(['answered', 'greeting', 'disposition', 'cue'])
  })

  test('tells of cues: due, shown, done; one that never came up is not held against anybody', () => {
    const events = (...states: string[]): CueEvent[] =>
      states.map((state) => ({ interactionId: id, cueId: 'empathy.concrete', state }))
    const cue = (...states: string[]) => {
      const made = sheet({ cueEvents: events(...states) })
      return { row: made.rows.find((row) => row.item === 'cue'), of: made.of }
    }
    const without = sheet().of
    expect(cue()).toMatchObject({ row: { outcome: 'missed', shown: false, done: null }, of: without })
    expect(cue('due', 'held_out')).toMatchObject({ row: { outcome: 'missed', shown: false }, of: without })
    expect(cue('due', 'shown', 'done')).toMatchObject({ row: { outcome: 'done', shown: true, done: 'done' }, of: without + 1 })
    expect(cue('due', 'shown', 'overruled').row).toMatchObject({ outcome: 'done', shown: true })
    expect(cue('expired'), 'no pause in time').toMatchObject({ row: { shown: false }, of: without })
    expect(
      sheet({ cueEvents: [{ interactionId: id, cueId: 'empathy.concrete', state: 'expired', shownAt: at(9) }] }).of,
      'faded',
    ).toBe(without + 1)
    expect(cue('due', 'shown', 'not_now').row).toMatchObject({ outcome: 'missed', shown: true, done: 'not_now' })
    expect(
      sheet({ cueEvents: [{ interactionId: 'another', cueId: 'x', state: 'shown' }] }).rows.filter((row) => row.item === 'cue'),
    ).toHaveLength(1)
  })

  test('of a call the agent made asks for no quick answer', () => {
    expect(sheet({ interaction: interaction({ direction: 'outbound' }) }).outcome('answered')).toBeUndefined()
  })
})
