import { describe, expect, it } from 'vitest'
import { cueLanguages, type CueLanguage } from '#shared/cues/deck/names.ts'
import { renderEvidence } from '#shared/cues/evidence.ts'
import { factNames, factSpec, noFacts } from '#shared/cues/facts.ts'
import { letterStage, talkStage } from '#shared/cues/stage.ts'
import { evidenceWords } from '#shared/cues/words/index.ts'

/** A Friday. */
const now = new Date(2026, 10, 27, 16, 40).getTime()
const monday = new Date(2026, 10, 23, 9, 5).getTime()

describe('the evidence line', () => {
  const facts = {
    ...noFacts,
    'hold.seconds': 65,
    'talk.share': 0.784,
    'case.reason': 'price_higher',
    'contact.recentCount': 3,
    'draft.unansweredQuestions': ['When?', 'Why?'],
    'contact.promised': true,
  } as const
  it('writes facts as people do', () => {
    expect(renderEvidence('held {{hold.seconds}}, you spoke {{talk.share}}', facts, 'en', now)).toBe('held 1:05, you spoke 78 %')
    expect(renderEvidence('{{case.reason}}, {{ contact.recentCount }}', facts, 'de', now)).toBe('Preis höher als vereinbart, 3')
    expect(renderEvidence('{{draft.unansweredQuestions|count}}: {{draft.unansweredQuestions}}', facts, 'en', now)).toBe(
      '2: When?; Why?',
    )
    expect(renderEvidence('{{contact.promised}} {{queue}}', facts, 'hu', now)).toBe('igen –')
  })
  it('leaves out what nobody knows, as far as the template allows', () => {
    const line = (template: string): string => renderEvidence(template, facts, 'en', now)
    expect(line('menu: {{ivr.option}} · contacts: {{contact.recentCount}} · queue: {{queue}}')).toBe('contacts: 3')
    expect(line('menu: {{ivr.option}} · queue: {{queue}}')).toBe('menu: –')
    expect(
      line('{{contact.recentCount}} contacts[ about {{case.subject}}][ · {{hold.seconds}} held][ by {{queue}}, {{talk.share}}]'),
    ).toBe('3 contacts · 1:05 held')
    expect(line('[as it is] {{contact.recentCount}} [')).toBe('[as it is] 3 [')
  })
  it('says a day as seen from the moment: today, since a weekday, or within a week where the weekday is that of today', () => {
    const since = (at: Date, language: CueLanguage = 'en'): string =>
      renderEvidence('{{contact.recentSince|since}}', { ...facts, 'contact.recentSince': at.getTime() }, language, now)
    expect(since(new Date(2026, 10, 27, 0, 5))).toBe('today')
    expect(since(new Date(2026, 10, 26, 23, 55))).toBe('since Thursday')
    expect(since(new Date(2026, 10, 21, 12))).toBe('since Saturday')
    expect(since(new Date(2026, 10, 20, 17))).toBe('in a week')
    expect(cueLanguages.map((language) => since(new Date(monday), language))).toEqual([
      ...['since Monday', 'seit Montag', 'hétfő óta', 'od pondělí', 'даваа гарагаас хойш'],
    ])
    // Across the change of clocks a day has 23 or 25 hours.
    for (const [month, day] of [
      [2, 31],
      [9, 27],
    ] as const) {
      const at = new Date(2026, month, day, 0, 10).getTime()
      const early = new Date(2026, month, day - 6, 23, 50).getTime()
      expect(renderEvidence('{{contact.recentSince|since}}', { ...facts, 'contact.recentSince': early }, 'en', at)).toMatch(
        /^since /,
      )
    }
  })
  it('names weekdays as people of the language do', () => {
    for (const language of cueLanguages)
      for (let day = 22; day < 29; day++) {
        const at = new Date(2026, 10, day, 12)
        const name = renderEvidence('{{contact.recentSince}}', { ...facts, 'contact.recentSince': at.getTime() }, language, now)
        // In Mongolian a weekday that stands alone has a capital there; here it stands in a sentence.
        const theirs = new Intl.DateTimeFormat(language, { weekday: 'long' }).format(at)
        expect(name).toBe(language === 'mn' ? theirs.toLowerCase() : theirs)
        expect(
          renderEvidence('{{contact.recentSince|weekday}}', { ...facts, 'contact.recentSince': at.getTime() }, language, now),
        ).toBe(name)
      }
  })
  it('counts in words where they fit every noun', () => {
    const nth = (count: number, language: CueLanguage): string =>
      renderEvidence('{{contact.recentCount|ordinal}}', { ...facts, 'contact.recentCount': count }, language, now)
    expect(cueLanguages.map((language) => nth(3, language))).toEqual(['third', '3.', 'harmadik', '3.', 'гурав дахь'])
    expect([1, 10, 11, 12, 13, 21, 22, 23, 111].map((count) => nth(count, 'en'))).toEqual([
      ...['first', 'tenth', '11th', '12th', '13th', '21st', '22nd', '23rd', '111th'],
    ])
    expect([nth(11, 'hu'), nth(11, 'mn')]).toEqual(['11.', '11-р'])
  })
  it('takes a customer’s words as words: on one line, without what turns the text around them, and no longer than fits', () => {
    const about = (subject: string): string =>
      renderEvidence('about “{{contact.openSubject}}”', { ...facts, 'contact.openSubject': subject }, 'en', now)
    expect(about('Invoice 4711\r\n\u202eagreed\u2066 \u200f\u200e\u061cprice\u2028now')).toBe(
      'about “Invoice 4711 agreed price now”',
    )
    expect(about('{{contact.recentCount}} [{{queue}}] · $1')).toBe('about “{{contact.recentCount}} [{{queue}}] · $1”')
    expect(about('Forty signs exactly stay as they were...')).toBe('about “Forty signs exactly stay as they were...”')
    expect(about('Heating fails every night, and nobody came to see')).toBe('about “Heating fails every night, and nobody…”')
    expect(about('Heating fails every night, again, – and nobody came')).toBe('about “Heating fails every night, again, – and…”')
    expect(about('x'.repeat(60))).toBe(`about “${'x'.repeat(39)}…”`)
    expect(about('😀'.repeat(60))).toBe(`about “${'😀'.repeat(39)}…”`)
  })
  it('translates our choices only: a customer’s word that is the same stays as it was written', () => {
    const theirs = { 'contact.openSubject': 'order', 'contact.tags': ['internal'], queue: 'claim', 'case.type': 'order' } as const
    const line = '{{contact.openSubject}} · {{contact.tags}} · {{queue}} · {{case.type}}'
    expect(renderEvidence(line, { ...facts, ...theirs }, 'de', now)).toBe('order · internal · claim · Bestellung')
  })
  it('has words for every choice in every language', () => {
    for (const language of cueLanguages)
      for (const name of factNames)
        for (const value of factSpec(name).values ?? [])
          expect(evidenceWords[language].choices[value], `${language} ${value}`).toMatch(/\p{L}/u)
  })
})

describe('the stage', () => {
  const talk = { seconds: 30, ended: false, caseType: null, hasNote: false, hasSolution: false, hasNextStep: false }
  it('of a call follows what is known', () => {
    expect(talkStage({ ...talk, seconds: null })).toBe('greet')
    expect(talkStage({ ...talk, seconds: 19.9, hasSolution: true })).toBe('greet')
    expect(talkStage(talk)).toBe('understand')
    expect(talkStage({ ...talk, caseType: 'claim' })).toBe('understand')
    expect(talkStage({ ...talk, caseType: 'claim', hasNote: true })).toBe('solve')
    expect(talkStage({ ...talk, caseType: 'claim', hasNote: true, hasSolution: true })).toBe('close')
    expect(talkStage({ ...talk, hasNextStep: true })).toBe('close')
    expect(talkStage({ ...talk, ended: true })).toBe('wrap_up')
  })
  it('of a letter follows the writing', () => {
    const letter = { secondsOpen: 5, words: 0, idleSeconds: null, hasNextStep: false, sent: false }
    expect(letterStage(letter)).toBe('greet')
    expect(letterStage({ ...letter, secondsOpen: 25 })).toBe('understand')
    expect(letterStage({ ...letter, words: 12, idleSeconds: 1 })).toBe('solve')
    expect(letterStage({ ...letter, words: 12, idleSeconds: 9 })).toBe('close')
    expect(letterStage({ ...letter, words: 12, hasNextStep: true })).toBe('close')
    expect(letterStage({ ...letter, sent: true })).toBe('wrap_up')
  })
})
