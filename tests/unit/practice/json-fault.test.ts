import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonFaultLine } from '../../../shared/util/json-fault.ts'

test('the line of the first fault', () => {
  expect(jsonFaultLine('{\n "a": 1,\n "b": oops\n}')).toBe(3)
  expect(jsonFaultLine('{\n "a": 1\n "b": 2\n}')).toBe(3)
  expect(jsonFaultLine('[1,\n2,\n]')).toBe(3)
  expect(jsonFaultLine('{"a": "x\ny"}')).toBe(1)
  expect(jsonFaultLine('[1]\n[2]')).toBe(2)
  expect(jsonFaultLine('{"a": [1, 2}\n')).toBe(1)
  expect(jsonFaultLine('')).toBe(1)
  expect(jsonFaultLine('{"a":\n{"b":\n1}')).toBe(3)
})

test('agrees with the engine about what is JSON', () => {
  const engine = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const broken = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', ':', 'x', '\\', '['))
    .map(([text, at, piece]) => {
      const place = at % (text.length + 1)
      return `${text.slice(0, place)}${piece}${text.slice(place + 1)}`
    })
  fc.assert(
    fc.property(fc.oneof(fc.json(), broken, fc.string()), (text) => {
      expect(jsonFaultLine(text) === null).toBe(engine(text))
    }),
  )
})
