import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codecNames, codecOrderSchema, inOrder } from '#shared/domain/codecs.ts'

// As Chromium names and orders them.
const all = ['opus', 'red', 'G722', 'PCMU', 'PCMA', 'CN', 'telephone-event', 'telephone-event'].map((name, at) => ({
  mimeType: `audio/${name}`,
  at,
}))
const names = (order: readonly (typeof codecNames)[number][]): string[] =>
  inOrder(all, order).map(({ mimeType }) => mimeType.slice(6))

test('what is named stands first, in its order; the rest follows in its own', () => {
  expect(names(['pcma', 'opus'])).toEqual(['PCMA', 'opus', 'red', 'G722', 'PCMU', 'CN', 'telephone-event', 'telephone-event'])
  expect(names([])).toEqual(all.map(({ mimeType }) => mimeType.slice(6)))
})

test('whatever is wished, nothing goes and nothing comes', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...codecNames]), (order) => {
      const found = inOrder(all, order)
      expect(found.map(({ at }) => at).toSorted((a, b) => a - b)).toEqual(all.map(({ at }) => at))
      expect(found.slice(0, order.length).map(({ mimeType }) => mimeType.slice(6).toLowerCase())).toEqual(order)
      const rest = found.slice(order.length).map(({ at }) => at)
      expect(rest).toEqual(rest.toSorted((a, b) => a - b))
    }),
  )
})

test('a codec that is named twice or unknown is refused at its place', () => {
  expect(codecOrderSchema.safeParse(['opus', 'opus']).error?.issues[0]?.path).toEqual([1])
  expect(codecOrderSchema.safeParse(['speex']).error?.issues[0]?.path).toEqual([0])
})
