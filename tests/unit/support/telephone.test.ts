import { describe, expect, test } from 'vitest'
import { readNetstrings } from '../../support/lab/telephone.ts'

describe('netstrings', () => {
  test('splits what came in one packet', () => {
    expect(readNetstrings(Buffer.from('5:hello,3:ábc'.slice(0, 8)))).toEqual({ messages: ['hello'], rest: Buffer.alloc(0) })
    expect(readNetstrings(Buffer.from('2:{},4:{"a,')).messages).toEqual(['{}'])
  })

  test('keeps an incomplete message for the next packet', () => {
    const first = readNetstrings(Buffer.from('5:hel'))
    expect(first.messages).toEqual([])
    expect(readNetstrings(Buffer.concat([first.rest, Buffer.from('lo,')])).messages).toEqual(['hello'])
  })

  test('refuses what is no netstring', () => {
    expect(() => readNetstrings(Buffer.from('abc:{},'))).toThrow()
  })
})
