import { expect, test } from 'vitest'
import type { FolderItem } from '#shared/contract/mail-store.ts'
import { storeNew, storeOld, type Folder } from '../../../electron/mail/sync/folder.ts'

interface Step {
  readonly state: Folder['state']
  readonly added: readonly FolderItem[]
}

/** A folder whose transactions are noted; a kill may fall between any two of them. */
function folderOf(backfilledTo: number): { folder: Folder; steps: Step[] } {
  const steps: Step[] = []
  const state = { path: 'INBOX', uidValidity: '1', uidNext: 1001, highestModseq: null, backfilledTo }
  const call = async (_name: string, input: unknown) => {
    steps.push(input as Step)
    return { unread: 0 }
  }
  return { folder: { mailboxId: 'a', role: 'inbox', store: { call } as never, log: () => {}, state }, steps }
}
const items = (from: number, to: number): FolderItem[] =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ uid: from + index }) as FolderItem)

test('history: no transaction says it got further than its letters, so a kill between two leaves no gap', async () => {
  const { folder, steps } = folderOf(1001)
  // Letters below 751 are gone from the server: the page was asked for from 740 on.
  await storeOld(folder, items(751, 1000), 740)
  expect(steps.length).toBeGreaterThan(2)
  const kept = new Set<number>()
  for (const [index, { added, state }] of steps.entries()) {
    for (const { uid } of added) kept.add(uid)
    const reached = index === steps.length - 1 ? 740 : Math.min(...kept)
    expect(state.backfilledTo).toBe(reached)
    expect(kept.size, 'without a gap from there to the newest').toBe(1001 - Math.max(751, reached))
  }
})

test('new letters: the next number moves with each transaction, oldest first', async () => {
  const { folder, steps } = folderOf(1)
  await storeNew(folder, items(1001, 1200).toReversed(), true)
  expect(steps.length).toBeGreaterThan(2)
  let next = 1001
  for (const { added, state } of steps) {
    expect(added.map(({ uid }) => uid)).toEqual(added.map((_, index) => next + index))
    next += added.length
    expect(state.uidNext).toBe(next)
  }
  expect(next).toBe(1201)
})
