import { SessionState, type Session } from 'sip.js'
import { expect, test } from 'vitest'
import { refer, type ReferOutcome } from '../../../../../renderer/phone/calls/refer.ts'
import { referToNumber } from '../../../../../renderer/phone/calls/refer-to.ts'
import { sipfragSlot, sipfragStatus } from '../../../../../renderer/phone/calls/sipfrag.ts'

type Delegate = { onAccept: (response: object) => void; onReject: (response: object) => void }

/** A session whose REFER the test answers; time goes on when it says so. */
function scene() {
  const listeners = new Set<(state: SessionState) => void>()
  let delegate: Delegate | undefined
  let headers: string[] = []
  let timer: (() => void) | null = null
  const session = {
    state: SessionState.Established,
    delegate: {} as { onNotify?: (notification: object) => void },
    userAgent: { contact: { toString: () => '<sip:here@x>' } },
    stateChange: {
      addListener: (one: (state: SessionState) => void) => void listeners.add(one),
      removeListener: (one: (state: SessionState) => void) => void listeners.delete(one),
    },
    dialog: {
      refer(given: Delegate, options: { extraHeaders: string[] }) {
        delegate = given
        headers = options.extraHeaders
        return { message: { cseq: 3 } }
      },
    },
  }
  let acknowledged = 0
  const told: number[] = []
  const outcome = refer(
    session as unknown as Session,
    referToNumber('sip:2@toll.test'),
    'sip:agent@toll.test',
    { now: () => 0, setTimeout: (run) => (timer = run), clearTimeout: () => (timer = null) },
    (status) => told.push(status),
  )
  const response = (statusCode: number, data: string, fields: Record<string, string> = {}): object => ({
    message: { statusCode, data, getHeader: (name: string) => fields[name] },
  })
  return {
    outcome,
    told,
    acknowledged: () => acknowledged,
    headers: () => headers,
    accepted: (fields?: Record<string, string>) => delegate?.onAccept(response(202, 'SIP/2.0 202', fields)),
    refused: (status: number, data = `SIP/2.0 ${status}`) => delegate?.onReject(response(status, data)),
    notified: (body: string, over = false, event = 'refer') =>
      session.delegate.onNotify?.({
        accept: () => (acknowledged++, Promise.resolve()),
        request: {
          body,
          getHeader: (name: string) => (name === 'event' ? event : over ? 'terminated;reason=noresource' : 'active;expires=60'),
        },
      }),
    over: (state: SessionState) => listeners.forEach((one) => one(state)),
    longAfter: () => timer?.(),
  }
}

test('whom, by whom, and where we are stands in the request; the steps are told and acknowledged', async () => {
  const { accepted, acknowledged, headers, notified, outcome, told } = scene()
  expect(headers()).toEqual(['Refer-To: <sip:2@toll.test>', 'Referred-By: <sip:agent@toll.test>', 'Contact: <sip:here@x>'])
  accepted()
  notified('SIP/2.0 100 Trying\r\n')
  notified('SIP/2.0 183 Session Progress\r\n')
  // A letter box or a presence in the same dialog is none of a transfer's business.
  notified('SIP/2.0 486 Busy Here\r\n', true, 'dialog')
  notified('SIP/2.0 200 OK\r\n', true)
  expect(await outcome).toEqual({ kind: 'done', told: 'SIP/2.0 200 OK\r\n' } satisfies ReferOutcome)
  expect(told).toEqual([100, 183])
  notified('SIP/2.0 200 OK\r\n', true)
  expect(acknowledged()).toBe(5)
})

test.each<[string, (of: ReturnType<typeof scene>) => void, ReferOutcome]>([
  ['accepted is not done, and nothing more is heard', (of) => (of.accepted(), of.longAfter()), { kind: 'silent' }],
  ['no answer at all', (of) => of.longAfter(), { kind: 'silent' }],
  ['the subscription ends without a word', (of) => (of.accepted(), of.notified('', true)), { kind: 'silent' }],
  // SIP.js as the other side ends it with its first 100 and goes on telling.
  [
    'it ends with 100 and goes on',
    (of) => (of.notified('SIP/2.0 100 Trying', true), of.notified('SIP/2.0 486 Busy', true)),
    { kind: 'failed', status: 486 },
  ],
  ['it will not tell, but has taken it over (RFC 4488)', (of) => of.accepted({ 'refer-sub': 'false' }), { kind: 'done' }],
  ['refused', (of) => of.refused(603), { kind: 'refused', status: 603 }],
  ['the call is not known there', (of) => of.refused(481), { kind: 'gone' }],
  ['the socket broke: SIP.js invents a 503', (of) => of.refused(503, ''), { kind: 'unsent' }],
  ['the call ends meanwhile', (of) => of.over(SessionState.Terminated), { kind: 'ended' }],
])('%s', async (_name, happen, expected) => {
  const of = scene()
  happen(of)
  expect(await of.outcome).toEqual(expected)
})

test('what is said of an earlier transfer of the same call decides nothing about this one (RFC 3515 §2.4.6)', async () => {
  const { accepted, notified, outcome, told } = scene()
  accepted()
  notified('SIP/2.0 200 OK', true, 'refer;id=2')
  notified('SIP/2.0 180 Ringing', false, 'refer;id=3')
  notified('SIP/2.0 486 Busy Here', true, 'refer ; id = 3')
  expect(told).toEqual([180])
  expect(await outcome).toEqual({ kind: 'failed', status: 486 })
})

test.each([
  ['SIP/2.0 200 OK\r\n', 200],
  ['\r\nSIP/2.0 486 Busy Here', 486],
  ['SIP/2.0 180', 180],
  ['SIP/2.0 999 x', null],
  ['HTTP/1.1 200 OK', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('the status line of %j', (body, status) => expect(sipfragStatus(body)).toBe(status))

test.each([
  ['SIP/2.0 200 OK\r\nContact: <sip:701@pbx>\r\n', '701'],
  ['SIP/2.0 200 OK\r\nm: "Slot 12" <sips:12@pbx:5061;x=1>', '12'],
  ['SIP/2.0 200 OK\r\nContact: sip:*5@pbx', '*5'],
  ['SIP/2.0 200 OK\r\nContact: <sip:700@pbx>', null],
  ['SIP/2.0 200 OK\r\nContact: <sip:anna@pbx>', null],
  ['SIP/2.0 200 OK\r\nX-Contact: <sip:701@pbx>', null],
  [`SIP/2.0 200 OK\r\nContact: <sip:${'7'.repeat(21)}@pbx>`, null],
  ['', null],
])('the slot of a parked call in %j', (body, slot) => expect(sipfragSlot(body, '700')).toBe(slot))
