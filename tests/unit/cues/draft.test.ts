import { describe, expect, it } from 'vitest'
import { findInDraft } from '#shared/cues/draft/findings.ts'
import { languageOf } from '#shared/cues/draft/languages.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'

interface Sample {
  readonly language: CueLanguage
  readonly name: string
  /** Asks two things. */
  readonly letter: string
  /** Greets, names, answers both, says when what happens. */
  readonly good: string
  /** Does none of it: one of the two answered, a negative phrase, a promise without a date, an attachment that is not there. */
  readonly poor: string
  readonly open: RegExp
  readonly negative: string
  readonly promise: string
}
const samples: readonly Sample[] = [
  {
    language: 'en',
    name: 'Mary Whitfield',
    letter: 'Hello,\nwhy is my invoice 4711 higher than agreed? And when will the technician come?\n\nBest wishes\nMary',
    good: 'Dear Ms Whitfield,\nthank you for telling us. Invoice 4711 was higher than agreed because of a wrong tariff; it is corrected now. The technician will come on Tuesday at nine.\nKind regards',
    poor: 'The invoice was higher because of the tariff that applies to you. Unfortunately that is how it is. See the attached file for it. It is in our books and has been so for a year.',
    open: /technician/,
    negative: 'unfortunately',
    promise: 'Dear Ms Whitfield, thank you for your letter about the invoice. We will get back to you.',
  },
  {
    language: 'de',
    name: 'Jürgen Schneider',
    letter: 'Guten Tag,\nwarum ist meine Rechnung 4711 höher als vereinbart? Und wann kommt der Techniker zu mir?\n\nViele Grüße',
    good: 'Sehr geehrter Herr Schneider,\nvielen Dank für Ihre Nachricht. Die Rechnung 4711 war wegen eines falschen Tarifs höher als vereinbart; sie ist jetzt berichtigt. Der Techniker kommt am Dienstag um neun Uhr, Sie erhalten heute eine Bestätigung.',
    poor: 'Die Rechnung ist wegen des Tarifs höher als vereinbart. Leider ist das so und gilt für alle. Die Einzelheiten stehen im Anhang. So steht es in den Büchern und das seit einem Jahr.',
    open: /Techniker/,
    negative: 'leider',
    promise: 'Sehr geehrter Herr Schneider, vielen Dank für Ihre Nachricht zur Rechnung. Wir melden uns bei Ihnen.',
  },
  {
    language: 'hu',
    name: 'Kovács Anna',
    letter: 'Jó napot!\nMiért magasabb a 4711-es számlám a megbeszéltnél? És mikor jön a szerelő?\n\nÜdvözlettel',
    good: 'Tisztelt Kovács Anna!\nKöszönjük, hogy jelezte. A 4711-es számla hibás díjszabás miatt volt magasabb a megbeszéltnél, ezt kijavítottuk. A szerelő kedden kilenckor érkezik, ma visszajelzést küldünk.',
    poor: 'A számla a díjszabás miatt magasabb, és ez mindenkire így vonatkozik nálunk. Sajnos ez a helyzet. A részletek a csatolt fájlban vannak. Így szerepel a könyvekben már egy éve minden ügyfélnél.',
    open: /szerelő/,
    negative: 'sajnos',
    promise: 'Tisztelt Kovács Anna! Köszönjük a levelét a számláról és a türelmét. Hamarosan jelentkezünk.',
  },
  {
    language: 'cs',
    name: 'Petr Novák',
    letter: 'Dobrý den,\nproč je moje faktura 4711 vyšší, než bylo dohodnuto? A kdy přijede technik?\n\nS pozdravem',
    good: 'Vážený pane Nováku,\nděkujeme, že jste se ozval. Faktura 4711 byla vyšší kvůli chybnému tarifu, už je opravená. Technik přijede v úterý v devět hodin, potvrzení vám pošleme dnes.',
    poor: 'Faktura je vyšší kvůli tarifu, který u nás platí pro všechny zákazníky. Bohužel to tak je. Podrobnosti jsou v příloze. Tak je to vedeno v knihách a je to tak už jeden celý rok.',
    open: /technik/,
    negative: 'bohužel',
    promise: 'Vážený pane Nováku, děkujeme za váš dopis k faktuře a za trpělivost. Ozveme se vám.',
  },
  {
    language: 'mn',
    name: 'Бат-Эрдэнэ Болд',
    letter:
      'Сайн байна уу?\nМиний 4711 дугаартай нэхэмжлэх яагаад тохирсноос өндөр байна вэ? Техникч хэзээ ирэх вэ?\n\nХүндэтгэсэн',
    good: 'Сайн байна уу, эрхэм Болд гуай?\nБидэнд мэдэгдсэнд баярлалаа. 4711 дугаартай нэхэмжлэх буруу тарифаас болж тохирсноос өндөр байсан, одоо зассан. Техникч мягмар гарагт есөн цагт ирнэ, бид өнөөдөр танд баталгаа илгээнэ.',
    poor: 'Нэхэмжлэх тарифаас болж тохирсноос өндөр байгаа бөгөөд энэ нь бүх хүнд адилхан. Харамсалтай нь ийм байна. Дэлгэрэнгүй нь хавсралтад бий. Энэ нь манай бүртгэлд бүтэн нэг жил ингэж бичигдсэн байгаа юм.',
    open: /Техникч/,
    negative: 'харамсалтай нь',
    promise: 'Эрхэм Болд гуай, нэхэмжлэхийн тухай захидал бичсэнд танд баярлалаа. Бид тантай холбогдоно.',
  },
]

describe.each(samples)('a draft in $language', ({ language, name, letter, good, poor, open, negative, promise }) => {
  // The wrong language is given on purpose: the words have to tell.
  const otherwise: CueLanguage = language === 'en' ? 'cs' : 'en'
  const find = (text: string, more: { attachments?: number; letter?: string | null } = {}) =>
    findInDraft({ text, letter, customerName: name, attachments: 0, language: otherwise, ...more })

  it('is told by its small words', () => {
    expect([letter, good, poor, promise].map((text) => languageOf(text, otherwise))).toEqual(Array(4).fill(language))
  })
  it('that is good lacks nothing', () => {
    expect(find(good)).toMatchObject({
      'draft.missingGreeting': false,
      'draft.missingName': false,
      'draft.unansweredQuestions': [],
      'draft.negativePhrases': [],
      'draft.missingNextStep': false,
      'draft.promiseWithoutDate': false,
      'draft.missingAttachment': false,
    })
  })
  it('that is poor is found out', () => {
    const found = find(poor)
    expect(found).toMatchObject({
      'draft.missingGreeting': true,
      'draft.missingName': true,
      'draft.missingNextStep': true,
      'draft.promiseWithoutDate': false,
      'draft.missingAttachment': true,
    })
    expect(found['draft.unansweredQuestions']).toEqual([expect.stringMatching(open)])
    expect(found['draft.negativePhrases']).toEqual([negative])
    expect(find(poor, { attachments: 1 })['draft.missingAttachment']).toBe(false)
  })
  it('that promises without a date is found out', () => {
    expect(find(promise)).toMatchObject({
      'draft.promiseWithoutDate': true,
      'draft.missingGreeting': false,
      'draft.missingName': false,
    })
  })
})

describe('a draft', () => {
  const find = (text: string, letter: string | null = null) =>
    findInDraft({ text, letter, customerName: null, attachments: 0, language: 'en' })
  it('of a few words is not judged yet', () => {
    expect(find('Thank you')).toMatchObject({
      'draft.words': 2,
      'draft.missingGreeting': null,
      'draft.missingName': null,
      'draft.missingNextStep': null,
      'draft.unansweredQuestions': null,
    })
    expect(find('')).toMatchObject({ 'draft.words': 0, 'draft.negativePhrases': null })
  })
  it('is judged by its own words, not by what it quotes or the signature', () => {
    const found = find('Hello,\n> unfortunately it is attached\nOn Monday Ann wrote:\n> unfortunately\n-- \nUnfortunately Ltd')
    expect(found).toMatchObject({ 'draft.words': 1, 'draft.negativePhrases': [], 'draft.missingAttachment': false })
  })
  it('of hostile length costs little', () => {
    const start = performance.now()
    for (const piece of ['a ', '? ', 'why ', 'we will ', '1.', '((', "'"]) find(piece.repeat(400_000), piece.repeat(400_000))
    expect(performance.now() - start).toBeLessThan(5000)
  })
})
