import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findWords, indexWords, matchWords } from '../../../electron/records/sqlite/full-text.ts'
import { termsOf } from '../../../electron/records/sqlite/terms.ts'
import { openBench } from './support/records.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const letters = fc.constantFrom(
  ...'aábcčdeéěfghiíjklmnňoóöőprřsšßtuúüűvyzžABÉŐŘŽабвгдеёжйөүАЙӨ0123',
  'ő',
  'Ő',
  'İ',
  'ﬁ',
  '한',
  '日',
  '٣',
)
const words = fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 12 })

test('a beginning found over the dictionary finds exactly what FTS5 itself finds by it', async () => {
  const { records } = await openBench(onTestFinished)
  const { store } = records.context
  let seq = 0
  await fc.assert(
    fc.asyncProperty(words, fc.nat(), fc.integer({ min: 2, max: 6 }), async (text, pick, length) => {
      await store().write((tx) => indexWords(tx, 'fts_notes', ++seq, text.join(' ')))
      const typed = [...(text[pick % text.length] ?? '')].slice(0, length).join('')
      const match = await matchWords(store().read, typed)
      const found = match === null ? [] : await findWords(store().read, 'fts_notes', match, null, 10_000)
      const last = typed.match(/[\p{L}\p{N}\p{M}]+/gu)?.at(-1) ?? ''
      const plain = [...last].length < 2 ? `"${last}"` : `"${last}"*`
      const { rows } = await sql<{
        seq: number
      }>`select rowid as seq from fts_notes where words match ${plain} order by rowid desc`.execute(store().read)
      expect(found, JSON.stringify(typed)).toEqual(rows.map((row) => row.seq))
      expect(found, JSON.stringify(typed)).toContain(seq)
    }),
    { numRuns: 400 },
  )
})

test('the tokens are those of the tokenizer', async () => {
  const { records } = await openBench(onTestFinished)
  const { store } = records.context
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const rows = await store().write(async (tx) => {
        await sql`delete from fts_cases`.execute(tx)
        await indexWords(tx, 'fts_cases', 1, text.join(' '))
        await sql`create virtual table temp.v using fts5vocab('main', 'fts_cases', 'row')`.execute(tx)
        const found = await sql<{ term: string }>`select term from temp.v`.execute(tx)
        await sql`drop table temp.v`.execute(tx)
        return found.rows
      })
      expect(termsOf(text.join(' ')).sort()).toEqual(rows.map((row) => row.term).sort())
    }),
    { numRuns: 150 },
  )
})
