import Papa from 'papaparse'
import { fileText, type TextChunk } from './csv-file.ts'

export interface CsvRecord {
  /** Counted from 1, the header too, as a spreadsheet shows it. */
  readonly row: number
  readonly cells: readonly string[]
  /** Key of what is wrong with the record as text: a quote never closed, a quote in the wrong place. */
  readonly trouble: string | null
  /** Bytes of the file read when it came. */
  readonly read: number
}

/** Longest record in characters; beyond it a quote was forgotten. Also what an unclosed quote may swallow before that is said. */
const longestRecord = 16_777_216
/** Quotes that are never closed are looked for up to the end of the file each time; a file with more of them is not CSV. */
const mostRecoveries = 200
/** Quotes in the wrong place that swallow further lines cost one more reading of what is at hand each. */
const mostCutShort = 2000

/** Said when a file has so many unclosed quotes that reading on makes no sense. */
export class NotCsv extends Error {}

/**
 * Records of a file, one after the other, in memory bounded by the longest record. A quote that is never closed costs its own line,
 * not the rest of the file.
 */
export async function* csvRecords(path: string, encoding: string, separator: string): AsyncGenerator<CsvRecord> {
  const reader = new RecordReader(separator)
  let first = true
  let last = 0
  for await (const chunk of fileText(path, encoding)) {
    last = chunk.read
    const text: string = first ? withoutMark(chunk) : chunk.text
    if (chunk.text !== '') first = false
    yield* reader.take(text, chunk.read)
  }
  yield* reader.end(last)
}

/** Without byte order mark and without Excel's line that names the separator. */
function withoutMark(chunk: TextChunk): string {
  return chunk.text.replace(/^\ufeff/, '').replace(/^sep=.\n/i, '')
}

interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly code: string; readonly row?: number }[]
  readonly meta: { readonly cursor: number }
}

/** The first record with a wrong quote that runs over more than its own line; null when there is none. */
function swallowing(parsed: Parsed): number | null {
  const found = parsed.errors.find(
    (error) => error.code === 'InvalidQuotes' && (parsed.data[error.row ?? -1]?.some((cell) => cell.includes('\n')) ?? false),
  )
  return found?.row ?? null
}

class RecordReader {
  readonly #separator: string
  #rest = ''
  #row = 0
  #recoveries = 0
  #cutShort = 0
  /** A record that is not complete is looked at again only when twice as much of it is here. */
  #enough = 0

  constructor(separator: string) {
    this.#separator = separator
  }

  *take(text: string, read: number): Generator<CsvRecord> {
    this.#rest += text
    if (this.#rest.length < this.#enough) return
    yield* this.#complete(read)
    while (this.#rest.length > longestRecord) {
      yield this.#giveUpLine('csv.problem.quoteOpen', read)
      yield* this.#complete(read)
    }
    this.#enough = this.#rest.length * 2
  }

  *end(read: number): Generator<CsvRecord> {
    yield* this.#complete(read)
    while (this.#rest !== '') {
      const last = this.#parse(false)
      if (last.errors.some((error) => error.code === 'MissingQuotes')) {
        yield this.#giveUpLine('csv.problem.quoteOpen', read)
        yield* this.#complete(read)
      } else {
        const at = swallowing(last)
        if (at === null) this.#rest = ''
        yield* at === null ? this.#records(last, read) : this.#cut(last, at, read)
      }
    }
  }

  *#complete(read: number): Generator<CsvRecord> {
    for (;;) {
      const parsed = this.#parse(true)
      const at = swallowing(parsed)
      if (at !== null) {
        yield* this.#cut(parsed, at, read)
        continue
      }
      this.#rest = this.#rest.slice(parsed.meta.cursor)
      return yield* this.#records(parsed, read)
    }
  }

  /** Gives the records before one whose wrong quote ran over several lines, then its first line alone; the lines after it are read again. */
  *#cut(parsed: Parsed, at: number, read: number): Generator<CsvRecord> {
    if (++this.#cutShort > mostCutShort) throw new NotCsv('too many quotes in the wrong place')
    const offset = at === 0 ? 0 : this.#parse(true, at).meta.cursor
    this.#rest = this.#rest.slice(offset)
    yield* this.#records({ ...parsed, data: parsed.data.slice(0, at) }, read)
    yield this.#firstLine('csv.problem.quoteWrong', read)
  }

  /** @param preview only so many records; 0 for all */
  #parse(ignoreLast: boolean, preview = 0): Parsed {
    return new Papa.Parser({ delimiter: this.#separator, newline: '\n', quoteChar: '"', preview }).parse(
      this.#rest,
      0,
      ignoreLast,
    ) as Parsed
  }

  *#records(parsed: Parsed, read: number): Generator<CsvRecord> {
    const troubled = new Set(parsed.errors.map((error) => error.row))
    for (const [at, cells] of parsed.data.entries()) {
      this.#row++
      yield { row: this.#row, cells, trouble: troubled.has(at) ? 'csv.problem.quoteWrong' : null, read }
    }
  }

  #giveUpLine(trouble: string, read: number): CsvRecord {
    if (++this.#recoveries > mostRecoveries) throw new NotCsv('too many quotes that are never closed')
    return this.#firstLine(trouble, read)
  }

  #firstLine(trouble: string, read: number): CsvRecord {
    const end = this.#rest.indexOf('\n')
    const line = end < 0 ? this.#rest : this.#rest.slice(0, end)
    this.#rest = end < 0 ? '' : this.#rest.slice(end + 1)
    this.#row++
    return { row: this.#row, cells: line.slice(0, 1000).split(this.#separator), trouble, read }
  }
}
