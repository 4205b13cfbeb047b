import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { crisisSchema, playbookCalls } from '#shared/contract/desk/playbooks.ts'
import { ok, type Result } from '#shared/contract/result.ts'
import { playbookFactsSchema } from '#shared/domain/playbook/facts.ts'
import { playbookHandlers } from '../../../../electron/ipc/handlers/playbooks.ts'
import { playbookRoom } from '../../../../electron/playbooks/room.ts'
import { jsonStore } from '../../../../electron/policy/json-store.ts'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'
import { openBench, temporaryDirectory } from '../../records/support/records.ts'
import { call } from '../../records/support/samples.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The real room over the shipped standards, the real records; only the desk's model is a stand-in with a language. */
async function desk(language = 'en') {
  const bench = await openBench(onTestFinished)
  const folder = temporaryDirectory(onTestFinished)
  const room = playbookRoom(
    { shipped: inCheckout('resources/playbooks'), own: join(folder, 'own') },
    () => undefined,
    () => undefined,
  )
  onTestFinished(() => room.stop())
  const crisis = jsonStore(join(folder, 'crisis.json'), crisisSchema, () => undefined)
  const services = {
    playbooks: room,
    crisis,
    records: {
      call: async (name: never, input: never): Promise<Result<unknown>> =>
        bench.ask(name, input).then(ok, (thrown: { error: never }) => ({ ok: false, error: thrown.error })),
    },
    model: { snapshot: () => ({ language, agent: { name: 'Anna Kovács' } }), tell: () => undefined },
  }
  const handlers = playbookHandlers(services as never)
  // Through the schemas of both directions, as the router does.
  const ask = async <N extends keyof typeof playbookCalls>(name: N, input: unknown) => {
    const handler = handlers[name] as (input: unknown) => unknown
    return playbookCalls[name].out.parse(await handler(playbookCalls[name].in.parse(input)))
  }
  return { ask, bench, crisis }
}
const facts = (more: object = {}) => playbookFactsSchema.parse({ channel: 'voice', direction: 'inbound', ...more })

test('lists all by pages in the language in use, and finds by words', async () => {
  const { ask } = await desk('hu')
  const first = (await ask('playbooks.list', { cursor: null, limit: 20 })) as never as {
    items: { code: string }[]
    nextCursor: string
    total: number
  }
  const second = (await ask('playbooks.list', { cursor: first.nextCursor, limit: 20 })) as never as typeof first
  const codes = [...first.items, ...second.items].map((head) => head.code)
  expect(codes).toHaveLength(first.total)
  expect(codes).toEqual([...new Set(codes)].toSorted())
  expect(second.nextCursor).toBeNull()
  expect(await ask('playbooks.list', { text: 'panaszt', cursor: null })).toMatchObject({
    items: [{ id: 'complaint', title: 'Panasz felvétele' }],
  })
  await expect(ask('playbooks.list', { cursor: 'x' })).rejects.toMatchObject({ error: { kind: 'bad_input' } })
})

test('a book comes whole; one that is not there is said', async () => {
  const { ask } = await desk()
  expect(await ask('playbooks.get', { id: 'complaint' })).toMatchObject({
    head: { code: 'S-003', steps: 6 },
    body: [{ t: 'p' }, { t: 'steps' }, { t: 'quote' }],
  })
  await expect(ask('playbooks.get', { id: 'nothing' })).rejects.toMatchObject({
    error: { kind: 'not_found', messageKey: 'error.playbook.gone' },
  })
})

test('what fits an interaction, with its ticks and its note; the lead reads why it was overruled', async () => {
  const { ask, bench } = await desk()
  const interaction = call()
  await bench.ask('interactions.put', { interaction, segments: [] })
  const of = facts({ caseType: 'complaint', reason: 'price_higher' })
  const fits = async () =>
    (await ask('playbooks.fitting', { interactionId: interaction.id, facts: of })) as never as {
      head: { id: string }
      reasons: unknown[]
      ticked: number[]
      overruled: unknown
    }[]
  expect((await fits())[0]).toMatchObject({
    head: { id: 'price-higher' },
    reasons: [{ fact: 'reason', value: 'price_higher' }],
    ticked: [],
    overruled: null,
  })
  await ask('playbook.tick', { interactionId: interaction.id, playbookId: 'price-higher', steps: [2, 0] })
  expect((await fits())[0]?.ticked).toEqual([0, 2])
  await expect(
    ask('playbook.tick', { interactionId: interaction.id, playbookId: 'price-higher', steps: [6] }),
  ).rejects.toMatchObject({ error: { kind: 'bad_input' } })
  const id = uuidv7()
  for (const reason of ['The customer had the papers at hand.', 'written again'])
    await ask('playbook.overrule', { id, interactionId: interaction.id, playbookId: 'price-higher', reason })
  expect((await fits())[0]?.overruled).toMatchObject({ reason: 'The customer had the papers at hand.' })
  expect(await ask('playbook.overrules', { cursor: null })).toMatchObject({
    items: [
      { id, code: 'S-004', title: 'The price is higher than agreed', actor: 'Anna Kovács', channel: 'voice', contactName: null },
    ],
    nextCursor: null,
  })
})

test('the crisis switch brings the crisis standard to every interaction, and is remembered', async () => {
  const { ask, crisis } = await desk()
  const top = async () =>
    (
      (await ask('playbooks.fitting', { interactionId: uuidv7(), facts: facts({ caseType: 'order' }) })) as never as {
        head: { id: string }
      }[]
    )[0]?.head.id
  expect(await top()).toBe('order')
  const on = await ask('playbooks.setCrisis', { on: true })
  expect(on).toMatchObject({ on: true, since: expect.any(String) })
  expect(await top()).toBe('crisis')
  expect(crisis.get()).toEqual(on)
  expect(await ask('playbooks.setCrisis', { on: false })).toEqual({ on: false, since: null })
  expect(await top()).toBe('order')
})
