import Database from '@signalapp/sqlcipher'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openFile } from '../../../electron/records/sqlite/connect.ts'
import { key, openBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

vi.setConfig({ testTimeout: 60_000 })

test('between a ring and the filled customer region every statement looks things up by an index, none walks through a table', async () => {
  const bench = await openBench(onTestFinished)
  const id = '0198a000-0000-7000-8000-000000000001'
  await bench.ask('contacts.create', {
    id,
    input: { ...contact('Anna', '+36 30 123 4567', 'anna@x.test'), organizationName: 'Firm' },
  })
  const asked = vi.spyOn(Database.prototype, 'prepare')
  onTestFinished(() => asked.mockRestore())
  const matched = await bench.ask('contacts.match', { type: 'phone', raw: '06 30 123 4567' })
  expect(matched.contactId).toBe(id)
  const interaction = call({ contactId: id, matchLevel: 'stated' })
  await bench.ask('interactions.put', { interaction, segments: [] })
  await bench.ask('contacts.card', { id })
  const first = await bench.ask('timeline.list', { contactId: id, cursor: null, limit: 1 })
  expect(first.items).toHaveLength(1)
  const statements = [...new Set(asked.mock.calls.map(([sql]) => sql))].filter((sql) => /^(?:select|update|delete)/i.test(sql))
  asked.mockRestore()
  // match, card, timeline: fewer would mean that they were not heard.
  expect(statements.length).toBeGreaterThan(8)

  const database = openFile(`${bench.directory}/courtesy.db`, key)
  onTestFinished(() => database.close())
  const plans = statements.map((sql) => {
    const values = Array.from({ length: sql.split('?').length - 1 }, () => 1)
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[]
    return { sql, steps: steps.map((step) => step.detail) }
  })
  // `0:=` of a full-text table is a look-up by its row id.
  // Rows of a caller's own, bounded by the page or by what one person has, may be put in order; a whole table is never read.
  const walks = plans.filter((plan) =>
    plan.steps.some(
      (step) => step.startsWith('SCAN') && !/SCAN (?:CONSTANT ROW|\(subquery|fts_\w+ VIRTUAL TABLE INDEX 0:=$)/.test(step),
    ),
  )
  expect(walks).toEqual([])
})
