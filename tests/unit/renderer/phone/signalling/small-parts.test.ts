import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { en } from '#shared/i18n/en.ts'
import { backOff, retryAfterMs } from '../../../../../renderer/phone/signalling/back-off.ts'
import { keepAlive, keepAliveTimes } from '../../../../../renderer/phone/signalling/keep-alive.ts'
import { redact } from '../../../../../renderer/phone/signalling/log.ts'
import { netErrors } from '../../../../../renderer/phone/signalling/net-errors.ts'
import {
  connectProblem,
  lostProblem,
  registerProblem,
  shownServer,
  silenceProblem,
} from '../../../../../renderer/phone/signalling/problems.ts'
import { fakeClock } from './fake-clock.ts'

describe('back-off', () => {
  const dice = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  test('grows to half a minute, is jittered, and never is nothing', () => {
    fc.assert(
      fc.property(fc.nat(1000), dice, (attempt, random) => {
        const wait = backOff(attempt, null, random)
        expect(wait).toBeGreaterThanOrEqual(25)
        expect(wait).toBeLessThanOrEqual(30_000)
        if (attempt > 8) expect(wait).toBeGreaterThanOrEqual(3_000)
      }),
    )
  })
  test('a line that was steady is tried every two and a half seconds at the latest for two minutes, jittered', () => {
    fc.assert(
      fc.property(fc.nat(1000), dice, (attempt, random) => {
        const wait = backOff(attempt, null, random, 119_999)
        expect(wait).toBeGreaterThanOrEqual(25)
        expect(wait).toBeLessThanOrEqual(2_500)
      }),
    )
    expect(backOff(50, null, 0.999, 119_999)).toBeGreaterThan(2_400)
    expect(backOff(50, null, 0.999, 120_000)).toBeGreaterThan(20_000)
  })
  test('about once a second for a minute of a lost call', () => {
    expect(backOff(50, 59_999, 0.5)).toBe(1_000)
    expect(backOff(50, 60_000, 0.999)).toBeGreaterThan(20_000)
  })
  test.each([
    ['120', 120_000],
    ['5 (in a meeting)', 5_000],
    ['18000;duration=3600', 3_600_000],
    ['soon', null],
    ['-1', null],
    [undefined, null],
  ])('Retry-After %s', (header, ms) => expect(retryAfterMs(header)).toBe(ms))
})

describe('keep-alive', () => {
  test('a server that has answered once must go on answering; one that never does is let be', async () => {
    for (const answers of [true, false]) {
      const clock = fakeClock()
      const did: string[] = []
      const alive = keepAlive(
        (text) => did.push(JSON.stringify(text)),
        () => did.push('silent'),
        clock,
      )
      await clock.pass(keepAliveTimes.everyMs)
      if (answers) alive.pong()
      await clock.pass(keepAliveTimes.everyMs + keepAliveTimes.withinMs)
      alive.stop()
      await clock.pass(100_000)
      expect(did).toEqual(answers ? ['"\\r\\n\\r\\n"', '"\\r\\n\\r\\n"', 'silent'] : ['"\\r\\n\\r\\n"', '"\\r\\n\\r\\n"'])
      expect(clock.pending()).toBe(0)
    }
  })
})

describe('the log', () => {
  test.each([
    'INVITE sip:+36301234567@toll.test failed',
    'From "Anna Kovács" <sip:anna@toll.test>',
    'number +36 30 123-4567 or 06 (30) 123 4567 or 0036301234567',
    'Authorization for anna@toll.test\r\nresponse="0123abcd"',
    'tel:+36301234567;phone-context=x',
  ])('%s keeps no customer data', (line) => expect(redact(line)).not.toMatch(/\d{3}|Anna|anna|toll|abcd/))
  test('a description that cannot be read is not quoted', () => {
    const said = 'OperationError: Failed to parse SessionDescription.'
    expect(redact(`${said} m=audio 4000 RTP/AVP 8 Expect line: o=`)).toBe(said)
  })
  test('technical words stay', () =>
    expect(redact('Received a non-2xx response to re-INVITE')).toBe('Received a non-2xx response to re-INVITE'))
})

describe('problems', () => {
  const failed = (why: 'timeout' | 'failed' | 'bad_address' | 'abandoned') =>
    [{ server: 'wss://user:pw@exchange.test:8443/ws?token=x', why }] as const
  test.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'error.line.unknownHost'],
    ['net::ERR_CONNECTION_REFUSED', 'error.line.closedPort'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'error.line.certificate'],
    ['net::ERR_INTERNET_DISCONNECTED', 'error.line.offline'],
    ['net::ERR_TIMED_OUT', 'error.line.timeout'],
    ['HTTP_404', 'error.line.notSip'],
    ['WS_NO_SIP', 'error.line.notSip'],
    [undefined, 'error.line.unreachable'],
  ])('%s → %s, without the credentials of the address', (error, key) => {
    const problem = connectProblem(failed('failed'), () => error, true)
    expect(problem).toMatchObject({ messageKey: key, params: { server: 'wss://exchange.test:8443' } })
  })
  test('every message has its words', () => {
    const problems = [
      connectProblem(failed('timeout'), () => undefined, true),
      connectProblem(failed('bad_address'), () => undefined, true),
      connectProblem(failed('failed'), () => undefined, false),
      connectProblem([], () => undefined, true),
      silenceProblem('ws://x', true),
      silenceProblem(null, false),
      lostProblem(null),
      ...[300, 401, 403, 404, 407, 408, 420, 500, 503, 603].flatMap((status) => [
        registerProblem(status, true).problem,
        registerProblem(status, false).problem,
      ]),
    ]
    for (const problem of problems) expect(Object.keys(en)).toContain(problem.messageKey)
  })
  test('only refusals that a person must mend are permanent', () => {
    const permanent = [300, 400, 401, 403, 404, 407, 408, 423, 480, 500, 503, 504, 600, 603].filter(
      (status) => registerProblem(status, false).permanent,
    )
    expect(permanent).toEqual([300, 400, 401, 403, 404, 407, 423, 480, 603])
  })
  test('an address that cannot be read is shown without what looks like credentials', () =>
    expect(shownServer('ws//a:b@c')).toBe('ws//c'))
})

test('what main finds out of an address explains the next ten seconds', () => {
  const clock = fakeClock()
  const heard = netErrors(clock)
  heard.heard('ws://exchange:80', 'net::ERR_X')
  expect(heard.of('ws://exchange/')).toBe('net::ERR_X')
  expect(heard.of('ws://other/')).toBeUndefined()
  clock.sleep(10_001)
  expect(heard.of('ws://exchange/')).toBeUndefined()
})
