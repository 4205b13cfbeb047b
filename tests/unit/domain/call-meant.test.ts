import { expect, test } from 'vitest'
import { callMeant, type Standing } from '../../../shared/domain/call-meant.ts'

interface Named extends Standing {
  readonly name: string
}
const call = (name: string, phase: Standing['phase'], more: Partial<Standing> = {}): Named => ({
  ...{ name, phase, held: false, holdPending: false, startedAt: `2026-12-01T10:00:0${name.length}.000Z` },
  ...more,
})
const talked = call('four', 'connected')
const called = call('out', 'alerting')
const comingOff = call('on', 'connected', { held: true, holdPending: true })
const goingOn = call('a', 'connected', { holdPending: true })
const waits = call('hold', 'connected', { held: true })

test('who is talked with, whatever else is up and however long', () => {
  const inOrder = [talked, called, comingOff, goingOn, waits]
  for (const [index, meant] of inOrder.entries()) {
    expect(callMeant(inOrder.slice(index))?.name).toBe(meant.name)
    expect(callMeant(inOrder.slice(index).toReversed())?.name).toBe(meant.name)
  }
})

test('of two alike the older; what rings or is over is not meant', () => {
  expect(callMeant([talked, call('two', 'connected')])?.name).toBe('two')
  expect(callMeant([call('r', 'ringing'), call('e', 'ended')])).toBeNull()
  expect(callMeant([])).toBeNull()
})
