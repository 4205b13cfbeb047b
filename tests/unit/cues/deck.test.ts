import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import { deckJsonSchema, type Cue } from '#shared/cues/deck/schema.ts'
import { factTable, stages } from '#shared/cues/facts.ts'
import { caseReasons, caseTypes } from '#shared/domain/case-choices.ts'
import { contactSchema } from '#shared/domain/contact.ts'
import { directions } from '#shared/domain/interaction.ts'
import { sampleCue, sampleDeck } from './support/sample-deck.ts'

const root = join(import.meta.dirname, '../../..')
const sample = readFileSync(join(root, 'tests/fixtures/cues/sample.deck.json'), 'utf8')
const problems = (text: string) => {
  const checked = checkDeckText(text)
  return checked.ok ? [] : checked.problems.map(({ line, place, key }) => `${line} ${place} ${key}`)
}
/** The deck with one cue changed by hand, as text of which each value stands on a line of its own. */
const broken = (change: (cue: Record<string, unknown>) => void): string => {
  const deck = JSON.parse(JSON.stringify(sampleDeck())) as { cues: Record<string, unknown>[] }
  const [cue] = deck.cues
  if (cue) change(cue)
  return JSON.stringify(deck, null, 1)
}
const lineOf = (text: string, needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length
const when = (condition: unknown) => problems(broken((cue) => (cue['when'] = condition)))
const keys = (found: readonly string[]) => found.map((each) => each.split(' ').at(-1))

describe('a deck', () => {
  it('of three cues in five languages is taken', () => {
    const checked = checkDeckText(sample)
    expect(checked.ok && checked.deck.cues.map(({ id }) => id)).toEqual([
      'third-contact',
      'order-questions',
      'answer-every-question',
    ])
  })

  it('has a published schema that equals the one in use', async () => {
    await expect(deckJsonSchema()).toMatchFileSnapshot(join(root, 'resources/cue-decks/deck.schema.json'))
  })

  it('knows the same words as the records', () => {
    expect(factTable['case.type'].values).toEqual(caseTypes)
    expect(factTable['case.reason'].values).toEqual(caseReasons)
    expect(factTable.direction.values).toEqual(directions)
    expect(factTable['contact.kind'].values).toEqual(contactSchema.shape.kind.options)
    expect(factTable.stage.values).toEqual(stages)
  })
})

describe('a deck is refused with line and reason', () => {
  it('for broken JSON', () => {
    expect(problems('{\n  "version": 1,\n  "id" "x"\n}')).toEqual(['3  notJson'])
    expect(problems('')).toEqual(['1  notJson'])
    expect(problems('{} // no')).toEqual(['1  notJson'])
    expect(problems('['.repeat(100_000))).toEqual(['1  nesting'])
  })
  it('for its size', () => {
    const big = JSON.stringify({ ...sampleDeck(), name: 'é'.repeat(2.7 * 1024 * 1024) })
    expect(big.length).toBeLessThan(5 * 1024 * 1024)
    expect(problems(big)).toEqual(['1  tooLarge'])
  })
  it('for a key twice, an id twice, an unknown key', () => {
    expect(problems(sample.replace('"name": "Three cues"', '"name": "Three cues",\n  "name": "Four"'))).toEqual([
      '5 name duplicateKey',
    ])
    const twice = JSON.stringify(sampleDeck([sampleCue(), sampleCue()]), null, 1)
    expect(keys(problems(twice))).toEqual(['duplicateId'])
    const text = broken((cue) => (cue['colour'] = 'red'))
    expect(problems(text)).toEqual([`${lineOf(text, '"colour"')} cues[0].colour unknownKey`])
  })
  it('for a missing language and a missing field', () => {
    const text = broken((cue) => delete (cue as unknown as { card: { hu?: unknown } }).card.hu)
    expect(problems(text)).toEqual([`${lineOf(text, '"card"')} cues[0].card.hu missingLanguage`])
    expect(keys(problems(broken((cue) => delete cue['technique'])))).toEqual(['wrongWord'])
    expect(keys(problems(broken((cue) => delete cue['expiresSeconds'])))).toEqual(['missing'])
    expect(keys(problems(broken((cue) => delete cue['when'])))).toEqual(['noCondition'])
  })
  it('for wrong words, numbers, types, lengths and ids', () => {
    expect(keys(problems(broken((cue) => (cue['technique'] = 'magic'))))).toEqual(['wrongWord'])
    expect(keys(problems(broken((cue) => (cue['priority'] = 101))))).toEqual(['wrongNumber'])
    expect(keys(problems(broken((cue) => (cue['priority'] = 'high'))))).toEqual(['wrongType'])
    expect(keys(problems(broken((cue) => (cue['holdOutShare'] = 0.6))))).toEqual(['wrongNumber'])
    expect(keys(problems(broken((cue) => (cue['id'] = 'Has Spaces'))))).toEqual(['wrongId'])
    expect(keys(problems(broken((cue) => (cue['channels'] = []))))).toEqual(['wrongLength'])
  })
  it('for facts, places and comparisons nobody knows', () => {
    expect(when({ fact: 'agent.mood', is: 'sad' })[0]).toMatch(/cues\[0\]\.when\.fact unknownFact$/)
    expect(keys(when({ fact: 'case.type', is: 'riddle' }))).toEqual(['unknownChoice'])
    expect(keys(when({ fact: 'case.type', atLeast: 3 }))).toEqual(['wrongOperator'])
    expect(keys(when({ fact: 'contact.recentCount', atLeast: '3' }))).toEqual(['wrongValue'])
    expect(keys(when({ fact: 'contact.recentCount' }))).toEqual(['oneOperator'])
    expect(keys(when({ fact: 'contact.recentCount', atLeast: 1, atMost: 3 }))).toEqual(['oneOperator'])
    expect(keys(when({ fact: 'contact.recentSince', atLeast: 3 }))).toEqual(['wrongOperator'])
    expect(keys(when({ all: [{ fact: 'typing', is: true }, 5] }))).toEqual(['noCondition'])
    expect(keys(when({ any: [] }))).toEqual(['noList'])
    const text = broken((cue) => ((cue as unknown as Cue).evidence.cs = 'Protože {{agent.mood}}'))
    expect(problems(text)).toEqual([`${lineOf(text, 'agent.mood')} cues[0].evidence.cs unknownPlace`])
    const place = (inside: string): (string | undefined)[] =>
      keys(problems(broken((cue) => ((cue as unknown as Cue).evidence.cs = `Protože {{${inside}}}`))))
    for (const form of ['', '|count', '|ordinal', ' | ordinal ']) expect(place(`contact.recentCount${form}`)).toEqual([])
    for (const form of ['', '|weekday', '|since']) expect(place(`contact.recentSince${form}`)).toEqual([])
    for (const wrong of ['contact.recentSince|ordinal', 'contact.recentCount|since', 'queue|weekday', 'queue|shout', 'queue|'])
      expect(place(wrong), wrong).toEqual(['unknownPlace'])
  })
  it('for conditions without end', () => {
    const leaf = { fact: 'typing', is: false }
    const deep = (levels: number): unknown => (levels === 0 ? leaf : { not: deep(levels - 1) })
    expect(when(deep(5))).toEqual([])
    expect(keys(when(deep(6)))).toEqual(['tooDeep'])
    expect(when({ all: Array.from({ length: 59 }, () => leaf) })).toEqual([])
    expect(keys(when({ all: Array.from({ length: 60 }, () => leaf) }))).toEqual(['tooManyNodes'])
  })
  it('for empathy in the middle of solving', () => {
    expect(keys(problems(broken((cue) => (cue['stage'] = 'solve'))))).toEqual(['empathyInSolve'])
  })
})
