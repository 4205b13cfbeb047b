import { describe, expect, it } from 'vitest'
import { QueryObserver } from '@tanstack/react-query'
import { invalidate, queries, touches } from '../../../renderer/desk/bridge/query.ts'

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

describe('what was searched for, after records changed', () => {
  const changed = { topics: ['contacts' as const], contactIds: ['eva'] }
  it('is asked anew when it is searched for again', () => {
    queries.setQueryData(['search', 'eva'], 'as it was')
    invalidate(changed)
    expect(queries.getQueryData(['search', 'eva'])).toBeUndefined()
  })
  it('stays as it is while it is seen, and is old afterwards', () => {
    let asked = 0
    const options = { queryKey: ['search', 'jan'], queryFn: () => (asked += 1) }
    queries.setQueryData(options.queryKey, 'as it was')
    const seen = new QueryObserver(queries, options)
    const stop = seen.subscribe(() => undefined)
    invalidate(changed)
    expect([seen.getCurrentResult().data, seen.getCurrentResult().isFetching, asked]).toEqual(['as it was', false, 0])
    expect(seen.getCurrentQuery().isStale()).toBe(true)
    stop()
  })
})
