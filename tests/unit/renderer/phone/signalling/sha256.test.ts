import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sha256 } from '../../../../../renderer/phone/signalling/sha256.ts'

const known = (text: string): string => createHash('sha256').update(text).digest('hex')

test('the examples of FIPS 180-4', () => {
  expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})

test('lengths around the end of a block, and any text, as another implementation says', () => {
  for (let length = 50; length < 140; length++) expect(sha256('é'.repeat(length))).toBe(known('é'.repeat(length)))
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha256(text)).toBe(known(text))
    }),
  )
})
