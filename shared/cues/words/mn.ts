import type { EvidenceWords } from './evidence-words.ts'

const ordinals = 'нэг дэх,хоёр дахь,гурав дахь,дөрөв дэх,тав дахь,зургаа дахь,долоо дахь,найм дахь,ес дэх,арав дахь'.split(',')
const weekdays = ['ням', 'даваа', 'мягмар', 'лхагва', 'пүрэв', 'баасан', 'бямба']

export const mn: EvidenceWords = {
  yes: 'тийм',
  no: 'үгүй',
  choices: {
    greet: 'мэндчилгээ',
    understand: 'ойлголцох',
    solve: 'шийдвэрлэх',
    close: 'хаах',
    wrap_up: 'дүгнэх',
    question: 'асуулт',
    order: 'захиалга',
    complaint: 'гомдол',
    claim: 'нэхэмжлэл',
    suggestion: 'санал',
    compliment: 'талархал',
    unprofessional: 'мэргэжлийн бус үйлчилгээ',
    treated_as_number: 'тоо мэт хандсан',
    not_right_first_time: 'анхнаасаа зөв хийгээгүй',
    poor_result: 'муу үр дүн',
    not_resolved: 'шийдэгдээгүй',
    impolite: 'эелдэг бус',
    price_higher: 'тохирсноос өндөр үнэ',
    slow_answer: 'удаан эсвэл хариугүй',
    inbound: 'ирсэн',
    outbound: 'гарсан',
    internal: 'дотоод',
    external: 'гадаад',
  },
  ordinal: (count) => ordinals[count - 1] ?? `${count}-р`,
  weekdays,
  sinceDay: weekdays.map((day) => `${day} гарагаас хойш`),
  today: 'өнөөдөр',
  withinWeek: 'долоо хоногийн дотор',
}
