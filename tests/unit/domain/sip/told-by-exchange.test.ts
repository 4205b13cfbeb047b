import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readColleagues, writeColleagues } from '../../../../shared/domain/colleague-lines.ts'
import { readDialogInfo, stateOfAll } from '../../../../shared/domain/sip/dialog-info.ts'
import { readMessageSummary } from '../../../../shared/domain/sip/message-summary.ts'
import { readReferTo } from '../../../../shared/domain/sip/refer-to.ts'
import { readReplaces, writeReplaces } from '../../../../shared/domain/sip/replaces.ts'

describe('the voice mailbox (RFC 3842)', () => {
  test.each([
    [
      'Messages-Waiting: yes\r\nMessage-Account: sip:*97@toll.test\r\nVoice-Message: 2/8 (0/2)\r\n',
      { waiting: true, fresh: 2, old: 8, account: '*97' },
    ],
    ['messages-waiting:no\n', { waiting: false, fresh: null, old: null, account: null }],
    [
      'Messages-Waiting: YES\r\nMessage-Account: <sip:a%3Bb@x>\r\nVoice-Message: many',
      { waiting: true, fresh: null, old: null, account: null },
    ],
    ['Voice-Message: 2/8', null],
    ['Messages-Waiting: perhaps', null],
    ['', null],
  ])('%j', (body, expected) => expect(readMessageSummary(body)).toEqual(expected))
})

describe('a colleague’s calls (RFC 4235)', () => {
  const info = (state: string, inside: string): string =>
    `<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="1" state="${state}" entity="sip:201@x">${inside}</dialog-info>`
  const dialog = (id: string, state: string, more = ''): string =>
    `<dialog id="${id}"${more}><state event="x">${state}</state></dialog>`
  const after = (...bodies: string[]): string => {
    let calls: ReturnType<typeof readDialogInfo> = new Map()
    for (const body of bodies) calls = readDialogInfo(body, calls ?? new Map()) ?? calls
    return stateOfAll(calls ?? new Map())
  }
  test.each([
    ['none', [info('full', '')], 'free'],
    ['one that is over', [info('full', dialog('a', 'terminated'))], 'free'],
    ['one talked', [info('full', dialog('a', 'confirmed'))], 'busy'],
    ['one that rings there', [info('full', dialog('a', 'early', ' direction="recipient"'))], 'ringing'],
    ['one they make themselves', [info('full', dialog('a', 'early', ' direction="initiator"'))], 'busy'],
    ['talks and a second one rings', [info('full', dialog('a', 'confirmed') + dialog('b', 'early'))], 'ringing'],
    [
      'the one that rang is over, told in part',
      [info('full', dialog('a', 'early')), info('partial', dialog('a', 'terminated'))],
      'free',
    ],
    [
      'another one is over, told in part',
      [info('full', dialog('a', 'confirmed')), info('partial', dialog('b', 'terminated'))],
      'busy',
    ],
    ['told in full: what is not told is over', [info('full', dialog('a', 'confirmed')), info('full', '')], 'free'],
    [
      'with prefixes',
      ['<d:dialog-info state="full"><d:dialog id="a"><d:state>confirmed</d:state></d:dialog></d:dialog-info>'],
      'busy',
    ],
    ['rubbish changes nothing', [info('full', dialog('a', 'confirmed')), '<html>'], 'busy'],
  ])('%s', (_name, bodies, state) => expect(after(...bodies)).toBe(state))

  test('huge and hostile documents are read in no time', () => {
    const from = performance.now()
    readDialogInfo(info('full', '<dialog id="a">'.repeat(100_000)), new Map())
    readDialogInfo(`<!DOCTYPE x [<!ENTITY a "&a;&a;">]>${info('full', dialog('&a;', '&a;'))}`, new Map())
    readDialogInfo(info('full', Array.from({ length: 5_000 }, (_, n) => dialog(String(n), 'early')).join('')), new Map())
    expect(performance.now() - from).toBeLessThan(1_000)
  })
})

test('colleagues as lines, there and back; the first line that is none goes back', () => {
  const text = '201 Kovács Anna\n202\nclaims-desk Claims'
  const { colleagues } = readColleagues(`${text}\n\n 201 twice `)
  expect(colleagues).toEqual([
    { user: '201', name: 'Kovács Anna' },
    { user: '202', name: '' },
    { user: 'claims-desk', name: 'Claims' },
  ])
  expect(writeColleagues(colleagues ?? [])).toBe(text)
  expect(readColleagues('201 Anna\nsip:x@y Eva')).toEqual({ colleagues: null, wrong: 'sip:x@y Eva' })
})

describe('Replaces and Refer-To', () => {
  test.each([
    ['a@b;to-tag=1;from-tag=2', { callId: 'a@b', toTag: '1', fromTag: '2', earlyOnly: false }],
    ['a ; from-tag=2 ; to-tag=1 ; early-only', { callId: 'a', toTag: '1', fromTag: '2', earlyOnly: true }],
    ['a;to-tag=1', null],
    ['a;to-tag=1;from-tag=', null],
    ['a,b;to-tag=1;from-tag=2', null],
    ['a\r\nX: y;to-tag=1;from-tag=2', null],
  ])('%j', (text, expected) => expect(readReplaces(text)).toEqual(expected))

  test('whatever is read can be written again, on one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const read = readReplaces(`${text};to-tag=1;from-tag=2`)
        if (!read) return
        expect(writeReplaces(read)).not.toMatch(/[\r\n]/)
        expect(readReplaces(writeReplaces(read))).toEqual(read)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const read = readReferTo(`<sip:a@b?${text}>`) ?? readReferTo(text)
        expect(`${read?.uri ?? ''}${read?.replaces ?? ''}`).not.toMatch(/[\r\n<>\s]/)
      }),
    )
  })
})
