import iconv from 'iconv-lite'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { onTestFinished } from 'vitest'
import { temporaryDirectory, type Bench } from './records.ts'

export type Progress = {
  jobId: string
  state: string
  rows: number
  created: number
  merged: number
  skipped: number
  problems: number
  messageKey: string | null
}

/** A file of customers in a directory of its own, removed with the test. */
export function file(content: string | Buffer, encoding = 'utf-8'): string {
  const path = join(temporaryDirectory(onTestFinished), 'customers.csv')
  writeFileSync(path, typeof content === 'string' ? iconv.encode(content, encoding) : content)
  return path
}

/** Previews, imports with the guessed format and mapping, and waits for the end. */
export async function importFile(
  bench: Bench,
  path: string,
  more: { duplicates?: 'skip' | 'merge' | 'create'; onProblem?: 'skip_row' | 'stop' } = {},
) {
  const preview = await bench.ask('csv.preview', { path, format: null })
  const jobId = uuidv7()
  await bench.ask('csv.start', {
    jobId,
    path,
    format: preview.format,
    mapping: preview.mapping,
    duplicates: more.duplicates ?? 'skip',
    onProblem: more.onProblem ?? 'skip_row',
  })
  const end = await ended(bench, jobId)
  const problems = (await bench.ask('csv.problems', { jobId, cursor: null, limit: 200 })).items
  return { preview, end, problems, jobId }
}

/** Waits for the end of an import. */
export async function ended(bench: Bench, jobId: string): Promise<Progress> {
  for (let tries = 0; tries < 30_000; tries++) {
    const last = bench.heard
      .filter((event) => event.name === 'csv.progress')
      .map((event) => event.payload as Progress)
      .findLast((progress) => progress.jobId === jobId)
    if (last && !['checking', 'importing', 'undoing', 'finishing'].includes(last.state)) return last
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the import did not end')
}

/** Names of all customers, as the list shows them. */
export const names = async (bench: Bench): Promise<string[]> =>
  (await bench.ask('contacts.list', { cursor: null, limit: 200 })).items.map((row) => row.displayName)
