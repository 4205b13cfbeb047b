import { describe, expect, it } from 'vitest'
import { touches } from '../../../renderer/desk/bridge/query.ts'

describe('which queries a change touches', () => {
  const eva = ['timeline', 'of', 'eva']
  it('those of its topic and its contact', () => {
    expect(touches(eva, { topics: ['timeline'], contactIds: ['eva'] })).toBe(true)
    expect(touches(eva, { topics: ['timeline'], contactIds: ['jan'] })).toBe(false)
    expect(touches(eva, { topics: ['notes'], contactIds: ['eva'] })).toBe(false)
  })
  it('everybody, when it names nobody', () => expect(touches(eva, { topics: ['timeline'], contactIds: [] })).toBe(true))
  it('lists of its topic whoever it is about', () =>
    expect(touches(['contacts', 'list', ''], { topics: ['contacts'], contactIds: ['jan'] })).toBe(true))
  it('never what was searched for: results do not move under the arrow keys', () =>
    expect(touches(['search', 'x'], { topics: ['contacts'], contactIds: [] })).toBe(false))
})
