import { beforeEach, expect, test, vi } from 'vitest'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { fail, ok } from '#shared/contract/result.ts'
import { useDesk } from '../../../renderer/desk/bridge/store.ts'
import { composeTo } from '../../../renderer/desk/features/mail/compose-to.ts'

const access = (state: 'starting' | 'open'): void =>
  useDesk.setState({ snapshot: { access: { state }, accounts: [{ id: 'service' }] } as unknown as Snapshot })
/** As main answers: records that are not open refuse. */
const asked: { name: string; input: { id: string; to: unknown[] } }[] = []
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20))

beforeEach(() => {
  asked.length = 0
  const call = async (name: string, input: never) => {
    if (useDesk.getState().snapshot?.access.state !== 'open') return fail('unavailable', 'error.processDown')
    asked.push({ name, input })
    return ok({ id: (input as { id: string }).id, to: [], cc: [] })
  }
  vi.stubGlobal('window', { courtesy: { call, listen: () => () => undefined } })
  vi.stubGlobal('location', { hash: '' })
})

test('a letter begun before the records are open opens right after, once however often it was asked for', async () => {
  access('starting')
  const begun = [composeTo({}), composeTo({}), composeTo({})]
  await turns()
  expect(asked).toEqual([])
  access('open')
  const results = await Promise.all(begun)
  expect(results.every((each) => each.ok)).toBe(true)
  expect(asked.map((each) => each.name)).toEqual(['drafts.begin'])
  expect(location.hash).toBe(`#/mail/${encodeURIComponent(`draft:${asked[0]?.input.id}`)}`)
})

test('letters to somebody are each begun, and a later empty one is a new one', async () => {
  access('open')
  await composeTo({ to: ['eva@customer.test'] })
  await composeTo({})
  await composeTo({})
  expect(new Set(asked.map((each) => each.input.id)).size).toBe(3)
  expect(asked[0]?.input.to).toEqual([{ name: '', address: 'eva@customer.test' }])
})
