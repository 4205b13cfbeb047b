import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test, vi } from 'vitest'
import { mergeDeskCalls } from '#shared/contract/desk/merges.ts'
import { fail, ok, type Result } from '#shared/contract/result.ts'
import type { Call } from '#shared/domain/call.ts'
import { InteractionKeeper } from '../../../../electron/interactions/keeper.ts'
import { mergeHandlers } from '../../../../electron/ipc/handlers/merges.ts'
import { openBench } from '../../records/support/records.ts'
import { contact } from '../../records/support/samples.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The real keeper and the real handlers over real records; only the telephone is a stand-in: its calls are told. */
async function desk() {
  const bench = await openBench(onTestFinished)
  const records = {
    call: (name: never, input: never): Promise<Result<never>> =>
      bench.ask(name, input).then(ok as never, (thrown: { error: never }) => ({ ok: false as const, error: thrown.error })),
  }
  const ask = (name: string, input: unknown) => records.call(name as never, input as never)
  const keeper: InteractionKeeper = new InteractionKeeper(
    {
      put: ({ interaction, segments }) => ask('interactions.put', { interaction, segments: [...segments] }),
      match: (raw) => ask('contacts.match', { type: 'phone', raw }),
      card: (id) => ask('contacts.card', { id }),
      unfinished: () => Promise.resolve(fail('unavailable', 'error.internal', {})),
    },
    () => undefined,
    uuidv7,
    (raw) => raw,
  )
  const model = { snapshot: () => ({ agent: { name: 'Anna Kovács' } }) }
  const handlers = mergeHandlers({ keeper, model, records } as never)
  const make = async (name: string, ...points: string[]): Promise<string> => {
    const id = uuidv7()
    await bench.ask('contacts.create', { id, input: contact(name, ...points) })
    return id
  }
  const rung = async (number: string): Promise<string> => {
    const callId = uuidv7()
    const party = { name: '', user: number, uri: `sip:${number}@toll.test` }
    const facts = { from: party, asserted: party, to: party, withheld: false, sipCallId: callId } as Call['facts']
    keeper.onCall({
      callId,
      direction: 'inbound',
      phase: 'ringing',
      startedAt: new Date().toISOString(),
      facts: { ...facts, remoteParty: null, divertedFrom: null, queue: null, ivrOption: null },
      endedAt: null,
    } as Call)
    await vi.waitFor(() => expect(keeper.active().find((each) => each.interaction.id === callId)?.matching).toBe(false))
    return callId
  }
  const shown = (id: string) => {
    const one = keeper.active().find((each) => each.interaction.id === id)
    return {
      contactId: one?.interaction.contactId,
      name: one?.card?.contact.displayName ?? null,
      choices: one?.candidates.length,
    }
  }
  const stored = async (id: string) => (await bench.ask('interactions.get', { id })).interaction.contactId
  return {
    bench,
    keeper,
    make,
    rung,
    shown,
    stored,
    merge: async (keptId: string, mergedId: string) =>
      mergeDeskCalls['contacts.merge'].out.parse(await handlers['contacts.merge']({ keptId, mergedId })),
    undo: async (mergeId: string) =>
      mergeDeskCalls['contacts.undoMerge'].out.parse(await handlers['contacts.undoMerge']({ mergeId })),
  }
}

test('calls that ring while two records become one show the one, and go back to their own when it is undone', async () => {
  const { bench, keeper, make, merge, rung, shown, stored, undo } = await desk()
  const kept = await make('Kept', '+36301110001')
  const merged = await make('Merged', '+36301110002')
  const [ofKept, ofMerged] = [await rung('+36301110001'), await rung('+36301110002')]
  expect(shown(ofMerged)).toMatchObject({ contactId: merged, name: 'Merged' })
  const { mergeId, keptId } = await merge(kept, merged)
  expect(keptId).toBe(kept)
  expect(shown(ofMerged)).toMatchObject({ contactId: kept, name: 'Kept' })
  expect(shown(ofKept)).toMatchObject({ contactId: kept, name: 'Kept' })
  await keeper.flush()
  expect([await stored(ofKept), await stored(ofMerged)]).toEqual([kept, kept])

  await undo(mergeId)
  expect(shown(ofMerged)).toMatchObject({ contactId: merged, name: 'Merged' })
  expect(shown(ofKept)).toMatchObject({ contactId: kept, name: 'Kept' })
  await keeper.write(ofMerged, { note: 'still theirs' })
  expect([await stored(ofKept), await stored(ofMerged)]).toEqual([kept, merged])
  expect((await bench.ask('audit.list', { cursor: null })).items.map(({ action, actor }) => [action, actor])).toEqual([
    ['contact.merge.undo', 'Anna Kovács'],
    ['contact.merge', 'Anna Kovács'],
  ])
})

test('a call that could be from both is from the one they became; when somebody said it is none of them, that stands', async () => {
  const { keeper, make, merge, rung, shown, stored } = await desk()
  const number = '+36301110003'
  const [kept, merged] = [await make('Kept', number), await make('Merged', number)]
  const [open, none] = [await rung(number), await rung(number)]
  expect(shown(open)).toEqual({ contactId: null, name: null, choices: 2 })
  await keeper.linked(none, null, 'none')
  await merge(kept, merged)
  expect(shown(open)).toEqual({ contactId: kept, name: 'Kept', choices: 0 })
  expect(shown(none)).toMatchObject({ contactId: null, name: null })
  await keeper.flush()
  expect(await stored(open)).toBe(kept)
})

test('a call whose record is merged elsewhere in the meantime follows with the next look at it', async () => {
  const { bench, keeper, make, rung, shown } = await desk()
  const [kept, merged] = [await make('Kept'), await make('Merged', '+36301110004')]
  const ringing = await rung('+36301110004')
  await bench.ask('merges.make', { id: uuidv7(), keptId: kept, mergedId: merged, actor: '' })
  await keeper.refresh([merged])
  expect(shown(ringing)).toMatchObject({ contactId: kept, name: 'Kept' })
})
