import { describe, expect, it } from 'vitest'
import { popViewSchema } from '#shared/contract/pop.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { popPlace, popSize } from '../../../../electron/app/pop-place.ts'
import { popView } from '../../../../electron/app/pop-view.ts'
import { active } from '../../../support/desk-fake/calls.ts'
import { card } from '../../../support/desk-fake/people.ts'

const words = createTranslator('en')
const ringing = active(1, 0, { interaction: { queue: 'Claims', ivrOption: '2' } })
const complaint = { id: ringing.interaction.id, number: '2026-1', type: 'complaint', subject: 'Invoice 4711', updatedAt: '' }

describe('the words of the call pop', () => {
  it('say who, from where, why, and what must be known', () => {
    const known = { ...card(0), recentCount: 3, openCases: [{ ...complaint, type: 'order' }, complaint] }
    const view = popView({ ...ringing, card: known, display: '+36 30 123 4567' }, 1, words, 'dark')
    expect(popViewSchema.parse(view)).toEqual(view)
    expect(view).toMatchObject({
      name: known.contact.displayName,
      number: '+36 30 123 4567',
      theme: 'dark',
      also: '1 more call rings',
    })
    expect(view.chips.map((chip) => [chip.tone, chip.text])).toEqual([
      ['mine', 'Claims'],
      ['plain', 'Menu: 2'],
      ['warn', '3rd contact this week'],
      ['bad', 'Complaint open'],
    ])
  })
  it('show the number where there is no name, and say that it is new', () => {
    const view = popView(
      { ...ringing, card: null, display: '+36 30 1', interaction: { ...ringing.interaction, remoteName: null } },
      0,
      words,
      'light',
    )
    expect(view).toMatchObject({ name: '+36 30 1', number: 'not in the records yet', also: '' })
  })
  it('say of a number that several share only that, and nothing of one that is still looked up', () => {
    const unknown = {
      ...ringing,
      card: null,
      display: '+36 30 1',
      interaction: { ...ringing.interaction, remoteName: null },
    }
    const shared = popView({ ...unknown, candidates: [card(0), card(1), card(2)] }, 0, words, 'light')
    expect(shared).toMatchObject({ name: '+36 30 1', number: '3 customers fit' })
    expect(shared.chips.map((chip) => chip.text)).toEqual(['Claims', 'Menu: 2'])
    expect(popView({ ...unknown, matching: true }, 0, words, 'light').number).toBe('')
    expect(popView({ ...unknown, candidates: [card(0), card(1)], card: card(1) }, 0, words, 'light')).toMatchObject({
      name: card(1).contact.displayName,
      number: '+36 30 1',
    })
  })
  it('say that a number is withheld', () => {
    const view = popView(
      { ...ringing, card: null, display: null, interaction: { ...ringing.interaction, remoteName: null } },
      0,
      words,
      'light',
    )
    expect(view).toMatchObject({ name: 'Number withheld', number: '' })
  })
})

describe('the place of the call pop', () => {
  it('is the bottom right of the screen, wherever that screen lies', () =>
    expect(popPlace({ x: -1920, y: 40, width: 1920, height: 1040 })).toEqual({
      x: -16 - popSize.width,
      y: 1080 - 16 - popSize.height,
      ...popSize,
    }))
  it('is never larger than its screen', () =>
    expect(popPlace({ x: 0, y: 0, width: 300, height: 200 })).toEqual({ x: 0, y: 0, width: 300, height: 200 }))
})
