import { describe, expect, it } from 'vitest'
import { cueLanguages } from '#shared/cues/deck/names.ts'
import { renderEvidence } from '#shared/cues/evidence.ts'
import { factNames, factSpec, noFacts } from '#shared/cues/facts.ts'
import { letterStage, talkStage } from '#shared/cues/stage.ts'
import { evidenceWords } from '#shared/cues/words/index.ts'

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
    expect(renderEvidence('held {{hold.seconds}}, you spoke {{talk.share}}', facts, 'en')).toBe('held 1:05, you spoke 78 %')
    expect(renderEvidence('{{case.reason}}, {{ contact.recentCount }}', facts, 'de')).toBe('Preis höher als vereinbart, 3')
    expect(renderEvidence('{{draft.unansweredQuestions|count}}: {{draft.unansweredQuestions}}', facts, 'en')).toBe(
      '2: When?; Why?',
    )
    expect(renderEvidence('{{contact.promised}} {{queue}}', facts, 'hu')).toBe('igen –')
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
