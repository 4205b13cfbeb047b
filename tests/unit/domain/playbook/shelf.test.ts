import { describe, expect, test } from 'vitest'
import { admit, inLanguage } from '#shared/domain/playbook/admit.ts'
import { playbookSearch } from '#shared/domain/playbook/search.ts'
import { good, text } from './support.ts'

const other = { id: 'hold', code: 'S-016', title: 'Putting on hold' }

describe('files together', () => {
  test('the same id twice in a language: the second is refused, the rest works', () => {
    const shelf = admit([good(text(), 'en/a.md'), good(text(), 'en/b.md'), good(text(other), 'en/c.md')])
    expect(shelf.problems).toMatchObject([{ kind: 'refused', file: 'en/b.md', line: 2, messageKey: 'playbook.problem.idTwice' }])
    expect([...shelf.books.keys()].toSorted()).toEqual(['hold', 'price-higher'])
  })

  test('a code of another standard is refused', () => {
    const shelf = admit([good(text(), 'en/a.md'), good(text({ id: 'hold' }), 'en/b.md')])
    expect(shelf.problems).toMatchObject([
      { file: 'en/b.md', line: 2, messageKey: 'playbook.problem.codeTwice', params: { code: 'S-004', other: 'price-higher' } },
    ])
  })

  test('a translation with other steps or another version is refused', () => {
    const shelf = admit([
      good(text(), 'en/a.md'),
      good(text({}, ['- [ ] only one']), 'hu/a.md'),
      good(text({ version: '2' }), 'de/a.md'),
    ])
    expect(shelf.problems.filter((each) => each.kind === 'refused')).toMatchObject([
      { file: 'de/a.md', line: 7, params: { what: 'version', other: 'en/a.md', here: 2, there: 1 } },
      { file: 'hu/a.md', line: 9, params: { what: 'steps', here: 1, there: 2 } },
    ])
  })

  test('a language that lacks is said, and another one is shown', () => {
    const shelf = admit([
      good(text(), 'en/a.md'),
      good(text(other), 'en/b.md'),
      good(text({ title: 'Tartás', ...{ id: 'hold', code: 'S-016' } }), 'hu/b.md'),
    ])
    expect(shelf.problems).toMatchObject([{ kind: 'missing', file: 'en/a.md', params: { language: 'hu' } }])
    expect(inLanguage(shelf.books, 'hu').map((book) => [book.language, book.title])).toEqual([
      ['en', 'The price is higher'],
      ['hu', 'Tartás'],
    ])
  })

  test("the team's own standard replaces the shipped one in every language", () => {
    const shelf = admit([
      good(text({}, ['- [ ] ours']), 'hu/a.md', 'own'),
      good(text(), 'en/a.md', 'shipped'),
      good(text(), 'hu/a.md', 'shipped'),
      good(text(other), 'en/b.md', 'shipped'),
      good(text(other), 'hu/b.md', 'shipped'),
    ])
    expect(shelf.problems).toEqual([])
    expect(inLanguage(shelf.books, 'en').map((book) => [book.id, book.origin, book.steps])).toEqual([
      ['price-higher', 'own', 1],
      ['hold', 'shipped', 2],
    ])
  })
})

describe('search', () => {
  const search = playbookSearch([
    good(text({ title: 'Panasz felvétele', tags: '[reklamáció]' }), 'hu/a.md').book,
    good(text({ ...other, title: 'Beschwerde am Telefon' }, ['- [ ] Straße und Größe nennen']), 'de/a.md').book,
    good(text({ id: 'promise', code: 'S-018', title: "'Амлалт: хэн, юуг, хэзээ'" }, ['- [ ] Харилцагчид хэлээрэй']), 'mn/a.md')
      .book,
  ])
  test.each([
    ['panasz', ['price-higher']],
    ['panaszokat', ['price-higher']],
    ['REKLAMACIO', ['price-higher']],
    ['felvé', ['price-higher']],
    ['beschwerden', ['hold']],
    ['strasse grosse', ['hold']],
    ['харилцагчийн', ['promise']],
    ['S-018', ['promise']],
    ['strassen', ['hold']],
    ['panasz strasse', []],
    ['xyz', []],
    [' - ', []],
  ])('%s', (words, ids) => expect(search.find(words)).toEqual(ids))

  test('the title counts more than the text', () => {
    const two = playbookSearch([
      good(text({}, ['- [ ] mention the invoice']), 'en/a.md').book,
      good(text({ ...other, title: 'The invoice' }), 'en/b.md').book,
    ])
    expect(two.find('invoice')).toEqual(['hold', 'price-higher'])
  })
})
