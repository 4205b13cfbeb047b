import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { admit } from '#shared/domain/playbook/admit.ts'
import { factsOf, playbookFactsSchema, type PlaybookFacts } from '#shared/domain/playbook/facts.ts'
import { fitting } from '#shared/domain/playbook/fitting.ts'
import { inLanguage } from '#shared/domain/playbook/admit.ts'
import { playbookLanguages } from '#shared/domain/playbook/playbook.ts'
import { playbookSearch } from '#shared/domain/playbook/search.ts'
import { good } from './support.ts'

const folder = join(import.meta.dirname, '../../../../resources/playbooks')
const files = playbookLanguages.flatMap((language) =>
  readdirSync(join(folder, language)).map((name) =>
    good(readFileSync(join(folder, language, name), 'utf8'), `${language}/${name}`, 'shipped'),
  ),
)
const of = (language: string) => files.filter((file) => file.language === language).map((file) => file.book)

test('every shipped standard is whole, in all languages, with the same code, version, conditions and steps', () => {
  expect(admit(files).problems).toEqual([])
  expect(of('en').length).toBeGreaterThanOrEqual(20)
  const shape = (language: string) =>
    of(language).map(({ channels, code, id, mandatory, reviewBy, stage, steps, version, when, body }) => ({
      ...{ channels, code, id, mandatory, reviewBy, stage, steps, version, when },
      blocks: body.map((block) => block.t),
    }))
  for (const language of playbookLanguages) expect(shape(language)).toEqual(shape('en'))
})

test('each says why, has steps that can be spoken and an example; each language is its own', () => {
  const cyrillic = /\p{Script=Cyrillic}/u
  for (const { file, language, book } of files) {
    expect(
      book.body.map((block) => block.t),
      file,
    ).toEqual(['p', 'steps', 'quote'])
    expect(book.steps, file).toBeGreaterThanOrEqual(4)
    expect(cyrillic.test(book.title), file).toBe(language === 'mn')
    for (const one of of('en')) if (language !== 'en' && one.id === book.id) expect(one.words === book.words, file).toBe(false)
  }
})

const open = (more: Partial<PlaybookFacts>) => playbookFactsSchema.parse({ channel: 'voice', direction: 'inbound', ...more })
test.each([
  ['a complaint from the menu', open({ ivr: 'Complaints' }), 'complaint'],
  ['the same in German', open({ ivr: 'Beschwerden' }), 'complaint'],
  ['in Hungarian', open({ ivr: 'Panasz' }), 'complaint'],
  ['in Czech', open({ ivr: 'Stížnosti' }), 'complaint'],
  ['in Mongolian', open({ ivr: 'Гомдол' }), 'complaint'],
  ['a higher price', open({ caseType: 'complaint', reason: 'price_higher' }), 'price-higher'],
  ['a third contact', open({ repeatContact: 3 }), 'third-contact'],
  ['an order', open({ caseType: 'order' }), 'order'],
  ['a compliment', open({ caseType: 'compliment' }), 'compliment'],
  ['a suggestion', open({ caseType: 'suggestion' }), 'suggestion'],
  ['a withheld number', open({ withheld: true }), 'withheld'],
  ['a shared number', open({ sharedNumber: true }), 'shared-number'],
  ['a colleague', open({ internal: true }), 'internal'],
  ['a renewal', open({ renewalDue: true }), 'renewal'],
  ['a low score', open({ lastScore: 3 }), 'low-score'],
  ['a crisis', open({ crisis: true, caseType: 'complaint' }), 'crisis'],
  ['a letter with questions', open({ channel: 'email', caseType: 'question' }), 'letter-questions'],
  ['a letter', open({ channel: 'email' }), 'letter-first-answer'],
  ['nothing known', open({ stage: 'greet' }), 'greeting'],
])('%s brings its standard to the top', (_, facts, id) => {
  expect(fitting(of('en'), facts)[0]?.book.id).toBe(id)
})

test('a plain call is offered a few, not a pile', () => {
  const plain = factsOf(
    {
      channel: 'voice',
      direction: 'inbound',
      queue: null,
      ivrOption: null,
      matchLevel: 'verified',
      candidateIds: [],
      remote: null,
    },
    null,
    null,
    0,
  )
  expect(fitting(of('en'), plain).length).toBeLessThanOrEqual(4)
})

test.each([
  ['en', 'apologise', 'remedy'],
  ['en', 'holding', 'hold'],
  ['hu', 'számlát', 'price-higher'],
  ['de', 'rechnungen', 'price-higher'],
  ['hu', 'panaszt', 'complaint'],
  ['hu', 'megujitas', 'renewal'],
  ['cs', 'stiznosti', 'complaint'],
  ['mn', 'гомдол', 'complaint'],
  ['mn', 'захиалгын', 'order'],
])('%s: searching %j finds %s', (language, words, id) => {
  const books = inLanguage(admit(files).books, language as 'en')
  expect(playbookSearch(books).find(words).slice(0, 5)).toContain(id)
})
