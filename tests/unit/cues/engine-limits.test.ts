import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import { prepareDeck, step, type CueChange } from '#shared/cues/engine.ts'
import { cueEvents, noFacts, stages, type Facts } from '#shared/cues/facts.ts'
import { newHistory, putAway, useCard } from '#shared/cues/history.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

const condition: fc.Arbitrary<Cue['when']> = fc.oneof(
  fc.constant({ all: [] }),
  fc.record({ fact: fc.constant('contact.recentCount' as const), atLeast: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ not: fc.record({ fact: fc.constant('hold.active' as const), is: fc.boolean() }) }),
  fc.record({
    any: fc.constant([
      { fact: 'case.type' as const, is: 'claim' },
      { fact: 'hold.active' as const, is: true },
    ]),
  }),
)
const cue = fc.record({
  technique: fc.constantFrom('empathy', 'questioning', 'closing'),
  stage: fc.constantFrom(...stages),
  priority: fc.integer({ min: 0, max: 100 }),
  when: condition,
  expiresSeconds: fc.integer({ min: 3, max: 90 }),
  holdOutShare: fc.constantFrom(0, 0.3, 0.5),
}) as fc.Arbitrary<Partial<Cue>>
const deck: fc.Arbitrary<Deck> = fc
  .record({
    cues: fc.array(cue, { minLength: 1, maxLength: 12 }),
    limits: fc.record({
      gapSeconds: fc.integer({ min: 10, max: 90 }),
      perInteraction: fc.integer({ min: 1, max: 6 }),
      deferSeconds: fc.integer({ min: 0, max: 8 }),
    }),
  })
  .map(({ cues, limits }) =>
    sampleDeck(
      cues
        .filter((each) => each.technique !== 'empathy' || each.stage !== 'solve')
        .map((each, n) => sampleCue({ ...each, id: `cue-${n}` })),
      limits,
    ),
  )
const moment = fc.record({
  after: fc.integer({ min: 100, max: 9000 }),
  name: fc.constantFrom(...cueEvents),
  putAway: fc.boolean(),
  use: fc.constantFrom(null, null, null, true, false),
  facts: fc.record({
    stage: fc.constantFrom(...stages),
    typing: fc.boolean(),
    'silence.seconds': fc.option(fc.double({ min: 0, max: 3, noNaN: true })),
    'hold.active': fc.option(fc.boolean()),
    'contact.recentCount': fc.option(fc.integer({ min: 0, max: 6 })),
    'case.type': fc.option(fc.constantFrom('claim', 'order')),
  }) as fc.Arbitrary<Partial<Facts>>,
})
const interaction = fc.array(moment, { minLength: 20, maxLength: 120 })

interface Lived {
  readonly at: number
  readonly facts: Facts
  readonly changes: readonly CueChange[]
  readonly decision: string
  readonly cardBefore: string | null
  readonly stage: string | null
}
/** Plays a whole interaction. Most events keep the stage's order, as the stage rule does; some do not, as nobody should rely on it. */
function live(of: Deck, moments: readonly (typeof moment extends fc.Arbitrary<infer M> ? M : never)[]): readonly Lived[] {
  const prepared = prepareDeck(of)
  let history = newHistory('an-interaction', 'voice')
  let at = 0
  return moments.map((each) => {
    at += each.after
    const facts = { ...noFacts, ...each.facts }
    if (each.putAway) history = putAway(history)
    if (each.use !== null) history = useCard(history, each.use, at)
    const cardBefore = history.card && history.card.expiresAt > at ? history.card.cueId : null
    const done = step(prepared, facts, { name: each.name, at }, history)
    history = done.history
    return { at, facts, changes: done.changes, decision: done.decision.kind, cardBefore, stage: history.stage }
  })
}
const taken = (lived: readonly Lived[]) =>
  lived.flatMap((each) =>
    each.changes.filter(({ kind }) => kind === 'shown' || kind === 'held_out').map((change) => ({ ...each, ...change })),
  )
const property = (check: (of: Deck, lived: readonly Lived[]) => void) =>
  fc.assert(
    fc.property(deck, interaction, (of, moments) => check(of, live(of, moments))),
    { numRuns: 300 },
  )

describe('whatever happens in an interaction', () => {
  it('there is one card at a time', () =>
    property((of, lived) => {
      for (const each of lived) {
        expect(each.changes.filter(({ kind }) => kind === 'shown').length).toBeLessThanOrEqual(1)
        const seen = of.cues.find(({ id }) => id === each.cardBefore)
        const empathyGone = seen?.technique === 'empathy' && each.stage === 'solve'
        if (each.cardBefore !== null && !empathyGone) expect(each.decision).toBe('nothing')
      }
    }))
  it('no cue comes twice', () =>
    property((_, lived) => {
      const ids = taken(lived).map(({ cueId }) => cueId)
      expect(new Set(ids).size).toBe(ids.length)
    }))
  it('the gap and the number of the deck hold', () =>
    property(({ limits }, lived) => {
      const times = taken(lived).map(({ at }) => at)
      expect(times.length).toBeLessThanOrEqual(limits.perInteraction)
      times.slice(1).forEach((at, n) => expect(at - (times[n] ?? 0)).toBeGreaterThanOrEqual(limits.gapSeconds * 1000))
    }))
  it('no card comes while the agent types or somebody speaks', () =>
    property((_, lived) => {
      for (const { facts } of taken(lived)) {
        expect(facts.typing).not.toBe(true)
        if (facts['hold.active'] !== true) expect(facts['silence.seconds'] ?? 1).toBeGreaterThanOrEqual(0.3)
      }
    }))
  it('what is due is shown within the deferral or dropped, never queued', () =>
    property(({ limits }, lived) => {
      const since = new Map<string, number>()
      for (const { at, changes } of lived)
        for (const change of changes) {
          if (change.kind === 'due') {
            expect(since.has(change.cueId)).toBe(false)
            since.set(change.cueId, at)
          } else if (change.kind !== 'expired' || !change.seen) {
            expect(since.has(change.cueId)).toBe(true)
            if (change.kind !== 'expired')
              expect(at - (since.get(change.cueId) ?? 0)).toBeLessThanOrEqual(limits.deferSeconds * 1000)
            since.delete(change.cueId)
          }
        }
    }))
  it('a card is never of an earlier stage, and empathy never comes while solving', () =>
    property((of, lived) => {
      const furthest = lived.map(({ stage }) => stages.findIndex((each) => each === stage))
      expect(furthest).toEqual(furthest.toSorted((a, b) => a - b))
      for (const { cueId, stage } of taken(lived)) {
        const cueOf = of.cues.find(({ id }) => id === cueId)
        expect(cueOf?.stage).toBe(stage)
        if (stage === 'solve') expect(cueOf?.technique).not.toBe('empathy')
      }
    }))
  it('the same facts lead to the same decisions', () =>
    fc.assert(
      fc.property(deck, interaction, (of, moments) => {
        expect(live(of, moments)).toEqual(live(of, moments))
      }),
      { numRuns: 50 },
    ))
})
