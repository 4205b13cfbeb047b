import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answersItself, type AutoAnswer, type Surroundings } from '#shared/domain/auto-answer.ts'
import type { AnswerAsked, Call } from '#shared/domain/call.ts'
import { readAnswerAsked } from '#shared/domain/sip/answer-mode.ts'

const asked = (...lines: string[]): AnswerAsked | null =>
  readAnswerAsked({
    all: (name) =>
      lines.flatMap((line) => (line.toLowerCase().startsWith(`${name.toLowerCase()}:`) ? line.slice(line.indexOf(':') + 1) : [])),
  })

describe('what an INVITE asks for', () => {
  test.each<[string[], number | 'manual' | null]>([
    [['Call-Info: <sip:toll.test>;answer-after=0'], 0],
    [['Call-Info: <sip:toll.test>;answer-after=5'], 5],
    [['Call-Info: <sip:toll.test>; Answer-After = "3"'], 3],
    // As dial plans really send it: a backslash too many, or no address at all.
    [['Call-Info: <sip:toll.test>\\;answer-after=2'], 2],
    [['Call-Info: \\;answer-after=0'], 0],
    [['Call-Info: answer-after=0'], 0],
    [['Call-Info: <https://a/b.png>;purpose=icon, <sip:x>;answer-after=4'], 4],
    [['Call-Info: <https://a/b.png>;purpose=icon', 'Call-Info: <sip:x>;answer-after=4'], 4],
    [['Call-Info: <sip:x>;answer-after=9999'], 60],
    [['Call-Info: <sip:x>;answer-after=-1'], null],
    [['Call-Info: <sip:x>;answer-after=soon'], null],
    [['Call-Info: <sip:x>;answer-after'], null],
    // In the address it is the address's own, and in quotes it is a text.
    [['Call-Info: <sip:x;answer-after=0>;purpose=info'], null],
    [['Call-Info: <sip:x>;note="a;answer-after=0"'], null],
    [['Alert-Info: <http://www.notused.com>;info=alert-autoanswer;delay=0'], 0],
    [['Alert-Info: <http://x>;info=alert-autoanswer;delay=7'], 7],
    [['Alert-Info: info=alert-autoanswer'], 0],
    [['Alert-Info: <http://x>;info=Alert-AutoAnswer'], 0],
    [['Alert-Info: <http://x>;info=alert-external'], null],
    [['Answer-Mode: Auto'], 0],
    [['Answer-Mode: auto;require'], 0],
    [['Priv-Answer-Mode: Auto'], 0],
    [['Answer-Mode: Manual'], 'manual'],
    [['Answer-Mode: Manual', 'Call-Info: <sip:x>;answer-after=0'], 'manual'],
    [['Answer-Mode: Automatic'], null],
    [['Call-Info: ', 'Alert-Info: ;;;,,,"', 'Answer-Mode: ;'], null],
    [[], null],
  ])('%j', (lines, expected) => {
    const found = asked(...lines)
    expect(found === null ? null : found.mode === 'manual' ? 'manual' : found.after).toBe(expected)
  })
})

test('any text gives an answer that is one', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (call, alert) => {
      const found = asked(`Call-Info: <sip:x>;answer-after=${call}`, `Alert-Info: ${alert}`, `Answer-Mode: ${alert}`)
      if (found !== null) expect(found.after).toBeOneOf(Array.from({ length: 61 }, (_, seconds) => seconds))
    }),
  )
})

describe('which call answers itself', () => {
  const call = (answerAsked: AnswerAsked | null, more: Partial<Call> = {}) =>
    ({ callId: 'a', direction: 'inbound', phase: 'ringing', facts: { answerAsked }, ...more }) as Call
  const free: Surroundings = { ready: true, wrapUp: false, calls: [{ callId: 'a', phase: 'ringing' }] }
  const auto: AnswerAsked = { mode: 'auto', after: 5 }
  const manual: AnswerAsked = { mode: 'manual', after: 0 }

  test.each<[AutoAnswer, AnswerAsked | null, number | null]>([
    ['off', auto, null],
    ['off', null, null],
    ['asked', auto, 5],
    ['asked', null, null],
    ['asked', manual, null],
    ['always', null, 1],
    ['always', auto, 5],
    ['always', manual, null],
  ])('%s, asked for %j', (policy, wanted, expected) => expect(answersItself(policy, call(wanted), free)).toBe(expected))

  test.each<[string, Surroundings]>([
    ['not ready', { ...free, ready: false }],
    ['in wrap-up', { ...free, wrapUp: true }],
    ['talking', { ...free, calls: [...free.calls, { callId: 'b', phase: 'connected' }] }],
    ['calling out', { ...free, calls: [...free.calls, { callId: 'b', phase: 'dialling' }] }],
    ['it rings there', { ...free, calls: [...free.calls, { callId: 'b', phase: 'alerting' }] }],
  ])('never while %s', (_name, now) => {
    expect(answersItself('always', call(null), now)).toBeNull()
    expect(answersItself('asked', call(auto), now)).toBeNull()
  })
  test('beside another that rings or is over it does', () => {
    const calls: Surroundings['calls'] = [...free.calls, { callId: 'b', phase: 'ringing' }, { callId: 'c', phase: 'ended' }]
    expect(answersItself('always', call(null), { ...free, calls })).toBe(1)
  })
  test('only one that comes in and still rings', () => {
    expect(answersItself('always', call(null, { direction: 'outbound' }), free)).toBeNull()
    expect(answersItself('always', call(null, { phase: 'connected' }), free)).toBeNull()
  })
})
