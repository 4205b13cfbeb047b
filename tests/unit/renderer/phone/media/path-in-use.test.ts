import { expect, test } from 'vitest'
import { pathIsOf } from '../../../../../renderer/phone/media/path-in-use.ts'

/** A report as Chromium gives it: one transport with the pair it uses, and whose credentials our end of the pair has. */
const report = (state: string, usernameFragment?: string): Map<string, { type: string } & Record<string, unknown>> =>
  new Map([
    ['T', { type: 'transport', selectedCandidatePairId: 'P' }],
    ['P', { type: 'candidate-pair', localCandidateId: 'L', state }],
    ['L', { type: 'local-candidate', ...(usernameFragment !== undefined && { usernameFragment }) }],
  ])

test('the path is of the last offer when our end of it has the credentials of that offer, and it works', () => {
  expect(pathIsOf(report('succeeded', 'new'), 'new')).toBe(true)
  expect(pathIsOf(report('succeeded', 'old'), 'new')).toBe(false)
  expect(pathIsOf(report('failed', 'new'), 'new')).toBe(false)
})

test('no path at all is none; what a browser does not tell is not held against it', () => {
  expect(pathIsOf(new Map(), 'new')).toBe(false)
  expect(pathIsOf(new Map([['T', { type: 'transport' }]]), 'new')).toBe(false)
  expect(pathIsOf(report('succeeded'), 'new')).toBe(true)
})
