import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UserAgent } from 'sip.js'
import { dialUri } from '../../../../../renderer/phone/calls/dial-target.ts'
import { cancelReason, refusalReason } from '../../../../../renderer/phone/calls/end-reason.ts'
import { glareWait } from '../../../../../renderer/phone/calls/glare.ts'
import { serial } from '../../../../../renderer/phone/calls/serial.ts'

describe('what is dialled', () => {
  test.each([
    ['+36 (30) 123-4567', 'sip:+36301234567@toll.test'],
    ['tel:+36-30-123-4567', 'sip:+36301234567@toll.test'],
    ['*72#', 'sip:*72%23@toll.test'],
    ['anna', 'sip:anna@toll.test'],
    ['sip:anna@other.test:5080', 'sip:anna@other.test:5080'],
    ['Kovács', 'sip:Kov%C3%A1cs@toll.test'],
    ['claims.2.+36301234567', 'sip:claims.2.+36301234567@toll.test'],
    ['a;transport=udp?Route=x', 'sip:a%3Btransport=udp%3FRoute=x@toll.test'],
  ])('%s → %s', (target, uri) => expect(dialUri(target, 'toll.test')).toBe(uri))

  test.each(['', '   ', ' <> ', 'a b', 'a@', 'a@b c', 'a@b;x=1', 'a@b?x', 'a\r\nRoute: x', 'x'.repeat(121)])(
    '%j cannot be dialled',
    (target) => {
      expect(dialUri(target, 'toll.test')).toBeNull()
    },
  )

  test('whatever is typed: no URI, or one that SIP.js reads, without parameters, headers or line ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (target) => {
        const uri = dialUri(target, 'toll.test')
        if (uri === null) return
        expect(uri).not.toMatch(/[\s;?<>"]/)
        expect(UserAgent.makeURI(uri)).toBeDefined()
      }),
    )
  }, 30_000)
})

describe('why a call ended', () => {
  test.each([
    [486, 'busy'],
    [600, 'busy'],
    [480, 'no_answer'],
    [408, 'no_answer'],
    [404, 'not_found'],
    [484, 'not_found'],
    [603, 'refused'],
    [403, 'refused'],
    [488, 'media_failed'],
    [500, 'failed'],
    [503, 'failed'],
  ] as const)('status %i: %s', (status, reason) => expect(refusalReason(status)).toBe(reason))

  test.each([
    [['SIP;cause=200;text="Call completed elsewhere"'], 'answered_elsewhere'],
    [['sip ; text="x" ; cause=200'], 'answered_elsewhere'],
    [['Q.850;cause=16, SIP;cause=200'], 'answered_elsewhere'],
    [['Q.850;cause=26'], 'answered_elsewhere'],
    [['SIP;cause=487'], 'caller_gave_up'],
    [['Q.850;cause=16'], 'caller_gave_up'],
    [['SIP;text="cause=200"'], 'caller_gave_up'],
    [['SIP;cause=2000'], 'caller_gave_up'],
    [[], 'caller_gave_up'],
  ] as const)('CANCEL with %j: %s', (reasons, reason) => expect(cancelReason(reasons)).toBe(reason))
})

test('after 491 the two sides wait in bands that do not meet (RFC 3261 §14.1)', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const [ours, theirs] = [glareWait(true, random), glareWait(false, random)]
      expect(ours).toBeGreaterThanOrEqual(2100)
      expect(ours).toBeLessThanOrEqual(4000)
      expect(theirs).toBeGreaterThanOrEqual(0)
      expect(theirs).toBeLessThanOrEqual(2000)
      expect([ours % 10, theirs % 10]).toEqual([0, 0])
    }),
  )
})

test('steps of a call run one after the other, and a failed one does not stop the next', async () => {
  const run = serial()
  const order: string[] = []
  const step = (name: string, ms: number, fails = false) =>
    run(async () => {
      order.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, ms))
      order.push(`${name} ends`)
      if (fails) throw new Error(name)
    })
  const [first, second] = [step('a', 20, true), step('b', 1)]
  await expect(first).rejects.toThrow('a')
  await second
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
})
