import { expect, test } from 'vitest'
import type { CsvProgress } from '#shared/contract/records/search.ts'
import { howItStands, isOver } from '../../../renderer/desk/features/customers/import/how-it-stands.ts'

const of = (state: CsvProgress['state'], more: Partial<CsvProgress> = {}): CsvProgress => ({
  jobId: '0198f000-0000-7000-8000-000000000001',
  state,
  rows: 100,
  done: 40,
  total: 100,
  created: 80,
  merged: 10,
  skipped: 10,
  problems: 2,
  messageKey: null,
  ...more,
})
const none = { rows: 0, done: 0, total: 0, created: 0, merged: 0, skipped: 0, problems: 0 }
const broken = of('failed', { ...none, messageKey: 'csv.brokenOff' })

test.each<[string, CsvProgress | undefined, CsvProgress | undefined, CsvProgress | undefined]>([
  ['nothing heard, nothing answered yet', undefined, undefined, undefined],
  ['as it is heard while no answer is there', of('importing'), undefined, of('importing')],
  ['as it is answered while nothing was heard', undefined, of('checking'), of('checking')],
  ['what is heard is newer than an answer', of('importing', { done: 60 }), of('checking'), of('importing', { done: 60 })],
  ['an end that was heard stands', of('done'), broken, of('done')],
  ['an end that was answered stands', of('importing'), of('done'), of('done')],
  [
    'broken off: nothing made, nothing added, rows and problems as heard',
    of('importing'),
    broken,
    of('failed', { messageKey: 'csv.brokenOff', created: 0, merged: 0 }),
  ],
  ['broken off before anything was heard', undefined, broken, broken],
  ['decided before it was broken off', of('importing'), of('finishing', { done: 50 }), of('finishing', { done: 50 })],
  ['completed by another process', of('finishing', { done: 40 }), of('finishing', { done: 50 }), of('finishing', { done: 50 })],
  ['completed by the same', of('finishing', { done: 60 }), of('finishing', { done: 50 }), of('finishing', { done: 60 })],
])('%s', (_, heard, asked, shown) => {
  expect(howItStands(heard, asked)).toEqual(shown)
})

test('an import is over when nothing more will happen', () => {
  expect((['done', 'cancelled', 'failed', 'later'] as const).every((state) => isOver(of(state)))).toBe(true)
  expect((['checking', 'importing', 'undoing', 'finishing'] as const).some((state) => isOver(of(state)))).toBe(false)
  expect(isOver(undefined)).toBe(false)
})
