import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestGuard, readDigest } from '../../../electron/practice/exchange/digest.ts'
import {
  addressOf,
  answerTo,
  branchOf,
  cseqOf,
  header,
  readMessage,
  tagOf,
  userOf,
} from '../../../electron/practice/exchange/message.ts'

const request = [
  'INVITE sip:%2B36301234567@practice.example SIP/2.0',
  'v: SIP/2.0/WS x.invalid;branch=z9hG4bK1',
  'Via: SIP/2.0/WS y.invalid;branch=z9hG4bK2',
  'f: "Anna; tag=no" <sip:agent@practice.example;tag=no>;tag=abc',
  't: <sip:x@practice.example>',
  'i: call-1',
  'CSeq: 7 INVITE',
  'Subject: folded',
  '  text',
  'l: 3',
  '',
  'abc',
].join('\r\n')

describe('SIP messages', () => {
  test('are read with compact names and folded lines', () => {
    const message = readMessage(request)!
    expect(message).toMatchObject({ method: 'INVITE', status: null, body: 'abc' })
    expect(cseqOf(message)).toEqual({ number: 7, method: 'INVITE' })
    expect(branchOf(message)).toBe('z9hG4bK1')
    expect(tagOf(header(message, 'from'))).toBe('abc')
    expect(tagOf(header(message, 'to'))).toBeNull()
    expect(header(message, 'subject')).toBe('folded text')
    expect(userOf(message.uri ?? '')).toBe('+36301234567')
  })
  test('addresses are found with and without brackets', () => {
    expect(addressOf('"A" <sip:a@b;transport=ws>;expires=3')).toBe('sip:a@b;transport=ws')
    expect(addressOf('sip:a@b;tag=1')).toBe('sip:a@b')
  })
  test('a response repeats Via, From, To, Call-ID, CSeq and adds our tag', () => {
    const answer = readMessage(answerTo(readMessage(request)!, 180, 'ours'))!
    expect(answer.status).toBe(180)
    expect(answer.headers.filter(([name]) => name === 'via').map(([, value]) => value)).toEqual([
      'SIP/2.0/WS x.invalid;branch=z9hG4bK1',
      'SIP/2.0/WS y.invalid;branch=z9hG4bK2',
    ])
    expect(tagOf(header(answer, 'to'))).toBe('ours')
    expect(header(answer, 'content-length')).toBe('0')
    expect(tagOf(header(readMessage(answerTo(readMessage(request)!, 100, ''))!, 'to'))).toBeNull()
  })
  test('whatever comes, nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `${request.slice(0, 60)}${text}\r\n\r\n`),
        ),
        (text) => {
          const message = readMessage(text)
          expect(message === null || message.headers.length > 0).toBe(true)
        },
      ),
    )
  })
  test.each([
    '',
    'INVITE x',
    request.replace('CSeq: 7 INVITE', 'CSeq: x'),
    request.replace('i: call-1', 'x: 1'),
    'x'.repeat(200_000),
  ])('what is no message is none (%#)', (text) => expect(readMessage(text)).toBeNull())
})

describe('digest', () => {
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
  const prove = (challenge: string, password: string, nc = '00000001', method = 'REGISTER'): string => {
    const { nonce = '', realm = '' } = readDigest(challenge)
    const uri = 'sip:practice.example'
    const response = md5([md5(`agent:${realm}:${password}`), nonce, nc, 'c', 'auth', md5(`${method}:${uri}`)].join(':'))
    return `Digest username="agent", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}", algorithm=MD5, cnonce="c", nc=${nc}, qop=auth`
  }
  test('takes the right password once for each count, and no other', () => {
    let now = 0
    const guard = digestGuard('practice.example', 'agent', 'right', () => now)
    const challenge = guard.challenge()
    expect(guard.accepts(prove(challenge, 'wrong'), 'REGISTER')).toBe(false)
    expect(guard.accepts(prove(challenge, 'right'), 'INVITE')).toBe(false)
    expect(guard.accepts(prove(challenge, 'right'), 'REGISTER')).toBe(true)
    expect(guard.accepts(prove(challenge, 'right'), 'REGISTER'), 'replayed').toBe(false)
    expect(guard.accepts(prove(challenge, 'right', '00000002'), 'REGISTER')).toBe(true)
    now = 6 * 60_000
    expect(guard.accepts(prove(challenge, 'right', '00000003'), 'REGISTER'), 'old').toBe(false)
    expect(guard.accepts(prove('Digest realm="practice.example", nonce="made up"', 'right'), 'REGISTER')).toBe(false)
    expect(guard.accepts(null, 'REGISTER')).toBe(false)
  })
})
