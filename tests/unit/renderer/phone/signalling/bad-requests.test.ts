import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { completeOutgoing } from '../../../../../renderer/phone/signalling/methods.ts'
import { readInbound } from '../../../../../renderer/phone/signalling/inbound-guard.ts'
import { answers, closePhones, phoneAt, sdp } from '../../../../support/phone/on-wire.ts'

afterEach(closePhones)

interface Parts {
  first?: string
  drop?: string[]
  add?: string[]
  body?: string
}
const usual = ['Via: SIP/2.0/WS x;branch=z9hG4bKbad', 'From: <sip:a@b>;tag=1', 'To: <sip:agent@toll.test>', 'Call-ID: bad']
/** An INVITE that is right but for what is changed. */
const invite = ({ add = [], body = sdp, drop = [], first = 'INVITE sip:agent@toll.test SIP/2.0' }: Parts): string => {
  const method = first.split(' ')[0]
  const all = [...usual, `CSeq: 1 ${method}`, 'Contact: <sip:a@b>', 'Max-Forwards: 70', 'Content-Type: application/sdp']
  const lines = [first, ...all.filter((line) => !drop.some((name) => line.startsWith(`${name}:`))), ...add]
  const length = drop.includes('Content-Length') ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]
  return `${[...lines, ...length].join('\r\n')}\r\n\r\n${body}`
}
const audio = 'm=audio 4000 RTP/AVP 8\r\n'
const session = sdp.replace(/m=audio[^]*$/, '')

describe('what is owed to the sender of a request that cannot be served (RFC 3261 §8.2)', () => {
  test.each<[string, Parts, string]>([
    ['another version', { first: 'INVITE sip:agent@toll.test SIP/3.0' }, '505 .*'],
    ['a method we do not take', { first: 'PUBLISH sip:agent@toll.test SIP/2.0' }, '405 [^]*\r\nAllow: ACK, BYE, .*UPDATE\r\n'],
    ['one nobody knows', { first: 'NEWMETHOD sip:agent@toll.test SIP/2.0' }, '405 [^]*\r\nAllow: '],
    [
      'an extension we lack',
      { add: ['Require: timer, 100rel, nothingSupportsThis'] },
      '420 [^]*\r\nUnsupported: 100rel, nothingsupportsthis\r\n',
    ],
    [
      'a body nobody reads',
      { drop: ['Content-Type'], add: ['Content-Type: text/html'] },
      '415 [^]*\r\nAccept: application/sdp\r\n',
    ],
    ['no word on what the body is', { drop: ['Content-Type'] }, '415 [^]*\r\nAccept: application/sdp\r\n'],
    ['a body that is packed', { add: ['e: gzip'] }, '415 [^]*\r\nAccept-Encoding: identity\r\n'],
    ['another scheme', { first: 'INVITE tel:+3612345 SIP/2.0' }, '416 '],
    ['a description without sound', { body: `${session}m=video 4000 RTP/AVP 31\r\n` }, '488 [^]*\r\nWarning: 304 '],
    ['sound that is switched off', { body: `${session}m=audio 0 RTP/AVP 8\r\n` }, '488 '],
    ['no description at all in it', { body: 'hello' }, '488 '],
    ['From twice', { add: ['f: <sip:b@c>;tag=2'] }, '400 '],
    ['Call-ID twice', { add: ['i: other'] }, '400 '],
    ['Content-Length twice', { add: ['l: 1'] }, '400 '],
    ['a CSeq of another method', { drop: ['CSeq'], add: ['CSeq: 1 BYE'] }, '400 '],
    ['a CSeq that is no number', { drop: ['CSeq'], add: ['CSeq: one INVITE'] }, '400 '],
    ['a CSeq too great (RFC 3261 §8.1.1.5)', { drop: ['CSeq'], add: ['CSeq: 2147483648 INVITE'] }, '400 '],
    ['From without a tag', { drop: ['From'], add: ['From: <sip:a@b>'] }, '400 '],
    ['From without an address', { drop: ['From'], add: ['From: nobody;tag=1'] }, '400 '],
    ['too long a way', { drop: ['Max-Forwards'], add: ['Max-Forwards: 256'] }, '400 '],
    ['less body than announced', { drop: ['Content-Length'], add: [`Content-Length: ${sdp.length + 1}`] }, '400 '],
    ['a length below nothing', { drop: ['Content-Length'], add: ['Content-Length: -1'] }, '400 '],
    ['a huge head', { add: [`Subject: ${'x'.repeat(40_000)}`] }, '513 '],
    ['very many headers', { add: Array.from({ length: 300 }, (_, n) => `X-${n}: y`) }, '513 '],
  ])('%s', (_name, parts, expected) => {
    const read = readInbound(invite(parts))
    expect(read.kind).toBe('answer')
    if (read.kind !== 'answer') return
    expect(read.text).toMatch(new RegExp(`^SIP/2\\.0 ${expected}`))
    expect(read.text).toMatch(/\r\nVia: SIP\/2\.0\/WS x;branch=z9hG4bKbad\r\n/)
    expect(read.text).toMatch(/\r\nTo: <sip:agent@toll\.test>;tag=\w+\r\n/)
  })

  test.each<[string, Parts]>([
    ['no Via', { drop: ['Via'] }],
    ['no Call-ID', { drop: ['Call-ID'] }],
    ['an ACK that is wrong', { first: 'ACK sip:agent@toll.test SIP/3.0' }],
  ])('%s: nobody to answer', (_name, parts) => expect(readInbound(invite(parts)).kind).toBe('drop'))

  test.each<[string, Parts]>([
    ['plain', {}],
    ['short names, folded lines', { drop: ['Call-ID', 'Content-Type'], add: ['i: bad', 'c:\r\n application/sdp; x="y"'] }],
    ['no description: they want our offer', { body: '' }],
    ['ten sections, one of them sound', { body: session + 'm=video 4002 RTP/AVP 31\r\n'.repeat(9) + audio }],
    ['attributes of another kind', { body: `${sdp}a=x-odd:\u00e9\r\na=crypto:1 AES\r\n` }],
    [
      'a body one may do without',
      { drop: ['Content-Type'], add: ['Content-Type: text/html', 'Content-Disposition: render;handling=optional'] },
    ],
    ['extensions we have', { add: ['Require: timer, replaces'] }],
  ])('%s is served', (_name, parts) => expect(readInbound(invite(parts)).kind).toBe('message'))

  test('more body than announced: the rest is cut off', () => {
    const read = readInbound(invite({ drop: ['Content-Length'], add: [`Content-Length: ${sdp.length}`], body: `${sdp}garbage` }))
    expect(read).toMatchObject({ kind: 'message', text: expect.stringMatching(/RTP\/AVP 8\r\n$/) as string })
  })

  test('a message: text only, and at most ten thousand characters', () => {
    const message = (type: string, body: string) =>
      readInbound(
        invite({ first: 'MESSAGE sip:agent@toll.test SIP/2.0', drop: ['Content-Type'], add: [`Content-Type: ${type}`], body }),
      )
    expect(message('text/plain;charset=utf-8', 'hello').kind).toBe('message')
    expect(message('text/html', '<b>')).toMatchObject({
      text: expect.stringMatching(/^SIP\/2\.0 415 [^]*Accept: text\/plain/) as string,
    })
    expect(message('text/plain', 'é'.repeat(5_121))).toMatchObject({ text: expect.stringMatching(/^SIP\/2\.0 413 /) as string })
    expect(message('text/plain', 'é'.repeat(5_120)).kind).toBe('message')
  })

  test('what we send names what we take, and nothing else is changed', () => {
    const sent = 'SIP/2.0 200 OK\r\nAllow: ACK,SUBSCRIBE\r\nX: 1\r\n\r\nAllow: body'
    expect(completeOutgoing(sent)).toMatch(/^SIP\/2\.0 200 OK\r\nAllow: ACK, BYE, .*, UPDATE\r\nX: 1\r\n\r\nAllow: body$/)
    expect(completeOutgoing('\r\n\r\n')).toBe('\r\n\r\n')
  })
})

describe('on the wire', () => {
  test('a header SIP.js cannot read is answered 400; ordinary requests still are', async () => {
    const phone = await phoneAt(answers)
    phone.request('INVITE sip:agent@toll.test SIP/2.0', [
      ...usual.slice(1),
      'CSeq: 1 INVITE',
      'Contact: <sip:a@b',
      'Record-Route: ,,',
    ])
    expect(await phone.answer('bad', '1 INVITE')).toMatch(/^SIP\/2\.0 400 /)
    phone.request('OPTIONS sip:agent@toll.test SIP/2.0', [...usual.slice(1, 3), 'Call-ID: well', 'CSeq: 1 OPTIONS'])
    expect(await phone.answer('well', '1 OPTIONS')).toMatch(/^SIP\/2\.0 200 [^]*\r\nAllow: .*UPDATE\r\n/)
  })

  test('whatever comes, nothing throws, and the phone goes on answering', async () => {
    const phone = await phoneAt(() => {})
    const rejected: unknown[] = []
    const hear = (reason: unknown): void => void rejected.push(reason)
    process.on('unhandledRejection', hear)
    const { send, tag } = await phone.talking('live')
    const method = fc.constantFrom(
      'INVITE',
      'ACK',
      'BYE',
      'CANCEL',
      'INFO',
      'MESSAGE',
      'NOTIFY',
      'OPTIONS',
      'REFER',
      'UPDATE',
      'PRACK',
      'SUBSCRIBE',
      'X',
    )
    const odd = fc.constantFrom(
      '',
      ' ',
      '\u0000',
      '"',
      '<',
      '>',
      ';tag=',
      ',',
      '%0D%0A',
      '\u202e',
      '\ud800',
      'é',
      '😀',
      '\r\n ',
      '\r\n',
      'x'.repeat(9000),
      '999999999999',
      '-1',
      'sip:',
      '<sip:a@b>',
    )
    const header = fc.constantFrom(
      'Via',
      'From',
      'To',
      'Call-ID',
      'CSeq',
      'Contact',
      'Max-Forwards',
      'Content-Type',
      'Content-Length',
      'Require',
      'Route',
      'Record-Route',
      'Refer-To',
      'Replaces',
      'Event',
      'Subscription-State',
      'Session-Expires',
      'Min-SE',
      'P-Asserted-Identity',
      'Diversion',
      'Expires',
      'Authorization',
      'RAck',
    )
    const body = fc.oneof(
      fc.constantFrom('', sdp, session, 'v=0\r\nm=audio', 'SIP/2.0 200 OK'),
      fc.string({ unit: 'binary', maxLength: 60 }),
    )
    const frame = fc.record({
      method,
      inside: fc.boolean(),
      changes: fc.array(fc.record({ header, value: fc.array(odd, { maxLength: 4 }), adds: fc.boolean() }), { maxLength: 3 }),
      body,
      cut: fc.option(fc.nat(400), { freq: 4 }),
      n: fc.nat(),
    })
    const text = ({
      body: content,
      changes,
      cut,
      inside,
      method: name,
      n,
    }: typeof frame extends fc.Arbitrary<infer T> ? T : never): string => {
      const lines: [string, string][] = [
        ['Via', `SIP/2.0/WS x;branch=z9hG4bKf${n}`],
        ['From', '<sip:a@b>;tag=1'],
        ['To', `<sip:agent@toll.test>${inside ? `;tag=${tag}` : ''}`],
        ['Call-ID', inside ? 'live' : `f${n}`],
        ['CSeq', `${(n % 50) + 2} ${name}`],
        ['Contact', '<sip:a@b>'],
        ['Content-Type', name === 'MESSAGE' ? 'text/plain' : 'application/sdp'],
        ['Content-Length', String(Buffer.byteLength(content))],
      ]
      for (const { adds, header: which, value } of changes) {
        const at = lines.findIndex(([known]) => known === which)
        const made = value.join('')
        if (at >= 0 && !adds) lines[at] = [which, made]
        else lines.push([which, made])
      }
      const whole = `${name} sip:agent@toll.test SIP/2.0\r\n${lines.map(([key, value]) => `${key}: ${value}`).join('\r\n')}\r\n\r\n${content}`
      return cut === null ? whole : whole.slice(0, cut)
    }
    const samples = fc.sample(frame, { numRuns: 600, seed: 20_261_130 }).filter((one) => !(one.inside && one.method === 'BYE'))
    for (const one of samples) phone.peer.send(text(one))
    await new Promise((resolve) => setTimeout(resolve, 500))
    phone.calls.views().forEach((call) => call.phase === 'ringing' && phone.calls.decline(call.callId))
    phone.request('OPTIONS sip:agent@toll.test SIP/2.0', [...usual.slice(1, 3), 'Call-ID: after', 'CSeq: 1 OPTIONS'])
    expect(await phone.answer('after', '1 OPTIONS')).toMatch(/^SIP\/2\.0 200 /)
    send('BYE', 5000)
    expect(await phone.answer('live', '5000 BYE')).toMatch(/^SIP\/2\.0 200 /)
    await vi.waitFor(() => expect(phone.told.at(-1)?.phase).toBe('ended'))
    process.off('unhandledRejection', hear)
    expect(rejected).toEqual([])
    expect(phone.logs.filter((one) => /threw|stumbled/.test(one))).toEqual([])
  }, 60_000)
})
