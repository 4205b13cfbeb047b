import { describe, expect, it } from 'vitest'
import { collator, dateForms, languageName, numberFormat } from '#shared/i18n/formats.ts'

const at = new Date(2026, 10, 25, 14, 5, 9)
/** Intl puts narrow and no-break spaces where a test would type plain ones. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F\u2009]/g, ' ')

describe('dates', () => {
  it.each([
    ['en', '14:05', 'Wed', 'Nov 25', 'Nov 2026', 'Wednesday, November 25, 2026'],
    ['de', '14:05', 'Mi', '25. Nov.', 'Nov. 2026', 'Mittwoch, 25. November 2026'],
    ['hu', '14:05', 'szerda', 'nov. 25.', '2026. nov.', '2026. november 25., szerda'],
    ['cs', '14:05', 'st', '25. 11.', '11. 2026', 'středa 25. listopadu 2026'],
    ['mn', '14:05', 'Лх', '11-р сарын 25', '2026 оны 11-р сар', '2026 оны арван нэгдүгээр сарын 25, лхагва гараг'],
  ])('%s', (language, time, weekday, dayMonth, monthYear, full) => {
    const forms = dateForms(language)
    expect(forms.time(at)).toBe(time)
    expect(forms.weekday(at)).toBe(weekday)
    expect(plain(forms.dayMonth(at))).toBe(dayMonth)
    expect(plain(forms.monthYear(at))).toMatch(
      monthYear === '11. 2026' ? /^(11\. 2026|lis(topad)? 2026)$/ : new RegExp(`^${monthYear}$`),
    )
    expect(plain(forms.exactly(at)).startsWith(full)).toBe(true)
    expect(forms.exactly(at)).toContain('14:05:09')
  })

  it('in Mongolian are those of CLDR, with or without data for it', () => {
    const ours = dateForms('mn')
    for (let month = 0; month < 12; month++)
      for (const day of [1, 9, 14, 28]) {
        const each = new Date(2026, month, day, 0, 7, 3)
        const cldr = (options: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat('mn', options).format(each)
        expect(ours.weekday(each)).toBe(cldr({ weekday: 'short' }))
        expect(ours.dayMonth(each)).toBe(cldr({ day: 'numeric', month: 'short' }))
        expect(ours.monthYear(each)).toBe(cldr({ month: 'short', year: 'numeric' }))
        expect(ours.exactly(each)).toBe(cldr({ dateStyle: 'full', timeStyle: 'medium', hourCycle: 'h23' }))
      }
  })
})

describe('numbers', () => {
  it.each([
    ['en', '12,345.6'],
    ['de', '12.345,6'],
    ['hu', '12 345,6'],
    ['cs', '12 345,6'],
    ['mn', '12,345.6'],
  ])('%s', (language, said) => expect(plain(numberFormat(language).format(12_345.64))).toBe(said))
})

describe('the order of names', () => {
  it.each([
    ['de', ['Öhm', 'Zahn', 'Ohm', 'Adler'], ['Adler', 'Ohm', 'Öhm', 'Zahn']],
    ['hu', ['Czakó', 'Cuha', 'Csaba', 'Dani'], ['Cuha', 'Czakó', 'Csaba', 'Dani']],
    ['cs', ['Chalupa', 'Černý', 'Cibulka', 'Hora', 'Indra'], ['Cibulka', 'Černý', 'Hora', 'Chalupa', 'Indra']],
    ['mn', ['Үүрд', 'Ууган', 'Өлзий', 'Оюун', 'Пүрэв'], ['Оюун', 'Өлзий', 'Пүрэв', 'Ууган', 'Үүрд']],
  ])('%s', (language, names, sorted) => expect(names.toSorted(collator(language).compare)).toEqual(sorted))
})

describe('names of languages', () => {
  it.each([
    ['hu', 'en', 'Hungarian'],
    ['hu', 'de', 'Ungarisch'],
    ['de', 'hu', 'német'],
    ['mn', 'cs', 'mongolština'],
    ['cs', 'mn', 'чех'],
    ['de-AT', 'mn', 'герман'],
    ['xx', 'mn', 'xx'],
    ['not a code!', 'en', 'not a code!'],
  ])('%s in %s is %s', (code, language, name) => expect(languageName(code, language)).toBe(name))
})
