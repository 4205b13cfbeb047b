import type { EvidenceWords } from './evidence-words.ts'

const weekdays = ['Sonntag', 'Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag']

export const de: EvidenceWords = {
  yes: 'ja',
  no: 'nein',
  choices: {
    greet: 'Begrüßung',
    understand: 'Verstehen',
    solve: 'Lösen',
    close: 'Abschluss',
    wrap_up: 'Nacharbeit',
    question: 'Frage',
    order: 'Bestellung',
    complaint: 'Beschwerde',
    claim: 'Reklamation',
    suggestion: 'Vorschlag',
    compliment: 'Lob',
    unprofessional: 'unprofessionelle Bedienung',
    treated_as_number: 'als Nummer behandelt',
    not_right_first_time: 'nicht gleich beim ersten Mal richtig',
    poor_result: 'schlechtes Ergebnis',
    not_resolved: 'nicht gelöst',
    impolite: 'unhöflich',
    price_higher: 'Preis höher als vereinbart',
    slow_answer: 'langsame oder keine Antwort',
    inbound: 'eingehend',
    outbound: 'ausgehend',
    internal: 'intern',
    external: 'extern',
  },
  ordinal: (count) => `${count}.`,
  weekdays,
  sinceDay: weekdays.map((day) => `seit ${day}`),
  today: 'heute',
  withinWeek: 'in einer Woche',
}
