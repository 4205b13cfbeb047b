import { expect, test } from 'vitest'
import { checkCue, emptyCue, formOf, insideCue, tryable } from '../../../renderer/desk/features/supervision/cue-form.ts'
import { sampleCue, sampleDeck } from '../cues/support/sample-deck.ts'
import { starterDeck } from '../cues/support/starter-deck.ts'

const deck = sampleDeck()
const places = (form: Parameters<typeof checkCue>[0]): string[] => checkCue(form, deck).problems.map(({ place }) => place)

test('every shipped cue goes through the form and comes out as it was', () => {
  for (const cue of starterDeck().cues)
    expect(checkCue(formOf(cue), deck), cue.id).toEqual({ cue, problems: [], conditionWhole: true })
})

test('a share comes out as it was, and none at all stays none', () => {
  expect(checkCue(formOf(sampleCue({ holdOutShare: 0.07 })), deck).cue.holdOutShare).toBe(0.07)
  expect(checkCue(formOf(sampleCue({ holdOutShare: 0 })), deck).cue.holdOutShare).toBe(0)
  expect('holdOutShare' in checkCue({ ...formOf(sampleCue({ holdOutShare: 0.2 })), holdOut: ' ' }, deck).cue).toBe(false)
})

test('what is typed wrong is told at its field', () => {
  const form = formOf(sampleCue())
  expect(places({ ...form, priority: '101' })).toEqual(['priority'])
  expect(places({ ...form, priority: 'high' })).toEqual(['priority'])
  expect(places({ ...form, priority: '1,5' })).toEqual(['priority'])
  expect(places({ ...form, stays: '' })).toEqual(['expiresSeconds'])
  expect(places({ ...form, holdOut: '60' })).toEqual(['holdOutShare'])
  expect(places({ ...form, cue: sampleCue({ channels: [] }) })).toEqual(['channels'])
  expect(places({ ...form, cue: sampleCue({ stage: 'solve' }) })).toEqual(['stage'])
  expect(places(formOf(emptyCue()))).toEqual(expect.arrayContaining(['id', 'card.en.say', 'card.mn.example', 'evidence.hu']))
})

test('problems of a whole deck are looked at from inside one cue', () => {
  const problem = { line: 1, column: 1, key: 'duplicateId' as const, params: {} }
  expect(
    insideCue(
      [
        { ...problem, place: 'cues[12].id' },
        { ...problem, place: 'cues[1].id' },
      ],
      12,
    ),
  ).toEqual([{ ...problem, place: 'id' }])
})

test('a cue can be tried before all of its words are written', () => {
  const { cue } = checkCue({ ...formOf({ ...emptyCue(), when: { fact: 'typing', is: false } }), stays: 'soon' }, deck)
  expect(checkCue(formOf(tryable(cue)), deck).problems).toEqual([])
  expect(tryable(cue)).toMatchObject({ when: { fact: 'typing', is: false }, stage: 'understand', channels: ['voice'] })
})
