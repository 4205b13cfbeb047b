import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#shared/contract/result.ts'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { check } from '../../../renderer/desk/bridge/check.ts'
import { createFeed } from '../../../renderer/desk/bridge/feed.ts'

const level = (seq: number, microphone = 0.5): unknown => ({ seq, name: 'level', payload: { microphone } })
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve()
}

/** A feed with answers in a row; `log` says what the desk was told. */
function feed(answers: Result<Snapshot>[], checked = true) {
  const log: string[] = []
  const later: (() => void)[] = []
  let asked = 0
  const it = createFeed({
    snapshot: () => {
      asked += 1
      return Promise.resolve(answers.shift() ?? fail('unavailable', 'error.processDown'))
    },
    replace: (snapshot) => log.push(`snapshot ${snapshot.seq}`),
    apply: (name, payload) => log.push(`${name} ${(payload as { microphone: number }).microphone}`),
    failed: (error) => log.push(error.messageKey),
    later: (run) => later.push(run),
  })
  if (checked) it.checkWith(check)
  return { ...it, log, later, asked: () => asked }
}
const at = (seq: number): Result<Snapshot> => ok({ seq } as Snapshot)

describe('the feed of events', () => {
  it('applies events in their order after the snapshot, and drops what the snapshot holds already', async () => {
    const desk = feed([at(3)])
    desk.start()
    desk.receive(level(3, 0.1))
    desk.receive(level(4, 0.2))
    expect(desk.log).toEqual([])
    await settle()
    desk.receive(level(5, 0.3))
    expect(desk.log).toEqual(['snapshot 3', 'level 0.2', 'level 0.3'])
    expect(desk.asked()).toBe(1)
  })

  it('asks for a snapshot again after a gap, and loses nothing that came meanwhile', async () => {
    const desk = feed([at(1), at(4)])
    desk.start()
    await settle()
    desk.receive(level(2, 0.2))
    desk.receive(level(5, 0.5))
    desk.receive(level(6, 0.6))
    await settle()
    expect(desk.log).toEqual(['snapshot 1', 'level 0.2', 'snapshot 4', 'level 0.5', 'level 0.6'])
  })

  it('takes an event that does not fit its schema for a gap', async () => {
    const desk = feed([at(1), at(2)])
    desk.start()
    await settle()
    desk.receive({ seq: 2, name: 'level', payload: { microphone: 'loud' } })
    await settle()
    expect(desk.log).toEqual(['snapshot 1', 'snapshot 2'])
    desk.receive({ nonsense: true })
    expect(desk.asked()).toBe(2)
  })

  it('lets events wait unread until it knows their schemas', async () => {
    const desk = feed([at(1)], false)
    desk.receive(level(2, 0.2))
    desk.start()
    await settle()
    desk.receive(level(3, 0.3))
    expect(desk.log).toEqual(['snapshot 1'])
    desk.checkWith(check)
    expect(desk.log).toEqual(['snapshot 1', 'level 0.2', 'level 0.3'])
    desk.receive(level(4, 0.4))
    expect(desk.log.at(-1)).toBe('level 0.4')
    expect(desk.asked()).toBe(1)
  })

  it('says when main does not answer, and tries again later', async () => {
    const desk = feed([fail('unavailable', 'error.processDown'), at(1)])
    desk.start()
    await settle()
    expect(desk.log).toEqual(['error.processDown'])
    desk.later.shift()?.()
    await settle()
    expect(desk.log).toEqual(['error.processDown', 'snapshot 1'])
  })
})
