import fc from 'fast-check'
import { expect, test } from 'vitest'
import { completeRinging } from '../../../../../renderer/phone/signalling/ringing-answer.ts'

const message = (start: string, ...lines: string[]): string =>
  [start, 'Via: SIP/2.0/WS x;branch=z9hG4bKa', ...lines, 'Call-ID: c', 'CSeq: 2 INVITE', 'Content-Length: 0', '', ''].join('\r\n')

test.each([
  ['neither tag nor Contact', ['To: <sip:b@x>'], 'To: <sip:b@x>;tag=ringing', true],
  ['no Contact', ['To: "B" <sip:b@x>;tag=7'], 'To: "B" <sip:b@x>;tag=ringing-7', true],
  ['no tag, short names', ['t: <sip:b@x>', 'm: <sip:b@1.2.3.4>'], 't: <sip:b@x>;tag=ringing', false],
] as const)('a 180 with %s is filled in', (_name, lines, to, contact) => {
  const text = completeRinging(message('SIP/2.0 180 Ringing', ...lines))
  expect(text).toContain(`\r\n${to}\r\n`)
  expect(text.includes('\r\nContact: <sip:ringing@ringing.invalid>\r\n\r\n')).toBe(contact)
  expect(text.endsWith('\r\n\r\n')).toBe(true)
})

test.each([
  message('SIP/2.0 180 Ringing', 'To: <sip:b@x>;tag=7', 'Contact: <sip:b@1.2.3.4>'),
  message('SIP/2.0 100 Trying', 'To: <sip:b@x>'),
  message('SIP/2.0 200 OK', 'To: <sip:b@x>'),
  message('SIP/2.0 180 Ringing', 'To: <sip:b@x>').replace('2 INVITE', '2 REFER'),
  'SIP/2.0 180 Ringing',
  'INVITE sip:b@x SIP/2.0\r\nTo: <sip:b@x>\r\n\r\n',
])('nothing else is touched: %j', (text) => expect(completeRinging(text)).toBe(text))

test('the body stays as it is', () => {
  const sdp = 'v=0\r\nTo: <sip:no@x>\r\n'
  const text = message('SIP/2.0 183 Session Progress', 'To: <sip:b@x>') + sdp
  expect(completeRinging(text).endsWith(`\r\n\r\n${sdp}`)).toBe(true)
})

test('whatever comes: a text, and told again it is the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (rest) => {
      const once = completeRinging(`SIP/2.0 180 Ringing\r\n${rest}`)
      expect(completeRinging(once)).toBe(once)
    }),
  )
})
