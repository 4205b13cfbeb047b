import { describe, expect, it } from 'vitest'
import type { Condition } from '#shared/cues/deck/condition.ts'
import { explain, rowsAway } from '#shared/cues/deck/explain.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { noFacts, type Facts } from '#shared/cues/facts.ts'
import { newInputs } from '#shared/cues/inputs.ts'
import { tryCue, type TraceEntry } from '#shared/cues/trace.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

const marks = (condition: Condition, facts: Partial<Facts>): string[] =>
  explain(condition, { ...noFacts, ...facts }).map(
    ({ blocks, comparison, met }) => `${comparison.fact} ${blocks ? 'blocks' : met ? 'met' : 'free'}`,
  )

describe('the rows of a condition', () => {
  const condition: Condition = {
    all: [
      { fact: 'case.type', is: 'complaint' },
      {
        any: [
          { fact: 'hold.count', atLeast: 2 },
          { fact: 'hold.totalSeconds', atLeast: 120 },
        ],
      },
      { not: { fact: 'contact.kind', is: 'internal' } },
    ],
  }
  it('say which of them kept the whole from being true', () => {
    expect(marks(condition, { 'case.type': 'complaint', 'hold.count': 1, 'contact.kind': 'internal' })).toEqual([
      'case.type met',
      'hold.count blocks',
      'hold.totalSeconds blocks',
      'contact.kind blocks',
    ])
    expect(marks(condition, { 'case.type': 'complaint', 'hold.count': 2, 'hold.totalSeconds': 5 })).toEqual([
      'case.type met',
      'hold.count met',
      'hold.totalSeconds free',
      'contact.kind met',
    ])
  })
  it('are counted by the nearest way', () => {
    expect(rowsAway(condition, { ...noFacts, 'contact.kind': 'internal' })).toBe(3)
    expect(rowsAway(condition, { ...noFacts, 'case.type': 'complaint' })).toBe(1)
    expect(rowsAway(condition, { ...noFacts, 'case.type': 'complaint', 'hold.count': 3 })).toBe(0)
  })
})

describe('why a card was not shown', () => {
  // Rings at 0 s, is answered at 2 s, a complaint with a note from 10 s on, over at 60 s.
  const began = newInputs('voice', 0)
  const trace: readonly TraceEntry[] = [
    { at: 0, event: 'offered', change: began },
    { at: 2000, event: 'answered', change: { answeredAt: 2000 } },
    { at: 10_000, event: 'case_changed', change: { standing: { 'case.type': 'complaint', 'contact.openComplaints': 1 } } },
    { at: 60_000, event: 'ended', change: { endedAt: 60_000 } },
  ]
  const why = (cue: Partial<Cue>) => tryCue(sampleDeck(), sampleCue(cue), 'one', trace).notShown

  it('is nothing when it was', () => expect(why({})).toBeNull())
  it('is the channel', () => expect(why({ channels: ['email'] })).toEqual({ kind: 'channel' }))
  it('is the stage', () => expect(why({ stage: 'close' })).toEqual({ kind: 'stage', stages: ['greet', 'understand', 'wrap_up'] }))
  it('is the row that was not fulfilled, at the moment that came closest', () => {
    const found = why({
      when: {
        all: [
          { fact: 'case.type', is: 'complaint' },
          { fact: 'stage.seconds', atLeast: 90 },
        ],
      },
    })
    expect(found).toMatchObject({ kind: 'condition', at: 59_000, facts: { 'case.type': 'complaint', 'stage.seconds': 37 } })
  })
  it('is an event that did not come', () =>
    expect(why({ on: ['held'] })).toEqual({ kind: 'event', at: 22_000, events: ['tick'] }))
  it('is a pause that nobody made', () => {
    const typing = trace.map((each) => (each.event === 'answered' ? { ...each, change: { ...each.change, typing: true } } : each))
    expect(tryCue(sampleDeck(), sampleCue({}), 'one', typing)).toMatchObject({
      moments: [{ change: { kind: 'due' } }, { change: { kind: 'expired', seen: false } }],
      notShown: { kind: 'pause', at: 22_000 },
    })
  })
})
