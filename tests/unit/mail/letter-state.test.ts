import { describe, expect, test } from 'vitest'
import { isLetterState, letterState, type CameIn, type LetterState } from '#shared/domain/mail/letter-state.ts'

const came = (more: Partial<CameIn> = {}): CameIn => ({
  kind: 'came',
  direction: 'inbound',
  answered: false,
  automatic: false,
  ...more,
})
const states: LetterState[] = ['received', 'answered', 'closed']

describe('the life of a letter', () => {
  test.each<[string, Partial<CameIn>, LetterState]>([
    ['a customer’s waits', {}, 'received'],
    ['one answered elsewhere does not', { answered: true }, 'answered'],
    ['a machine’s waits for nobody', { automatic: true }, 'closed'],
    ['a machine’s that somebody answered all the same', { automatic: true, answered: true }, 'answered'],
    ['one of ours is done', { direction: 'outbound' }, 'closed'],
    ['one of ours, whatever flags the server holds', { direction: 'outbound', answered: true, automatic: true }, 'closed'],
  ])('%s', (_what, more, state) => expect(letterState(null, came(more))).toBe(state))

  test.each<[LetterState, LetterState]>([
    ['received', 'answered'],
    ['answered', 'answered'],
    ['closed', 'closed'],
  ])('a reply: %s → %s', (before, after) => expect(letterState(before, { kind: 'replied' })).toBe(after))

  test('coming again (another folder, a repeated step) changes nothing', () => {
    for (const state of states)
      for (const answered of [false, true])
        for (const direction of ['inbound', 'outbound'] as const)
          expect(letterState(state, came({ answered, direction, automatic: true }))).toBe(state)
  })
  test('states of calls are none of a letter’s', () => {
    expect(['ringing', 'dialling', 'talk', 'wrap_up', 'received', 'answered', 'closed', ''].filter(isLetterState)).toEqual(states)
  })
})
