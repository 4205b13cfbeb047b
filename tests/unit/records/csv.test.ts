import fc from 'fast-check'
import iconv from 'iconv-lite'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { csvRecords } from '../../../electron/records/import-export/csv-rows.ts'
import { guessEncoding } from '../../../electron/records/import-export/guess-encoding.ts'
import { ended, file, importFile, names, type Progress } from './support/csv.ts'
import { openBench, temporaryDirectory } from './support/records.ts'
import { contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const table =
  'Név;Telefonszám;E-mail cím;Cég;Város;Címkék;Megjegyzés\nKovács Őrsné;06 30 123 4567;orsi@x.test;Zöld Kft.;Pécs;vip, régi;"első; sor\nmásodik ""sor"""\nTűzoltó Béla;+36 1 234-5678;;;;;\n'

test.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250'])('a table in %s is understood and imported', async (encoding) => {
  const bench = await openBench(onTestFinished)
  const mark = encoding.startsWith('utf-16') ? '\ufeff' : ''
  const { preview, end, problems } = await importFile(bench, file(mark + table.replaceAll('\n', '\r\n'), encoding))
  expect(preview.format).toEqual({ encoding, separator: ';', header: true })
  expect(preview.mapping).toEqual({
    Név: 'displayName',
    Telefonszám: 'phone',
    'E-mail cím': 'email',
    Cég: 'organizationName',
    Város: 'city',
    Címkék: 'tags',
    Megjegyzés: 'note',
  })
  expect(end).toMatchObject({ state: 'done', rows: 2, created: 2, skipped: 0, problems: 0 })
  expect(problems).toEqual([])
  expect(await names(bench)).toEqual(['Kovács Őrsné', 'Tűzoltó Béla'])
  const found = await bench.ask('contacts.match', { type: 'phone', raw: '+36301234567' })
  expect(found.candidates[0]).toMatchObject({
    organizationName: 'Zöld Kft.',
    contact: { city: 'Pécs', tags: ['vip', 'régi'] },
    points: [{ source: 'import' }, { normalized: 'orsi@x.test' }],
  })
  const history = await bench.ask('timeline.list', { contactId: found.contactId ?? '', cursor: null })
  expect(history.items).toMatchObject([{ kind: 'note', title: 'első; sor', summary: 'második "sor"' }])
  expect((await bench.ask('search.query', { text: 'orsne', cursor: null })).items).toHaveLength(1)
})

test('encodings are guessed: Cyrillic, western, central, cut-off UTF-8', () => {
  const of = (text: string, encoding: string): string => guessEncoding(iconv.encode(text, encoding))
  expect(of('Имя;Телефон\nБатболд Дорж;99112233\n', 'windows-1251')).toBe('windows-1251')
  expect(of('Name;Straße\nMüller;Größe à la carte, mañana, forêt\n', 'windows-1252')).toBe('windows-1252')
  expect(of('Jméno;Město\nŘehoř Šťastný;Plzeň\n', 'windows-1250')).toBe('windows-1250')
  expect(guessEncoding(iconv.encode('Kovács', 'utf-8').subarray(0, 5))).toBe('utf-8')
  expect(guessEncoding(iconv.encode('name;phone\nAnna;123456\n', 'utf-16le'))).toBe('utf-16le')
})

test('every row with a problem is told with its row and column; the others come in, or none at all when asked to stop', async () => {
  const content =
    'Name,Phone,Email\n' + // 1
    'Anna,06 30 123 4567,anna@x.test\n' + // 2
    ',06 30 123 4568,\n' + // 3 no name
    'Béla,12-34-ABC-no,bela@x\n' + // 4 number
    'Cili,3.63012E+10,c@x.test\n' + // 5 scientific
    'Dani,,not an address\n' + // 6
    'Edit,06 30 123 4569,e@x.test,extra\n' + // 7 ragged
    'Feri\n' + // 8 short row: fine
    '\n' + // 9 empty
    'Gabi,"06 30 123 4570; 06 1 234 5678",g@x.test\n' + // 10 two numbers
    'Ha\u0000na,,h@x.test\n' + // 11 NUL
    'Imre,"bad"quote,i@x.test\n' + // 12
    'Anna again,+36 30/123-4567,\n' // 13 duplicate in the file
  const bench = await openBench(onTestFinished)
  const path = file(content)
  const stopped = await importFile(bench, path, { onProblem: 'stop' })
  expect(stopped.end).toMatchObject({ state: 'failed', messageKey: 'csv.stopped', created: 0 })
  expect(await names(bench)).toEqual([])
  const { end, problems } = await importFile(bench, path)
  expect(problems.map((one) => [one.row, one.column, one.messageKey])).toEqual([
    [3, 'Name', 'csv.problem.noName'],
    [4, 'Phone', 'csv.problem.number'],
    [5, 'Phone', 'csv.problem.scientific'],
    [6, 'Email', 'csv.problem.address'],
    [7, null, 'csv.problem.tooManyCells'],
    [11, 'Name', 'csv.problem.nul'],
    [12, null, 'csv.problem.quoteOpen'],
    [13, null, 'csv.duplicate.inFile'],
  ])
  expect(end).toMatchObject({ state: 'done', rows: 11, created: 3, skipped: 8, problems: 7 })
  expect(await names(bench)).toEqual(['Anna', 'Feri', 'Gabi'])
})

test('a quote that is never closed costs its line, not the file', async () => {
  const bench = await openBench(onTestFinished)
  const rows = Array.from({ length: 500 }, (_, at) => `Person ${at},06 30 1${String(at).padStart(6, '0')}`)
  rows[10] = '"Open,06 30 999 9999'
  const { end, problems } = await importFile(bench, file(`Name,Phone\n${rows.join('\n')}`))
  expect(problems).toMatchObject([{ row: 12, messageKey: 'csv.problem.quoteOpen' }])
  expect(end).toMatchObject({ state: 'done', created: 499 })
})

test('a quote that is closed too soon costs its line, not the good ones after it', async () => {
  const bench = await openBench(onTestFinished)
  const { end, problems } = await importFile(
    bench,
    file(
      'Name,Phone\nAnna,06 30 123 4567\n"Dani"wrong,06 30 123 4560\nFeri,06 30 123 4561\nGabi,06 30 123 4562\n"Hedvig ""Hédi""",06 30 123 4563\nIda,06 30 123 4564\n',
    ),
  )
  expect(problems).toMatchObject([{ row: 3, messageKey: 'csv.problem.quoteWrong' }])
  expect(end).toMatchObject({ state: 'done', created: 5 })
  expect(await names(bench)).toEqual(['Anna', 'Feri', 'Gabi', 'Hedvig "Hédi"', 'Ida'])
})

test('a line of ten megabytes is one bad row', async () => {
  const bench = await openBench(onTestFinished)
  const { end, problems } = await importFile(
    bench,
    file(`Name,Phone\nAnna,06 30 123 4567\n"${'x'.repeat(10_000_000)}",06 1 234 5678\nBéla,06 30 123 4568\n`),
  )
  expect(problems).toMatchObject([{ row: 3, column: 'Name', messageKey: 'csv.problem.tooLong' }])
  expect(end).toMatchObject({ state: 'done', created: 2 })
})

test('the wrong encoding is told row by row', async () => {
  const bench = await openBench(onTestFinished)
  const path = file('Name,Phone\nMüller,06 30 123 4567\nAnna,06 30 123 4568\n', 'windows-1252')
  const jobId = uuidv7()
  await bench.ask('csv.start', {
    jobId,
    path,
    format: { encoding: 'utf-8', separator: ',', header: true },
    mapping: { Name: 'displayName', Phone: 'phone' },
    duplicates: 'skip',
    onProblem: 'skip_row',
  })
  expect(await ended(bench, jobId)).toMatchObject({ state: 'done', created: 1, problems: 1 })
  expect((await bench.ask('csv.problems', { jobId, cursor: null })).items).toMatchObject([
    { row: 2, column: 'Name', messageKey: 'csv.problem.encoding' },
  ])
})

test('one byte of another encoding costs its row; every other name of the file is as it was written', async () => {
  const bench = await openBench(onTestFinished)
  const utf8 = Buffer.from(table)
  const { preview, end, problems } = await importFile(
    bench,
    file(Buffer.concat([utf8, Buffer.from('M\u00fcller;06 30 123 4569;;;;;\n', 'latin1')])),
  )
  expect(preview.format.encoding).toBe('utf-8')
  expect(problems).toMatchObject([{ column: 'Név', messageKey: 'csv.problem.encoding' }])
  expect(end).toMatchObject({ state: 'done', created: 2, problems: 1 })
  expect(await names(bench)).toEqual(['Kovács Őrsné', 'Tűzoltó Béla'])
})

test('of very many problems the first are kept, and how many there are is said', async () => {
  const bench = await openBench(onTestFinished)
  const rows = ['Anna,06 30 123 4567,', ...Array.from({ length: 10_020 }, (_, at) => `Person ${at},,no address`)]
  const { jobId, end } = await importFile(bench, file(`Name,Phone,Email\n${[...rows, 'Again,06 30 123 4567,'].join('\n')}\n`))
  expect(end).toMatchObject({ created: 1, problems: 10_020, skipped: 10_021 })
  const last = await bench.ask('csv.problems', { jobId, cursor: '9950', limit: 100 })
  expect(last).toMatchObject({ nextCursor: null, total: 10_021 })
  expect(last.items).toHaveLength(50)
})

test('missing, empty, a folder, rubbish: said in words', async () => {
  const bench = await openBench(onTestFinished)
  const base = temporaryDirectory(onTestFinished)
  mkdirSync(join(base, 'folder'))
  writeFileSync(join(base, 'empty.csv'), '')
  const failed = async (path: string): Promise<string> =>
    bench.ask('csv.preview', { path, format: null }).then(
      () => 'fine',
      (thrown: { error: { messageKey: string } }) => thrown.error.messageKey,
    )
  expect(await failed(join(base, 'none.csv'))).toBe('error.csv.missing')
  expect(await failed(join(base, 'folder'))).toBe('error.csv.notAFile')
  expect(await failed(join(base, 'empty.csv'))).toBe('error.csv.empty')
  for (const rubbish of [
    Buffer.alloc(5000, 0),
    Buffer.from('"'.repeat(5001)),
    Buffer.from('\n\n\n \n'),
    Buffer.from('"\n'.repeat(3001)),
  ]) {
    const path = file(rubbish)
    const answer = await failed(path)
    expect(['fine', 'error.csv.empty']).toContain(answer)
    if (answer === 'fine') expect(['done', 'failed']).toContain((await importFile(bench, path)).end.state)
  }
  expect(await names(bench)).toEqual([])
})

test('duplicates are skipped, merged or made, as asked', async () => {
  const bench = await openBench(onTestFinished)
  const id = uuidv7()
  await bench.ask('contacts.create', { id, input: contact('Anna', '06 30 123 4567') })
  const path = file(
    'Name,Phone,Email,City\nAnna K.,+36301234567,anna@x.test,Pécs\nBéla,06 30 123 4568,,\nBéla B.,,bela@x.test,\nBéla C.,0630-1234568,bela@x.test,Vác\n',
  )
  expect((await importFile(bench, path)).end).toMatchObject({ created: 2, skipped: 2 })
  expect(await names(bench)).toEqual(['Anna', 'Béla', 'Béla B.'])
  expect((await importFile(bench, path, { duplicates: 'merge' })).end).toMatchObject({ created: 0, merged: 4 })
  expect(await bench.ask('contacts.card', { id })).toMatchObject({
    contact: { displayName: 'Anna', city: 'Pécs' },
    points: [{}, { normalized: 'anna@x.test' }],
  })
  expect((await importFile(bench, path, { duplicates: 'create' })).end).toMatchObject({ created: 4 })
  expect(await names(bench)).toHaveLength(7)
})

test('100,000 rows come in while other calls are answered quickly, and a cancelled import leaves nothing', async () => {
  const bench = await openBench(onTestFinished)
  const rows = Array.from(
    { length: 100_000 },
    (_, at) => `Person ${at};+3630${String(1_000_000 + at)};p${at}@x.test;City ${at % 50}`,
  )
  const path = file(`Name;Phone;Email;City\n${rows.join('\n')}\n`)
  const preview = await bench.ask('csv.preview', { path, format: null })
  const order = {
    path,
    format: preview.format,
    mapping: preview.mapping,
    duplicates: 'skip' as const,
    onProblem: 'skip_row' as const,
  }
  const cancelled = uuidv7()
  await bench.ask('csv.start', { jobId: cancelled, ...order })
  const underWay = () => bench.heard.some((event) => event.name === 'csv.progress' && (event.payload as Progress).rows > 0)
  await vi.waitFor(() => expect(underWay()).toBe(true), { timeout: 60_000 })
  await expect(bench.ask('csv.start', { jobId: uuidv7(), ...order })).rejects.toMatchObject({ error: { kind: 'conflict' } })
  await bench.ask('csv.cancel', { jobId: cancelled })
  expect(await ended(bench, cancelled)).toMatchObject({ state: 'cancelled', created: 0 })
  expect(await names(bench)).toEqual([])
  expect(await bench.records.context.store().read.selectFrom('import_rows').select('id').execute()).toEqual([])

  const jobId = uuidv7()
  const began = performance.now()
  await bench.ask('csv.start', { jobId, ...order })
  const waits: number[] = []
  const end = ended(bench, jobId)
  let over = false
  void end.finally(() => (over = true))
  while (!over) {
    const asked = performance.now()
    await bench.ask('contacts.match', { type: 'phone', raw: '06 30 1000 001' })
    waits.push(performance.now() - asked)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(await end).toMatchObject({ state: 'done', rows: 100_000, created: 100_000, problems: 0 })
  waits.sort((a, b) => a - b)
  const p95 = waits[Math.floor(waits.length * 0.95)] ?? 0
  console.log(
    `import of 100,000 rows: ${Math.round(performance.now() - began)} ms; ${waits.length} matches meanwhile, p95 ${Math.round(p95)} ms, longest ${Math.round(waits.at(-1) ?? 0)} ms`,
  )
  // Were the import one piece of work, there would be room for one or two. How long each waited is a matter of the machine.
  expect(waits.length).toBeGreaterThan(100)
  expect((await bench.ask('contacts.match', { type: 'phone', raw: '06 30 1000 001' })).level).toBe('stated')
}, 600_000)

test('records are the same whatever the pieces the file is read in', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'ö', '"', ';', '\n', '\r\n', ' ', '1'), maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 262_200 }),
      async (rows, padding) => {
        const all = [...rows, ['x'.repeat(padding), 'y'], ...rows]
        const found: string[][] = []
        for await (const record of csvRecords(file(Papa.unparse(all, { delimiter: ';' })), 'utf-8', ';')) {
          expect(record.trouble).toBeNull()
          found.push([...record.cells])
        }
        expect(found).toEqual(all.map((row) => row.map((one) => one.replaceAll('\r\n', '\n'))))
      },
    ),
    { numRuns: 60 },
  )
})
