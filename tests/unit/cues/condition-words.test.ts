import { describe, expect, it } from 'vitest'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { cueLanguages, type CueLanguage } from '#shared/cues/deck/names.ts'
import { readRows } from '#shared/cues/deck/read-rows.ts'
import { newRow } from '#shared/cues/deck/rows.ts'
import { factNames } from '#shared/cues/facts.ts'
import { sayActual, saySentence, type ConditionWords } from '#shared/cues/words/condition-words.ts'
import { starterDeck } from './support/starter-deck.ts'

async function wordsOf(language: CueLanguage): Promise<ConditionWords & { missing: string[] }> {
  const catalogue = await loadCatalogue(language)
  const { say } = createTranslator(language, catalogue)
  const missing: string[] = []
  const known = new Set(Object.keys(catalogue))
  return {
    language,
    missing,
    say: (key, params) => {
      if (!known.has(key) && !known.has(`${key}_other`)) missing.push(key)
      return say(key, params)
    },
  }
}
const english = await wordsOf('en')
const sentence = (condition: unknown): string => saySentence(readRows(condition) ?? expect.fail(), english)

describe('a condition in words', () => {
  it('is a sentence in English', () => {
    expect(sentence({ fact: 'contact.openComplaints', atLeast: 1 })).toBe(
      'It comes when number of open complaints is at least 1.',
    )
    expect(
      sentence({
        all: [
          { fact: 'case.type', oneOf: ['complaint', 'claim', 'order'] },
          { fact: 'hold.active', is: false },
          { any: [{ fact: 'talk.share', atLeast: 0.75 }, { not: { fact: 'hold.seconds', atMost: 1 } }] },
        ],
      }),
    ).toBe(
      'It comes when all of this holds: type of the case is complaint, claim or order; it is not so that the call is on hold; ' +
        'any of (agent’s share of the talk is at least 75 %; none of (length of this hold is at most 1 second)).',
    )
    expect(sentence({ all: [] })).toBe('It comes each time, at once in its stage.')
  })

  it('has an ellipsis for a row that is not finished', () => {
    const rows = readRows({ fact: 'queue', contains: 'sales' }) ?? expect.fail()
    expect(saySentence({ ...rows, parts: [...rows.parts, newRow(rows)] }, english)).toBe(
      'It comes when all of this holds: name of the queue contains “sales”; ….',
    )
  })

  it('says what a fact was', () => {
    expect(sayActual('hold.seconds', 12.34, english)).toBe('12.3 seconds')
    expect(sayActual('contact.customerYears', 1, english)).toBe('1 year')
    expect(sayActual('contact.tags', ['loyal', 'vip'], english)).toBe('“loyal”, “vip”')
    expect(sayActual('contact.tags', [], english)).toBe('nothing')
    expect(sayActual('case.reason', 'price_higher', english)).toBe('price higher than agreed')
    expect(sayActual('typing', true, english)).toBe('yes')
    expect(sayActual('queue', null, english)).toBe('not known')
  })
})

describe.each(cueLanguages)('in %s', async (language) => {
  const words = await wordsOf(language)

  it('every condition of the shipped deck and every fact has words of its own', () => {
    const told = starterDeck().cues.map((cue) => saySentence(readRows(cue.when) ?? expect.fail(cue.id), words))
    expect(told.filter((each) => each.includes('{{') || each.includes('…'))).toEqual([])
    for (const fact of factNames) words.say(`deck.fact.${fact}`)
    expect(words.missing).toEqual([])
  })
})
