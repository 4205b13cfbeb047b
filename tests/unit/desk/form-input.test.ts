import { describe, expect, it } from 'vitest'
import { contactInputSchema } from '#shared/domain/contact.ts'
import { cardToInput, emptyInput, inputOf, readKept } from '../../../renderer/desk/features/customer/form-input.ts'
import { card } from '../../support/desk-fake/people.ts'

describe('the form of a contact', () => {
  it('sends what the contract takes: empty boxes are nothing, marks are split', () => {
    const input = inputOf({ ...emptyInput({ displayName: ' Éva ', phone: '06 30 123' }), tags: 'Loyal, , Loyal,New' })
    expect(contactInputSchema.parse(input)).toMatchObject({
      displayName: 'Éva',
      city: null,
      tags: ['Loyal', 'New'],
      points: [{ type: 'phone', raw: '06 30 123' }],
    })
  })
  it('shows a contact and sends the same back', () => {
    const input = inputOf(cardToInput(card(3)))
    expect(input).toMatchObject({ displayName: card(3).contact.displayName, organizationName: card(3).organizationName })
    expect(input.points.map((point) => point.raw)).toEqual(card(3).points.map((point) => point.raw))
  })
  it('comes back from what was kept, and leaves alone what another version wrote', () => {
    const form = emptyInput({ displayName: 'Éva' })
    expect(readKept(JSON.stringify(form))).toEqual(form)
    expect(readKept('{"displayName":1}')).toBeNull()
    expect(readKept('half a')).toBeNull()
  })
})
