import { expect, test } from 'vitest'
import { CallTracks } from '../../../electron/cues/call-tracks.ts'
import { talking } from '../../support/desk-fake/calls.ts'

test('the ear is with the call that is talked, not with one whose hold is under way', () => {
  const tracks = new CallTracks({
    records: { call: () => Promise.reject(new Error('not asked')) } as never,
    make: (interactionId, inputs) => ({ interactionId, inputs }) as never,
    happen: () => {},
    over: () => {},
  })
  expect(tracks.talked()).toBeNull()
  const [first, second] = [talking(1, null), talking(2, null)]
  const pending = { ...first, call: first.call && { ...first.call, holdPending: true } }
  tracks.changed([pending, second])
  expect(tracks.talked()?.interactionId).toBe(second.interaction.id)
  tracks.changed([first, { ...second, call: null }])
  expect(tracks.talked()?.interactionId).toBe(first.interaction.id)
})
