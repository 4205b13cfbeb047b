import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keepAnswerableChallenges, onlyUnknownDigests } from '../../../../../renderer/phone/signalling/challenges.ts'
import { longestMessage, readInbound } from '../../../../../renderer/phone/signalling/inbound-guard.ts'

const request = (uri: string, method = 'INVITE') =>
  `${method} ${uri} SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bK1\r\nf: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 ${method}\r\n\r\n`

describe('what a frame from the exchange is', () => {
  test.each(['', '\r\n', '\r\n\r\n'])('%j is a pong', (text) => expect(readInbound(text).kind).toBe('pong'))

  test.each([
    'hello',
    'HTTP/1.1 404 Not Found\r\n\r\n',
    'SIP/2.0 999 Odd\r\n\r\n',
    'INVITE sip:a@b SIP/3.0\r\n\r\n',
    '\u0000\u0001',
    'x'.repeat(longestMessage + 1),
  ])('no SIP is dropped', (text) => expect(readInbound(text).kind).toBe('drop'))

  test('binary frames are dropped', () => expect(readInbound(new ArrayBuffer(8)).kind).toBe('drop'))

  test.each(['nobodyKnowsThisScheme:totallyopaquecontent', 'tel:+3612345', 'soap.beep://192.0.2.103:3002', 'novelsc.dat'])(
    'Request-URI %s is refused by us, with what the sender needs to know which request',
    (uri) => {
      const read = readInbound(request(uri))
      expect(read.kind).toBe('answer')
      if (read.kind !== 'answer') return
      expect(read.text).toMatch(
        /^SIP\/2\.0 416 .*\r\nVia: .*branch=z9hG4bK1\r\nf: <sip:a@b>;tag=1\r\nTo: <sip:c@d>;tag=\w+\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n/,
      )
    },
  )

  test('an ACK is never answered', () => expect(readInbound(request('tel:1', 'ACK')).kind).toBe('drop'))
  test('a sip: request and a response pass', () => {
    expect(readInbound(request('sip:c@d'))).toMatchObject({ kind: 'message' })
    expect(readInbound(`\r\n${request('sips:c@d')}`)).toMatchObject({
      kind: 'message',
      text: expect.stringMatching(/^INVITE/) as string,
    })
    expect(readInbound('SIP/2.0 200 OK\r\n\r\n')).toMatchObject({ kind: 'message' })
  })

  test('any frame is one of the four, and never throws', () => {
    const part = fc.constantFrom(
      'INVITE ',
      'sip:a@b',
      ' SIP/2.0\r\n',
      'Via: ',
      '\r\n',
      '\r\n\r\n',
      'tel:1',
      ';',
      'SIP/2.0 200',
      '\u0000',
    )
    const frame = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(fc.property(frame, (text) => ['pong', 'message', 'answer', 'drop'].includes(readInbound(text).kind)))
  }, 30_000)
})

describe('digest challenges (SIP.js: the last one wins)', () => {
  const md5 = 'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=MD5'
  const sha = 'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=SHA-256'
  const odd = 'WWW-Authenticate: Digest realm="a", nonce="b", algorithm=SHA-512-256'
  const plain = 'WWW-Authenticate: Digest realm="a, algorithmic", nonce="b"'
  const message = (...lines: string[]) =>
    ['SIP/2.0 401 Unauthorized', 'Via: x', ...lines, 'CSeq: 1 REGISTER', '', 'body'].join('\r\n')

  test.each([
    [[md5, sha], [md5]],
    [[sha, md5], [sha]],
    [[odd, plain, sha], [plain]],
    [[sha, odd], [sha]],
    [[odd], [odd]],
    [[md5.replace(', algorithm', ',\r\n algorithm'), sha], [md5.replace(', algorithm', ',\r\n algorithm')]],
    [
      [md5, sha.replace('WWW', 'Proxy')],
      [md5, sha.replace('WWW', 'Proxy')],
    ],
  ])('%j keeps %j', (offered, kept) => expect(keepAnswerableChallenges(message(...offered))).toBe(message(...kept)))

  test('a message without challenges is not touched', () => expect(keepAnswerableChallenges('anything')).toBe('anything'))
  test('only digests we cannot compute', () => {
    expect(onlyUnknownDigests(['Digest realm="a", algorithm=SHA-512-256'])).toBe(true)
    expect(onlyUnknownDigests(['Digest realm="a"', 'Digest realm="a", algorithm=SHA-256'])).toBe(false)
    expect(onlyUnknownDigests([])).toBe(false)
  })
})
