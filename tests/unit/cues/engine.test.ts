import { describe, expect, it } from 'vitest'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { prepareDeck, step, type CueChange } from '#shared/cues/engine.ts'
import { noFacts, type CueEventName, type Facts } from '#shared/cues/facts.ts'
import { newHistory, putAway, useCard, type CueHistory } from '#shared/cues/history.ts'
import { heldOut } from '#shared/cues/hold-out.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

const here = 'interaction-1'
/** Plays events one after the other and gathers what became of the cues. */
function player(cues: readonly Cue[], limits: Parameters<typeof sampleDeck>[1] = {}, channel: CueHistory['channel'] = 'voice') {
  const deck = prepareDeck(sampleDeck(cues, limits))
  let history = newHistory(here, channel)
  const said: string[] = []
  const word = (change: CueChange) => `${change.cueId} ${change.kind}`
  return {
    said,
    at(seconds: number, facts: Partial<Facts>, name: CueEventName = 'tick') {
      const done = step(deck, { ...noFacts, ...facts }, { name, at: seconds * 1000 }, history)
      history = done.history
      said.push(...done.changes.map((change) => `${seconds} ${word(change)}`))
      return done.decision
    },
    act: () => void (history = putAway(history)),
    use: (seconds: number, inUse: boolean) => void (history = useCard(history, inUse, seconds * 1000)),
    history: () => history,
  }
}
const understood = { stage: 'understand', 'contact.openComplaints': 1 } as const

describe('the engine', () => {
  it('shows a due cue at once, and never again in the interaction', () => {
    const play = player([sampleCue()])
    expect(play.at(0, { stage: 'greet', 'contact.openComplaints': 1 }).kind).toBe('nothing')
    expect(play.at(21, understood)).toMatchObject({ kind: 'show', cue: { id: 'name-the-concern' } })
    play.act()
    for (let second = 22; second < 400; second++) expect(play.at(second, understood).kind).toBe('nothing')
    expect(play.said).toEqual(['21 name-the-concern due', '21 name-the-concern shown'])
  })
  it('waits while the agent types, and drops what finds no pause in five seconds', () => {
    const play = player([sampleCue()])
    play.at(21, { ...understood, typing: true })
    expect(play.at(25, { ...understood, typing: false }, 'typing_stopped').kind).toBe('show')
    const other = player([sampleCue()])
    for (const second of [21, 24, 26]) other.at(second, { ...understood, typing: true })
    for (let second = 27; second < 200; second++)
      expect(other.at(second, { ...understood, typing: second === 27 }).kind).toBe('nothing')
    expect(other.said).toEqual(['21 name-the-concern due', '27 name-the-concern expired'])
  })
  it('leaves a card on which something is open, however late it is, and a moment more when it is closed', () => {
    const play = player([sampleCue({ technique: 'empathy', expiresSeconds: 30 })])
    expect(play.at(21, understood).kind).toBe('show')
    play.use(40, true)
    for (const second of [60, 300]) play.at(second, { ...understood, stage: second === 300 ? 'solve' : 'understand' })
    expect(play.history().card).toMatchObject({ cueId: 'name-the-concern', inUse: true })
    play.use(301, false)
    play.at(302, { ...understood, stage: 'solve' })
    expect(play.history().card).toBeNull()
    expect(play.said.at(-1)).toBe('302 name-the-concern expired')
    // Closed in its own stage it stays a moment; a desk that never says so does not keep it for ever.
    const other = player([sampleCue()])
    other.at(21, understood)
    other.use(100, true)
    other.use(110, false)
    other.at(117, understood)
    expect(other.history().card).not.toBeNull()
    other.at(118, understood)
    expect(other.history().card).toBeNull()
    const gone = player([sampleCue()])
    gone.at(21, understood)
    gone.use(22, true)
    gone.at(700, understood)
    expect(gone.history().card).toBeNull()
  })
  it('waits for the end of a sentence when there is a speech meter', () => {
    const play = player([sampleCue()])
    expect(play.at(21, { ...understood, 'silence.seconds': 0 }).kind).toBe('nothing')
    expect(play.at(22, { ...understood, 'silence.seconds': 0.4 }).kind).toBe('show')
  })
  it('takes the higher priority, then the order of the deck, and lets the others go', () => {
    const play = player([sampleCue({ id: 'a' }), sampleCue({ id: 'b', priority: 90 }), sampleCue({ id: 'c', priority: 90 })])
    play.at(21, understood)
    for (let second = 22; second < 200; second++) play.at(second, understood)
    expect(play.said.filter((each) => / (shown|expired)/.test(each))).toEqual([
      '21 b shown',
      '27 c expired',
      '27 a expired',
      '46 b expired',
    ])
  })
  it('lets a moment come again after it was over, three times at most', () => {
    const hold = sampleCue({ id: 'hold', technique: 'listening', when: { fact: 'hold.seconds', atLeast: 30 } })
    const play = player([hold])
    for (const start of [100, 200, 300, 400, 500])
      for (let second = 0; second < 50; second++)
        play.at(start + second, { stage: 'understand', typing: true, 'hold.seconds': second < 40 ? second : 0 })
    expect(play.said.filter((each) => each.endsWith('due'))).toEqual(['130 hold due', '230 hold due', '330 hold due'])
  })
  it('is woken only by the events a cue names', () => {
    const play = player([sampleCue({ on: ['case_changed'] })])
    expect(play.at(21, understood).kind).toBe('nothing')
    expect(play.at(22, understood, 'held').kind).toBe('nothing')
    expect(play.at(23, understood, 'case_changed').kind).toBe('show')
  })
  it('keeps to the channel, to switched-on cues and to its own stage, and never goes back', () => {
    expect(player([sampleCue({ channels: ['email'] })]).at(21, understood).kind).toBe('nothing')
    expect(player([sampleCue({ off: true })]).at(21, understood).kind).toBe('nothing')
    const play = player([sampleCue()])
    play.at(20, { stage: 'solve' })
    expect(play.at(21, understood).kind).toBe('nothing')
  })
  it('takes an empathy card away when solving begins', () => {
    const play = player([sampleCue({ expiresSeconds: 300 })])
    play.at(21, understood)
    play.at(30, { ...understood, stage: 'solve' })
    expect(play.said.at(-1)).toBe('30 name-the-concern expired')
    expect(play.history().card).toBeNull()
  })
  it('gives a held-out cue its place, so that only the card is missing', () => {
    const both = [sampleCue({ id: 'a', priority: 90, holdOutShare: 0.5 }), sampleCue({ id: 'b', when: { all: [] } })]
    const held = Array.from({ length: 60 }, (_, n) => `i${n}`).find((id) => heldOut('sample', 'a', id, 0.5)) ?? ''
    const deck = prepareDeck(sampleDeck(both))
    let history = newHistory(held, 'voice')
    const seen = [21, 22, 40, 90].map((second) => {
      const done = step(deck, { ...noFacts, ...understood }, { name: 'tick', at: second * 1000 }, history)
      history = done.history
      return done.decision.kind
    })
    expect(seen).toEqual(['hold_out', 'nothing', 'nothing', 'nothing'])
    expect(history).toMatchObject({ count: 1, card: null })
  })
  it('says nothing about facts nobody knows, not even that they differ', () => {
    const play = player([sampleCue({ when: { fact: 'case.type', isNot: 'order' } })])
    expect(play.at(21, { stage: 'understand' }).kind).toBe('nothing')
    expect(play.at(22, { stage: 'understand', 'case.type': 'claim' }).kind).toBe('show')
  })
})

describe('the hold-out', () => {
  it('meets its share and always answers the same', () => {
    const ids = Array.from({ length: 4000 }, (_, n) => `0190-${n}`)
    const share = (cue: string) => ids.filter((id) => heldOut('deck', cue, id, 0.2)).length / ids.length
    for (const cue of ['a', 'b', 'name-the-concern']) expect(Math.abs(share(cue) - 0.2)).toBeLessThan(0.025)
    expect(ids.every((id) => heldOut('deck', 'a', id, 0.2) === heldOut('deck', 'a', id, 0.2))).toBe(true)
    expect(ids.some((id) => heldOut('deck', 'a', id, 0))).toBe(false)
    const together = ids.filter((id) => heldOut('deck', 'a', id, 0.5) && heldOut('deck', 'b', id, 0.5)).length / ids.length
    expect(Math.abs(together - 0.25)).toBeLessThan(0.03)
  })
})
