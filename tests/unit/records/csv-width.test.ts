import { describe, expect, onTestFinished, test } from 'vitest'
import { cutOtherwise, type Column } from '../../../electron/records/import-export/csv-width.ts'
import { file, importFile, names } from './support/csv.ts'
import { openBench } from './support/records.ts'

const fields: readonly Column['2'][] = ['displayName', 'city', 'phone', 'note']
/** The four columns Name, City, Phone, Note, or the first few of them. */
const columns = (width: number): Column[] => fields.slice(0, width).map((field, at) => [at, field, field])

describe('a record with fewer cells than columns', () => {
  test.each<[separator: string, width: number, cells: string[]]>([
    [';', 2, ['Béla,06 30 123 4567']],
    [';', 2, ['Béla\t06 30 123 4567']],
    [',', 2, ['Béla;06 30 123 4567']],
    ['\t', 3, ['Béla|Pécs']],
    ['|', 4, ['Béla;Pécs;06 30 123 4567;']],
    // nobody can tell whether it is one name
    [';', 2, ['Kovács, Béla']],
    // cut in the middle only: the number would become the city
    [';', 3, ['Béla,Pécs', '06 30 123 4567']],
    [',', 3, ['Béla', 'Pécs;06 30 123 4567']],
    // a column that is left out counts too
    [';', 6, ['Béla', 'Pécs', '06 30 123 4567', 'note', '7|8']],
  ])('parted by %j, %i columns: %j was cut by another separator', (separator, width, cells) => {
    expect(cutOtherwise(cells, { columns: columns(width), separator, width })).toBe(true)
  })
  test.each<[separator: string, width: number, cells: string[]]>([
    [';', 2, ['Béla']],
    [';', 2, ['Béla\t']],
    [';', 1, ['Kovács, Béla']],
    [',', 4, ['Kovács Béla']],
    [';', 4, ['Béla', 'Pécs']],
    // blanks follow what is no separator
    [';', 3, ['Kovács, Béla', 'Pécs']],
    [';', 4, ['Béla', 'Pécs, Fő utca', '06 30 123 4567']],
    // a cell that may hold several, or sentences
    [';', 4, ['Béla', 'Pécs', '06 30 123 4567,06 30 123 4568']],
    [';', 5, ['Béla', 'Pécs', '06 30 123 4567', 'call before noon,not after']],
    // as many cells as columns, or more
    [';', 2, ['Kovács,Béla', '']],
    [';', 2, ['Kovács,Béla', '06 30 123 4567', '']],
  ])('parted by %j, %i columns: %j only lacks its last cells', (separator, width, cells) => {
    expect(cutOtherwise(cells, { columns: columns(width), separator, width })).toBe(false)
  })
})

test('a row cut by another separator is told and left out, in the preview and in the import; rows without their last cells come in', async () => {
  const bench = await openBench(onTestFinished)
  const { preview, end, problems } = await importFile(
    bench,
    file(
      'Name;City;Phone\nAnna;Pécs;06 30 123 4560\nBéla,Pécs,06 30 123 4567\nCili,Győr;06 30 123 4568\nDani\nEdit;Vác\nKovács, Feri;Pécs\n',
    ),
  )
  const told = [
    { row: 3, column: null, messageKey: 'csv.problem.tooFewCells', params: { expected: 3, found: 1 } },
    { row: 4, column: null, messageKey: 'csv.problem.tooFewCells', params: { expected: 3, found: 2 } },
  ]
  expect(preview.problems).toEqual(told)
  expect(problems).toEqual(told)
  expect(end).toMatchObject({ state: 'done', rows: 6, created: 4, skipped: 2, problems: 2 })
  expect(await names(bench)).toEqual(['Anna', 'Dani', 'Edit', 'Kovács, Feri'])
})

test('without a heading, too, a row cut by another separator is told', async () => {
  const bench = await openBench(onTestFinished)
  const { end, problems } = await importFile(bench, file('Anna;06 30 123 4560\nBéla;06 30 123 4561\nCili,06 30 123 4567\n'))
  expect(problems).toMatchObject([{ row: 3, messageKey: 'csv.problem.tooFewCells' }])
  expect(end).toMatchObject({ state: 'done', created: 2 })
})
