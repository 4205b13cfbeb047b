import { describe, expect, test } from 'vitest'
import { relaunchArguments } from '../../../electron/app/switches.ts'
import { callerHeaders } from '../../../electron/practice/customers/caller.ts'
import { loadCast } from '../../../electron/practice/customers/load.ts'
import { peopleOf } from '../../../electron/practice/customers/people.ts'
import { counted, leastOf } from '../../../electron/practice/customers/progress.ts'
import { decodeWords } from '../../../electron/practice/mailbox/mailbox.ts'
import { headerField, writeLetter } from '../../../electron/practice/mailbox/letter.ts'
import { normalizePhone } from '../../../shared/domain/phone-number.ts'
import { practicePlaces } from '../../../shared/practice/places.ts'
import { practiceLanguage, practiceLanguages } from '../../../shared/practice/texts.ts'
import { listen, silence } from '../../../renderer/practice/voice-activity.ts'
import { practiceFolder, shipped } from '../../support/practice.ts'

const { scenarios } = loadCast(practiceFolder)

describe.each(practiceLanguages)('practice people in %s', (language) => {
  test('have numbers the matching knows again, each their own', () => {
    const numbers = scenarios.flatMap((scenario) =>
      peopleOf(scenario, language).flatMap(({ number }) => (number === null ? [] : [number])),
    )
    for (const number of numbers) expect(normalizePhone(number, practicePlaces[language].region).normalized).toBe(number)
    // Two share one on purpose.
    expect(new Set(numbers).size).toBe(numbers.length - 1)
  })
  test('and ids that stay the same', () => {
    const ids = (): string[] => scenarios.flatMap((scenario) => peopleOf(scenario, language).map((each) => each.contactId))
    expect(ids()).toEqual(ids())
    expect(new Set(ids()).size).toBe(ids().length)
    for (const id of ids()) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

test('the exchange says who calls: asserted, withheld, a colleague with a name', () => {
  const of = (id: string) => Object.fromEntries(callerHeaders(shipped(id), 'en')?.headers ?? [])
  expect(of('price-higher')).toMatchObject({
    'X-Queue': 'complaints',
    'X-IVR-Option': '3',
    'P-Asserted-Identity': '<sip:+447700900101@practice.example;user=phone>',
  })
  expect(of('withheld')).toMatchObject({ Privacy: 'id' })
  expect(of('withheld')).not.toHaveProperty('P-Asserted-Identity')
  expect(callerHeaders(shipped('internal'), 'en')?.from).toBe('"Sam Ortiz, warehouse" <sip:2104@practice.example>')
})

test('whose turn it is: the one who was here least, in order', () => {
  const [a, b] = [{ id: 'a' }, { id: 'b' }]
  expect(leastOf([a, b], {})).toBe(a)
  expect(leastOf([a, b], counted({}, 'a'))).toBe(b)
  expect(leastOf([a, b], { a: 1, b: 1 })).toBe(a)
  expect(leastOf([], {})).toBeNull()
  // An id that every object knows as a word is counted from nought like any other.
  const odd = { id: 'constructor' }
  expect(counted({}, odd.id)).toEqual({ constructor: 1 })
  expect(leastOf([a, odd], { a: 1 })).toBe(odd)
})

test('letters carry words of any script', () => {
  const raw = writeLetter({
    from: { name: 'Батсүх Оюун', address: 'a@customer.example' },
    to: { name: 'Kundendienst, Größe', address: 'b@practice.example' },
    subject: 'Számla 4711 – miért több, mint amiben megegyeztünk, és mikor javítják ki?',
    text: 'Üdv\nkét sor',
    date: new Date(0),
    inReplyTo: '<x@y>',
  })
  expect(raw.every((byte) => byte < 0x80)).toBe(true)
  expect(decodeWords(headerField(raw, 'subject') ?? '')).toBe(
    'Számla 4711 – miért több, mint amiben megegyeztünk, és mikor javítják ki?',
  )
  expect(headerField(raw, 'references')).toBe('<x@y>')
  expect(
    raw
      .toString()
      .split('\r\n')
      .every((line) => line.length <= 76),
  ).toBe(true)
})

test('starting anew: everything stays but what leads in or out of practice, and links', () => {
  const given = ['--user-data-dir=/x', '--profile=p.json', '--lang=de', 'tel:123', '--hidden']
  const inside = relaunchArguments(given, true, 'hu')
  expect(inside).toEqual(['--user-data-dir=/x', '--profile=p.json', '--hidden', '--practice', '--lang=hu'])
  expect(relaunchArguments(inside, false, 'hu')).toEqual(['--user-data-dir=/x', '--profile=p.json', '--hidden'])
})

test('the language of a wish', () => {
  expect(['de-AT', 'hu', 'cs_CZ.UTF-8', 'mn', 'fr', ''].map(practiceLanguage)).toEqual(['de', 'hu', 'cs', 'mn', 'en', 'en'])
})

describe('the ear', () => {
  const hear = (levels: readonly number[]) => levels.reduce((activity, level) => listen(activity, level, 40), silence)
  const times = (count: number, level: number): number[] => Array.from({ length: count }, () => level)
  test('hears speech after a moment and its end after a pause', () => {
    expect(hear(times(3, 0.1)).speaks).toBe(false)
    expect(hear(times(5, 0.1)).speaks).toBe(true)
    expect(hear([...times(10, 0.1), ...times(10, 0.001)]).speaks).toBe(true)
    expect(hear([...times(10, 0.1), ...times(20, 0.001)]).speaks).toBe(false)
    expect(hear(times(25, 0.1)).voiceMs).toBe(1000)
  })
  test('a click or a quiet hum is no speech', () => {
    expect(hear([...times(2, 0.5), ...times(5, 0.001)]).speaks).toBe(false)
    expect(hear(times(100, 0.006)).speaks).toBe(false)
  })
  test('a long sentence does not become the noise', () => {
    expect(hear(times(1500, 0.1)).speaks).toBe(true)
  })
})
