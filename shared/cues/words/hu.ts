import type { EvidenceWords } from './evidence-words.ts'

const ordinals = ['első', 'második', 'harmadik', 'negyedik', 'ötödik', 'hatodik', 'hetedik', 'nyolcadik', 'kilencedik', 'tizedik']
const weekdays = ['vasárnap', 'hétfő', 'kedd', 'szerda', 'csütörtök', 'péntek', 'szombat']

export const hu: EvidenceWords = {
  yes: 'igen',
  no: 'nem',
  choices: {
    greet: 'köszöntés',
    understand: 'megértés',
    solve: 'megoldás',
    close: 'lezárás',
    wrap_up: 'utómunka',
    question: 'kérdés',
    order: 'rendelés',
    complaint: 'panasz',
    claim: 'reklamáció',
    suggestion: 'javaslat',
    compliment: 'dicséret',
    unprofessional: 'szakszerűtlen kiszolgálás',
    treated_as_number: 'számként kezelték',
    not_right_first_time: 'elsőre nem sikerült jól',
    poor_result: 'gyenge eredmény',
    not_resolved: 'nem oldódott meg',
    impolite: 'udvariatlanság',
    price_higher: 'a megbeszéltnél magasabb ár',
    slow_answer: 'lassú vagy elmaradt válasz',
    inbound: 'bejövő',
    outbound: 'kimenő',
    internal: 'belső',
    external: 'külső',
  },
  ordinal: (count) => ordinals[count - 1] ?? `${count}.`,
  weekdays,
  sinceDay: weekdays.map((day) => `${day} óta`),
  today: 'ma',
  withinWeek: 'egy hét alatt',
}
