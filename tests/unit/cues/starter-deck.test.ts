import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import type { Condition } from '#shared/cues/deck/condition.ts'
import { cueLanguages, techniques } from '#shared/cues/deck/names.ts'
import { renderEvidence } from '#shared/cues/evidence.ts'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { prepareDeck, step } from '#shared/cues/engine.ts'
import { noFacts, stages, type CueEventName, type Facts } from '#shared/cues/facts.ts'
import { newHistory, type CueHistory } from '#shared/cues/history.ts'
import { caseReasons } from '#shared/domain/case-choices.ts'

const at = (path: string): URL => new URL(`../../../${path}`, import.meta.url)
const checked = checkDeckText(readFileSync(at('resources/cue-decks/starter.json'), 'utf8'))
if (!checked.ok) throw new Error(JSON.stringify(checked.problems.slice(0, 5)))
const { deck } = checked
const quiet: Deck = { ...deck, limits: { ...deck.limits, holdOutShare: 0 } }

const factsOf = (when: Condition): string[] =>
  'fact' in when
    ? [when.fact]
    : 'not' in when
      ? factsOf(when.not)
      : ('all' in when ? when.all : when.any).flatMap((each) => factsOf(each))

describe('the starter deck', () => {
  it('has at least forty cues, in every technique at every stage but empathy while solving', () => {
    expect(deck.cues.length).toBeGreaterThanOrEqual(40)
    for (const technique of techniques)
      for (const stage of stages)
        expect(
          deck.cues.some((cue) => cue.technique === technique && cue.stage === stage),
          `${technique} in ${stage}`,
        ).toBe(!(technique === 'empathy' && stage === 'solve'))
  })
  it('uses every trigger that is promised', () => {
    const used = new Set(deck.cues.flatMap((cue) => factsOf(cue.when)))
    const promised =
      'stage.seconds call.seconds hold.seconds hold.count hold.totalSeconds silence.seconds talk.share overlap.share case.type case.reason ivr.option queue contact.recentCount contact.openComplaints contact.openCases contact.promised contact.renewalDays contact.lastScore contact.customerYears contact.tags contact.kind caller.withheld caller.shared direction letter.waitingHours letter.questions draft.missingGreeting draft.missingName draft.unansweredQuestions draft.negativePhrases draft.missingNextStep draft.promiseWithoutDate draft.missingAttachment'
    expect(promised.split(' ').filter((name) => !used.has(name as never))).toEqual([])
    const text = JSON.stringify(deck.cues.map((cue) => cue.when))
    expect(caseReasons.filter((reason) => !text.includes(`"${reason}"`))).toEqual([])
  })
  it('names playbooks that are there, in short words, in five languages that differ', () => {
    for (const cue of deck.cues) {
      if (cue.playbook) expect(existsSync(at(`resources/playbooks/en/${cue.playbook}.md`)), cue.playbook).toBe(true)
      for (const part of ['say', 'why', 'example'] as const)
        expect(new Set(cueLanguages.map((language) => cue.card[language][part])).size, `${cue.id} ${part}`).toBe(5)
      for (const language of cueLanguages) expect(cue.card[language].say.length, `${cue.id} ${language}`).toBeLessThanOrEqual(120)
      const mongolian = [cue.card.mn.say, cue.card.mn.why, cue.card.mn.example].join(' ')
      expect(mongolian, cue.id).toMatch(/[а-яөү]/)
      expect(mongolian, cue.id).not.toMatch(/[a-z]/i)
    }
  })
})

describe('the reason on the cards of those who come again', () => {
  // A Friday; the first of three contacts was on the Monday.
  const now = new Date(2026, 10, 27, 16, 40).getTime()
  const again = {
    ...noFacts,
    ...{ 'contact.recentCount': 3, 'contact.recentSince': new Date(2026, 10, 23, 9, 5).getTime(), 'contact.openComplaints': 1 },
  }
  const lines = (id: string, facts: Facts): string[] =>
    cueLanguages.map((language) =>
      renderEvidence(deck.cues.find((cue) => cue.id === id)?.evidence[language] ?? '', facts, language, now),
    )
  const whole = [
    'third contact about “Invoice 4711” since Monday',
    '3. Kontakt zu „Invoice 4711“ seit Montag',
    'harmadik megkeresés hétfő óta, tárgya: „Invoice 4711”',
    '3. kontakt od pondělí ve věci „Invoice 4711“',
    'даваа гарагаас хойш гурав дахь удаа холбогдсон, асуудал: «Invoice 4711»',
  ]
  const ofComplaint = [
    'open complaints: 1',
    'offene Beschwerden: 1',
    'nyitott panasz: 1',
    'otevřené stížnosti: 1',
    'нээлттэй гомдол: 1',
  ]
  it('names the subject and the day', () => {
    const facts = { ...again, 'contact.openSubject': 'Invoice 4711' }
    expect(lines('third-contact', facts)).toEqual(whole)
    expect(lines('listen-to-pattern', facts)).toEqual(whole)
    expect(lines('open-complaint', facts)).toEqual(whole.map((line, at) => `${line} · ${ofComplaint[at]}`))
  })
  it('says what is left when the records do not know them', () => {
    expect(lines('third-contact', again)).toEqual([
      'third contact since Monday',
      '3. Kontakt seit Montag',
      'harmadik megkeresés hétfő óta',
      '3. kontakt od pondělí',
      'даваа гарагаас хойш гурав дахь удаа холбогдсон',
    ])
    // Kept by an earlier version: no day.
    expect(lines('third-contact', { ...again, 'contact.recentSince': null })).toEqual([
      ...['third contact', '3. Kontakt', 'harmadik megkeresés', '3. kontakt', 'гурав дахь удаа холбогдсон'],
    ])
    expect(lines('open-complaint', { ...again, 'contact.recentCount': null, 'contact.recentSince': null })).toEqual(ofComplaint)
  })
  it('of a first contact is no riddle either', () => {
    const facts = { ...again, 'contact.recentCount': 1, 'contact.recentSince': now, 'contact.openSubject': 'Invoice 4711' }
    expect(lines('open-complaint', facts)).toEqual([
      'first contact about “Invoice 4711” today · open complaints: 1',
      '1. Kontakt zu „Invoice 4711“ heute · offene Beschwerden: 1',
      'első megkeresés ma, tárgya: „Invoice 4711” · nyitott panasz: 1',
      '1. kontakt dnes ve věci „Invoice 4711“ · otevřené stížnosti: 1',
      'өнөөдөр нэг дэх удаа холбогдсон, асуудал: «Invoice 4711» · нээлттэй гомдол: 1',
    ])
  })
})

it('has every cue that a practice customer expects', () => {
  const folder = at('resources/practice/scenarios/')
  const expected = readdirSync(folder).flatMap((file) => {
    const scenario = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { due: { cues: string[] } }
    return scenario.due.cues
  })
  expect(expected.length).toBeGreaterThan(8)
  expect(expected.filter((id) => !deck.cues.some((cue) => cue.id === id))).toEqual([])
})

/** Plays a call of so many seconds; `known` says what is known at each second. Answers with the cards in their order. */
function cards(
  known: (second: number) => Partial<Facts>,
  events: Record<number, CueEventName> = {},
  channel: CueHistory['channel'] = 'voice',
) {
  const prepared = prepareDeck(quiet)
  let history = newHistory('a call', channel)
  const shown: string[] = []
  for (let second = 0; second < 600; second++) {
    const done = step(prepared, { ...noFacts, ...known(second) }, { name: events[second] ?? 'tick', at: second * 1000 }, history)
    history = done.history
    if (done.decision.kind === 'show') shown.push(done.decision.cue.id)
  }
  return shown
}
const stageAt = (second: number, solve = 120): Facts['stage'] =>
  second < 20 ? 'greet' : second < solve ? 'understand' : second < 400 ? 'solve' : 'close'

describe('a call with the starter deck', () => {
  const call = (more: Partial<Facts>) => (second: number) => ({
    stage: stageAt(second),
    'stage.seconds': second < 20 ? second : second - 20,
    'call.seconds': second,
    direction: 'inbound' as const,
    'case.hasNote': second > 60,
    'case.hasSolution': second > 400,
    'case.hasNextStep': second > 400,
    ...more,
  })
  it.each<[string, string, Partial<Facts>]>([
    ['an open complaint', 'open-complaint', { 'contact.known': true, 'contact.openComplaints': 1, 'contact.recentCount': 3 }],
    ['a third call', 'third-contact', { 'contact.known': true, 'contact.recentCount': 3 }],
    ['a score under five', 'low-score', { 'contact.known': true, 'contact.lastScore': 3 }],
    ['a withheld number', 'withheld-number', { 'caller.withheld': true }],
    ['a shared number', 'who-speaks', { 'caller.shared': true }],
    ['a colleague', 'internal-colleague', { 'contact.known': true, 'contact.kind': 'internal' }],
    ['a complaint by the menu', 'menu-complaint', { 'ivr.option': '3 complaints' }],
  ])('of %s begins with %s', (_, first, facts) => {
    const shown = cards(call(facts))
    expect(shown[0]).toBe(first)
    expect(shown.length).toBeLessThanOrEqual(deck.limits.perInteraction)
    expect(new Set(shown).size).toBe(shown.length)
  })
  it('of an order asks its questions, once the type is chosen', () => {
    expect(cards(call({ 'case.type': 'order' }), { 21: 'stage_changed' })).toContain('ask-order')
  })
  it('of a plain question from somebody known gets little', () => {
    expect(cards(call({ 'contact.known': true, 'contact.recentCount': 1 })).length).toBeLessThanOrEqual(3)
  })
  it('tells of a hold that grows long', () => {
    const shown = cards((second) => ({
      ...call({ 'contact.known': true })(second),
      'hold.active': second > 200 && second < 300,
      'hold.seconds': second > 200 && second < 300 ? second - 200 : 0,
      'hold.count': second > 200 ? 1 : 0,
      'hold.totalSeconds': Math.min(100, Math.max(0, second - 200)),
    }))
    expect(shown).toContain('long-hold')
  })
})

describe('a letter with the starter deck', () => {
  it('is told of a question without an answer before everything else, and of a missing attachment', () => {
    const facts = {
      stage: 'solve' as const,
      'draft.words': 30,
      'draft.unansweredQuestions': ['When does it come?'],
      'draft.negativePhrases': ['cannot'],
    }
    expect(cards(() => facts, { 0: 'draft_changed' }, 'email')[0]).toBe('draft-unanswered')
    expect(
      cards(
        () => ({ stage: 'close', 'draft.words': 30, 'draft.missingAttachment': true, 'draft.missingNextStep': true }),
        { 0: 'draft_changed' },
        'email',
      )[0],
    ).toBe('draft-attachment')
  })
})
