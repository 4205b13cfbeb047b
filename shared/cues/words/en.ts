import type { EvidenceWords } from './evidence-words.ts'

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth']
const rules = new Intl.PluralRules('en', { type: 'ordinal' })
const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' }
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

export const en: EvidenceWords = {
  yes: 'yes',
  no: 'no',
  choices: {
    greet: 'greeting',
    understand: 'understanding',
    solve: 'solving',
    close: 'closing',
    wrap_up: 'wrap-up',
    question: 'question',
    order: 'order',
    complaint: 'complaint',
    claim: 'claim',
    suggestion: 'suggestion',
    compliment: 'compliment',
    unprofessional: 'unprofessional service',
    treated_as_number: 'treated as a number',
    not_right_first_time: 'not done right the first time',
    poor_result: 'poor result',
    not_resolved: 'not resolved',
    impolite: 'impolite',
    price_higher: 'price higher than agreed',
    slow_answer: 'slow or no answer',
    inbound: 'incoming',
    outbound: 'outgoing',
    internal: 'internal',
    external: 'external',
  },
  ordinal: (count) => ordinals[count - 1] ?? `${count}${endings[rules.select(count)] ?? 'th'}`,
  weekdays,
  sinceDay: weekdays.map((day) => `since ${day}`),
  today: 'today',
  withinWeek: 'in a week',
}
