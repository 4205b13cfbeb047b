import { describe, expect, it } from 'vitest'
import { initials } from '../../../renderer/desk/ui/initials.ts'
import { clock, sayWhen } from '../../../renderer/desk/ui/time.ts'

describe('time as people say it', () => {
  it.each([
    [0, '0:00'],
    [7_400, '0:07'],
    [134_000, '2:14'],
    [723_000, '12:03'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('%d ms on the clock', (ms, said) => expect(clock(ms)).toBe(said))

  const present = new Date(2026, 10, 21, 10, 0).getTime()
  const on = (...date: [number, number, number, number, number]): string =>
    sayWhen(new Date(...date).toISOString(), present, 'en', 'Yesterday')
  it('today, yesterday, this week, this year, before', () => {
    expect(on(2026, 10, 21, 8, 5)).toBe('08:05')
    expect(on(2026, 10, 20, 23, 59)).toBe('Yesterday')
    expect(on(2026, 10, 17, 8, 0)).toBe('Tue')
    expect(on(2026, 2, 3, 8, 0)).toBe('Mar 3')
    expect(on(2024, 2, 3, 8, 0)).toBe('Mar 2024')
  })
})

describe('initials', () => {
  it.each([
    ['Mrs Éva Szabó', 'ÉS'],
    ['Батбаяр Доржсүрэнгийн Энхтуяа', 'БЭ'],
    ['Schreiber & Söhne GmbH', 'SG'],
    ['+36 30 123', '?'],
    ['', '?'],
  ])('%s', (name, letters) => expect(initials(name)).toBe(letters))
})
