import fc from 'fast-check'
import { expect, test } from 'vitest'
import { levelOf, mosOf, qualityFiguresSchema, qualityOf, withSample, type QualitySample } from '#shared/domain/call-quality.ts'

const sample = (lossPercent: number, jitterMs: number, roundTripMs: number | null): QualitySample => ({
  lossPercent,
  jitterMs,
  roundTripMs,
})

test.each([
  ['a flawless line', sample(0, 0, 20), 'good', null],
  ['a good line before the other side has reported', sample(0, 5, null), 'good', null],
  ['two of a hundred packets lost', sample(2, 5, 40), 'good', null],
  ['five of a hundred lost', sample(5, 5, 40), 'fair', 'loss'],
  ['a quarter lost', sample(25, 5, 40), 'poor', 'loss'],
  ['twice over a satellite', sample(0, 5, 1100), 'poor', 'delay'],
  ['over a satellite', sample(0, 5, 500), 'fair', 'delay'],
  ['arriving in bursts', sample(0, 120, 40), 'fair', 'jitter'],
] as const)('%s', (_name, given, level, cause) => expect(qualityOf(given)).toMatchObject({ level, cause }))

test('known values: no loss at 50 ms one way is 4.38, ten percent lost 3.5 or so (Cole and Rosenbluth)', () => {
  expect(mosOf(sample(0, 0, 40))).toBeCloseTo(4.38, 1)
  expect(mosOf(sample(10, 0, 40))).toBeGreaterThan(3.3)
  expect(mosOf(sample(10, 0, 40))).toBeLessThan(4.1)
})

const anything = fc.record({
  lossPercent: fc.double({ min: 0, max: 100, noNaN: true }),
  jitterMs: fc.double({ min: 0, max: 5000, noNaN: true }),
  roundTripMs: fc.option(fc.double({ min: 0, max: 20_000, noNaN: true })),
})

test('whatever is measured, the score lies between 1 and 4.5, and worse is never better', () => {
  fc.assert(
    fc.property(anything, (given) => {
      const mos = mosOf(given)
      expect(mos).toBeGreaterThanOrEqual(1)
      expect(mos).toBeLessThanOrEqual(4.5)
      expect(mosOf({ ...given, lossPercent: Math.min(100, given.lossPercent + 1) })).toBeLessThanOrEqual(mos + 0.01)
      expect(mosOf({ ...given, jitterMs: given.jitterMs + 10 })).toBeLessThanOrEqual(mos + 0.01)
    }),
  )
})

test('the figures of a call: means, and the worst moment', () => {
  const first = withSample(null, sample(0, 10, null))
  expect(first).toMatchObject({ samples: 1, lossPercent: 0, jitterMs: 10, roundTripMs: null })
  const both = withSample(first, sample(20, 30, 60))
  expect(both).toMatchObject({ samples: 2, lossPercent: 10, jitterMs: 20, roundTripMs: 60 })
  expect(both.mosWorst).toBeLessThan(both.mosAverage)
  expect(levelOf(both.mosWorst)).toBe('poor')
})

test('figures always fit what is kept', () => {
  fc.assert(
    fc.property(fc.array(anything, { minLength: 1, maxLength: 40 }), (all) => {
      const figures = all.reduce<ReturnType<typeof withSample> | null>((so, one) => withSample(so, one), null)
      expect(qualityFiguresSchema.safeParse(figures).success).toBe(true)
    }),
  )
})
