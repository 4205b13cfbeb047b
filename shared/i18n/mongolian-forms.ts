/**
 * Dates and names of languages in Mongolian, after CLDR 48 (`mn`). Chromium's ICU data holds its plural rules but neither dates nor
 * names, and would quietly take the computer's language instead.
 */
const weekdays = ['ням', 'даваа', 'мягмар', 'лхагва', 'пүрэв', 'баасан', 'бямба']
const weekdaysShort = ['Ня', 'Да', 'Мя', 'Лх', 'Пү', 'Ба', 'Бя']
const ordinals =
  'нэгдүгээр хоёрдугаар гуравдугаар дөрөвдүгээр тавдугаар зургаадугаар долоодугаар наймдугаар есдүгээр аравдугаар арван_нэгдүгээр арван_хоёрдугаар'
    .split(' ')
    .map((word) => word.replace('_', ' '))

export const mongolianDates = {
  weekday: (at: Date): string => weekdaysShort[at.getDay()] ?? '',
  dayMonth: (at: Date): string => `${at.getMonth() + 1}-р сарын ${at.getDate()}`,
  monthYear: (at: Date): string => `${at.getFullYear()} оны ${at.getMonth() + 1}-р сар`,
  fullDate: (at: Date): string =>
    `${at.getFullYear()} оны ${ordinals[at.getMonth()]} сарын ${at.getDate()}, ${weekdays[at.getDay()]} гараг`,
}

/** Languages customers of ours speak, by code. */
export const mongolianLanguageNames: Readonly<Record<string, string>> = {
  cs: 'чех',
  de: 'герман',
  en: 'англи',
  es: 'испани',
  fr: 'франц',
  hr: 'хорват',
  hu: 'мажар',
  it: 'итали',
  ja: 'япон',
  kk: 'казах',
  ko: 'солонгос',
  mn: 'монгол',
  pl: 'польш',
  ro: 'румын',
  ru: 'орос',
  sk: 'словак',
  sl: 'словени',
  sr: 'серб',
  tr: 'турк',
  uk: 'украин',
  zh: 'хятад',
}
