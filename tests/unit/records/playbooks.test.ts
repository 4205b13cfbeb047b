import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openBench } from './support/records.ts'
import { call, contact } from './support/samples.ts'

// Real databases with real flushes, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

const about = (interactionId: string, more: object = {}) => ({
  id: uuidv7(),
  interactionId,
  playbookId: 'hold',
  code: 'S-016',
  version: 1,
  title: 'Putting on hold',
  reason: 'He asked to wait.',
  actor: 'Anna',
  ...more,
})
const tick = (interactionId: string, steps: number[], more: object = {}) => ({
  interactionId,
  playbookId: 'hold',
  version: 1,
  steps,
  total: 5,
  actor: 'Anna',
  ...more,
})

test('ticked steps are replaced as a whole, per interaction and standard, and survive a new start', async () => {
  const { ask, heard } = await openBench(onTestFinished)
  const [one, other] = [uuidv7(), uuidv7()]
  await ask('playbookTicks.put', { tick: tick(one, [3, 0, 3]) })
  await ask('playbookTicks.put', { tick: tick(one, [1], { playbookId: 'promise' }) })
  await ask('playbookTicks.put', { tick: tick(other, [4]) })
  await ask('playbookTicks.put', { tick: tick(one, [0], { version: 2 }) })
  expect((await ask('playbookMarks.of', { interactionId: one })).ticks).toMatchObject([
    { playbookId: 'hold', steps: [0], version: 2 },
    { playbookId: 'promise', steps: [1], version: 1 },
  ])
  expect((await ask('playbookMarks.of', { interactionId: other })).ticks).toMatchObject([{ steps: [4] }])
  expect(heard.filter((each) => each.name === 'changed').at(-1)?.payload).toEqual({ topics: ['playbooks'], contactIds: [] })
  await expect(ask('playbookTicks.put', { tick: tick(one, [20]) })).rejects.toMatchObject({ error: { kind: 'bad_input' } })
})

test('notes are kept once, listed newest first by pages, with what they were about', async () => {
  const { ask } = await openBench(onTestFinished, () => '2026-11-21T10:00:00.000Z')
  const contactId = uuidv7()
  await ask('contacts.create', { id: contactId, input: contact('Anna Szabó', '+36301234567') })
  const interaction = call({ contactId, matchLevel: 'stated' })
  await ask('interactions.put', { interaction, segments: [] })
  const notes = [
    about(interaction.id),
    about(interaction.id, { reason: 'Second thought.' }),
    about(uuidv7(), { playbookId: 'promise' }),
  ]
  for (const overrule of notes) await ask('playbookOverrules.put', { overrule })
  const again = await ask('playbookOverrules.put', { overrule: { ...notes[0]!, reason: 'changed' } })
  expect(again.reason).toBe('He asked to wait.')
  expect((await ask('playbookMarks.of', { interactionId: interaction.id })).overrules).toMatchObject([
    { reason: 'Second thought.' },
  ])
  const first = await ask('playbookOverrules.list', { cursor: null, limit: 2 })
  const second = await ask('playbookOverrules.list', { cursor: first.nextCursor, limit: 2 })
  expect([...first.items, ...second.items].map((each) => each.id)).toEqual(notes.map((each) => each.id).toReversed())
  expect(second.nextCursor).toBeNull()
  expect(second.items[0]).toMatchObject({ contactName: 'Anna Szabó', contactId, channel: 'voice' })
  expect(first.items[0]).toMatchObject({ contactName: null, channel: null })
  expect((await ask('playbookOverrules.list', { playbookId: 'promise', cursor: null })).items).toHaveLength(1)
  await expect(ask('playbookOverrules.put', { overrule: about(interaction.id, { reason: '  ' }) })).rejects.toMatchObject({
    error: { kind: 'bad_input' },
  })
})

test('the list of notes about one standard reads its index, not the table', async () => {
  const { records } = await openBench(onTestFinished)
  const { sql } = await import('kysely')
  const plan = await sql<{
    detail: string
  }>`explain query plan select * from playbook_overrules where playbook_id = 'hold' order by seq desc limit 50`.execute(
    records.context.store().read,
  )
  expect(plan.rows.map((row) => row.detail).join()).toContain('playbook_overrules_by_playbook')
})
