import { describe, expect, test } from 'vitest'
import {
  agreedTimer,
  answerTimer,
  givenUpAfter,
  readMinSe,
  takesUpdate,
  type Fields,
} from '../../../../../renderer/phone/calls/session-expires.ts'
import { SessionTimer } from '../../../../../renderer/phone/calls/session-timer.ts'
import { fakeClock } from '../signalling/fake-clock.ts'

const fields = (all: Record<string, string>): Fields => ({
  getHeader: (name) => all[name],
  getHeaders: (name) => (all[name] === undefined ? [] : [all[name]]),
})

describe('what is agreed about a session timer (RFC 4028 §9)', () => {
  test.each([
    ['nothing asked', {}, 'none', undefined, undefined],
    ['rubbish', { 'session-expires': 'soon' }, 'none', undefined, undefined],
    [
      'who calls refreshes when nobody is named',
      { 'session-expires': '1800', supported: 'replaces, timer' },
      'agreed',
      false,
      'uac',
    ],
    ['they name us', { 'session-expires': '1800;refresher=uas', supported: 'timer' }, 'agreed', true, 'uas'],
    ['short form, in quotes', { x: '600 ; refresher="uac"', k: 'timer' }, 'agreed', false, 'uac'],
    ['a proxy asked, the caller knows no timers: we refresh', { 'session-expires': '90;refresher=uac' }, 'agreed', true, 'uas'],
    ['too short', { 'session-expires': '60', supported: 'timer' }, 'tooShort', undefined, undefined],
    ['too short, but the caller would not understand', { 'session-expires': '60' }, 'agreed', true, 'uas'],
  ])('%s', (_name, headers, kind, weRefresh, refresher) => {
    const answer = answerTimer(fields(headers))
    expect(answer.kind).toBe(kind)
    if (answer.kind !== 'agreed') return
    expect(answer.timer.weRefresh).toBe(weRefresh)
    expect(answer.headers[0]).toMatch(new RegExp(`^Session-Expires: \\d+;refresher=${refresher}$`))
    // Only somebody who knows timers may be made to (RFC 4028 §9).
    expect(answer.headers.includes('Require: timer')).toBe('supported' in headers || 'k' in headers)
  })

  test('of our own requests, the answer decides', () => {
    expect(agreedTimer(fields({}))).toBeNull()
    expect(agreedTimer(fields({ 'session-expires': '300;refresher=uas' }))).toEqual({ seconds: 300, weRefresh: false })
    expect(agreedTimer(fields({ x: '300;refresher=uac' }))).toEqual({ seconds: 300, weRefresh: true })
    expect(readMinSe(fields({ 'min-se': '600;x=1' }))).toBe(600)
    expect(takesUpdate(fields({ allow: 'INVITE, update' }))).toBe(true)
    expect(takesUpdate(fields({ allow: 'INVITE, UPDATES' }))).toBe(false)
  })

  test('a call is given up a third of its time, or half a minute, before the exchange does', () => {
    expect([givenUpAfter(90), givenUpAfter(1800)]).toEqual([60, 1768])
  })
})

describe('the timer', () => {
  const scene = () => {
    const clock = fakeClock()
    const begin = clock.now()
    const told: string[] = []
    let reachable = true
    const timer = new SessionTimer({
      clock,
      refresh: () => told.push(`refresh ${(clock.now() - begin) / 1000}`),
      expired: () => told.push(`over ${(clock.now() - begin) / 1000}`),
      reachable: () => reachable,
    })
    return { clock, told, timer, reach: (now: boolean) => (reachable = now) }
  }

  test('we refresh at half time, again while there is time, and then end the call', async () => {
    const { clock, timer, told } = scene()
    timer.agree({ seconds: 180, weRefresh: true })
    await clock.pass(89_000)
    expect(told).toEqual([])
    await clock.pass(1_500)
    expect(told).toEqual(['refresh 90'])
    await clock.pass(70_000)
    expect(told.length).toBeGreaterThan(2)
    expect(told.at(-1)).toBe('over 148')
  })

  test('a refresh that was taken begins anew', async () => {
    const { clock, timer, told } = scene()
    timer.agree({ seconds: 180, weRefresh: true })
    await clock.pass(90_000)
    timer.accepted(fields({ 'session-expires': '180;refresher=uac' }))
    await clock.pass(89_000)
    expect(told).toEqual(['refresh 90'])
    await clock.pass(1_000)
    expect(told).toEqual(['refresh 90', 'refresh 180'])
    expect(timer.headers()[0]).toBe('Session-Expires: 180;refresher=uac')
  })

  test('they refresh: nothing from us, and the end when nothing came', async () => {
    const { clock, timer, told } = scene()
    timer.agree({ seconds: 90, weRefresh: false })
    await clock.pass(59_000)
    expect(told).toEqual([])
    await clock.pass(1_000)
    expect(told).toEqual(['over 60'])
  })

  test('a call without its exchange is not ended for that; it has its time once the exchange is back', async () => {
    const { clock, reach, timer, told } = scene()
    timer.agree({ seconds: 90, weRefresh: true })
    reach(false)
    await clock.pass(300_000)
    expect(told).toEqual([])
    reach(true)
    timer.accepted(fields({ 'session-expires': '90;refresher=uac' }))
    await clock.pass(45_000)
    expect(told.map((one) => one.split(' ')[0])).toEqual(['refresh'])
  })

  test('no timer, or the end of the call: nothing ever', async () => {
    const { clock, timer, told } = scene()
    timer.agree({ seconds: 90, weRefresh: true })
    timer.agree(null)
    await clock.pass(600_000)
    timer.agree({ seconds: 90, weRefresh: true })
    timer.stop()
    await clock.pass(600_000)
    expect(told).toEqual([])
  })

  test('422: asks for as much as they want, unless that helps nothing', () => {
    const { timer } = scene()
    expect(timer.tooShort(fields({ 'min-se': '100' }))).toBe(false)
    expect(timer.tooShort(fields({ 'min-se': '3600' }))).toBe(true)
    expect(timer.headers()).toEqual(['Session-Expires: 3600', 'Min-SE: 3600'])
    expect(timer.tooShort(fields({ 'min-se': '3600' }))).toBe(false)
    expect(timer.tooShort(fields({ 'min-se': '99999999' }))).toBe(false)
  })
})
