import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutOf, type Collection } from '../../../../shared/domain/headset/layout.ts'
import { freshDevice, outOfStep, pressesOf, toldLamps, type DeviceState } from '../../../../shared/domain/headset/presses.ts'
import { readReport } from '../../../../shared/domain/headset/reports.ts'
import { dark, type Lamps } from '../../../../shared/domain/headset/usages.ts'
import { stateHeadset, toggleHeadset } from '../../../support/headset/devices.ts'

/** A device and what it is told and says, at given milliseconds. */
function desk(collections: readonly Collection[], reportId: number) {
  const layout = layoutOf(collections)
  let device: DeviceState = freshDevice
  return {
    told(at: number, lamps: Partial<Lamps>, again = false): void {
      device = toldLamps(device, { ...dark, ...lamps }, at, again)
    },
    says(at: number, ...bytes: number[]): string[] {
      const step = pressesOf(layout, device, readReport(layout, reportId, Uint8Array.from(bytes)), at)
      device = step.device
      return step.presses.map(({ button, to }) => `${button} ${to}`)
    },
    outOfStep: () => outOfStep(layout, device),
  }
}
const hook = 0b1
const mute = 0b100

describe('a hook that is a state', () => {
  test('taken off it wants a call, put back it ends one', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { ring: true })
    expect(headset.says(1000, hook, 0)).toEqual(['hook on'])
    headset.told(1100, { offHook: true })
    expect(headset.says(1150, hook, 0)).toEqual([])
    expect(headset.says(9000, 0, 0)).toEqual(['hook off'])
  })

  test('what only repeats what it was told is no press', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    expect(headset.says(30, hook, 0)).toEqual([])
    headset.told(5000, {})
    expect(headset.says(5030, 0, 0)).toEqual([])
    // The other side hung up and somebody else rings before the answer came.
    headset.told(6000, { offHook: true })
    expect(headset.says(6010, hook, 0)).toEqual([])
    headset.told(9000, {})
    headset.told(9001, { ring: true })
    expect(headset.says(9040, 0, 0)).toEqual([])
  })

  test('a call that was answered by mouse can be ended at once', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    expect(headset.says(20, hook, 0)).toEqual([])
    expect(headset.says(300, 0, 0)).toEqual(['hook off'])
  })

  test('a key that is declared as a state answers and, pressed again, ends: letting it go is no press', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { ring: true })
    expect(headset.says(1000, hook, 0)).toEqual(['hook on'])
    headset.told(1050, { offHook: true })
    expect(headset.says(1200, 0, 0)).toEqual([])
    expect(headset.says(5000, hook, 0)).toEqual(['hook over'])
    headset.told(5020, {})
    expect(headset.says(6500, 0, 0)).toEqual([])
    expect(headset.says(9000, hook, 0)).toEqual(['hook over'])
  })

  test('somebody who flips a true state quickly can still end the next call', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { ring: true })
    expect(headset.says(1000, hook, 0)).toEqual(['hook on'])
    headset.told(1010, { offHook: true })
    expect(headset.says(1300, 0, 0)).toEqual([])
    expect(headset.says(3000, hook, 0)).toEqual(['hook over'])
    headset.told(3010, {})
    headset.told(20_000, { offHook: true })
    expect(headset.says(30_000, 0, 0)).toEqual(['hook off'])
  })

  test('one that is off the hook without a call is out of step, and in step again once it gives in', () => {
    const headset = desk(stateHeadset.collections, 2)
    expect(headset.says(0, hook, 0)).toEqual(['hook on'])
    expect(headset.outOfStep()).toBe(true)
    expect(headset.says(2000, 0, 0)).toEqual([])
    expect(headset.outOfStep()).toBe(false)
  })
})

describe('answers that come late', () => {
  test('the end of one call, heard of when the next is up, does not end that', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    expect(headset.says(30, hook, 0)).toEqual([])
    headset.told(9000, { ring: true })
    headset.told(9300, { offHook: true })
    expect(headset.says(9500, 0, 0)).toEqual([])
    expect(headset.says(9800, hook, 0)).toEqual([])
    // It has answered all: what it says now it says by itself.
    expect(headset.says(9900, 0, 0)).toEqual(['hook off'])
  })

  test('a call that failed at once, heard of when somebody rings, does not answer them', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    headset.told(200, { ring: true })
    expect(headset.says(400, hook, 0)).toEqual([])
    expect(headset.says(600, 0, 0)).toEqual([])
    expect(headset.says(700, hook, 0)).toEqual(['hook on'])
  })

  test('told once more, it may answer once more', () => {
    const headset = desk(stateHeadset.collections, 2)
    expect(headset.says(0, hook, 0)).toEqual(['hook on'])
    headset.told(1000, {}, true)
    headset.told(1050, { offHook: true })
    expect(headset.says(1100, 0, 0)).toEqual([])
  })

  test('so late that it is none: a press', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    expect(headset.says(30, hook, 0)).toEqual([])
    headset.told(5000, { ring: true })
    headset.told(5500, { offHook: true })
    expect(headset.says(6100, 0, 0)).toEqual(['hook off'])
  })
})

describe('a hook that was lifted for nothing and fell back', () => {
  test('is no key: the next call is not ended by its answer', () => {
    const headset = desk(stateHeadset.collections, 2)
    expect([headset.says(0, hook, 0), headset.says(400, 0, 0)]).toEqual([['hook on'], []])
    headset.told(9000, { offHook: true })
    expect(headset.says(9500, hook, 0)).toEqual([])
    expect(headset.says(12_000, 0, 0)).toEqual(['hook off'])
  })

  test('twice in a row it is a key, unless a call showed otherwise between', () => {
    const key = desk(stateHeadset.collections, 2)
    for (const at of [0, 9000]) expect([key.says(at, hook, 0), key.says(at + 200, 0, 0)]).toEqual([['hook on'], []])
    expect(key.says(20_000, hook, 0)).toEqual(['hook over'])
    const lifted = desk(stateHeadset.collections, 2)
    for (const at of [0, 9000]) {
      expect([lifted.says(at, hook, 0), lifted.says(at + 200, 0, 0)]).toEqual([['hook on'], []])
      lifted.told(at + 2000, { offHook: true })
      expect(lifted.says(at + 2100, hook, 0)).toEqual([])
      expect(lifted.says(at + 4000, 0, 0)).toEqual(['hook off'])
      lifted.told(at + 4100, {})
    }
  })

  test('what it answers late is no such lifting', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    headset.told(200, {})
    expect([headset.says(990, hook, 0), headset.says(1300, 0, 0)]).toEqual([[], []])
    expect([headset.says(5000, hook, 0), headset.says(5300, 0, 0)]).toEqual([['hook on'], []])
    expect(headset.says(9000, hook, 0)).toEqual(['hook on'])
  })

  test('nor is falling back because the call ended, while the next is taken at the desk', () => {
    const headset = desk(stateHeadset.collections, 2)
    expect(headset.says(0, hook, 0)).toEqual(['hook on'])
    headset.told(50, { offHook: true })
    headset.told(300, { ring: true })
    headset.told(500, { offHook: true })
    expect([headset.says(650, 0, 0), headset.says(800, hook, 0)]).toEqual([[], []])
    expect(headset.says(3000, 0, 0)).toEqual(['hook off'])
  })

  test('a key whose call came only after it was let go still ends it', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { ring: true })
    expect([headset.says(1000, hook, 0), headset.says(1150, 0, 0)]).toEqual([['hook on'], []])
    headset.told(1400, { offHook: true })
    expect([headset.says(5000, hook, 0), headset.says(5150, 0, 0)].flat()).toEqual(['hook off'])
  })
})

describe('one-shots', () => {
  test('each 1 is a press, letting go is none, and one that never says 0 is heard all the same', () => {
    const headset = desk(toggleHeadset.collections, 2)
    expect([headset.says(1000, 0b010), headset.says(1050, 0b000), headset.says(2000, 0b010)]).toEqual([
      ['hook over'],
      [],
      ['hook over'],
    ])
    expect(headset.says(2100, 0b010)).toEqual([])
    expect(headset.says(3000, 0b010)).toEqual(['hook over'])
  })

  test('a pulse right after a lamp changed is its echo', () => {
    const headset = desk(toggleHeadset.collections, 2)
    headset.told(1000, { offHook: true })
    expect(headset.says(1060, 0b010)).toEqual([])
    expect(headset.says(1070, 0)).toEqual([])
    expect(headset.says(1500, 0b010)).toEqual(['hook over'])
    // Mute has a lamp of its own: that the hook's changed is nothing to it.
    headset.told(3000, { offHook: false })
    expect(headset.says(3050, 0b100)).toEqual(['mute over'])
  })

  test('mute beside a state: the hook stays as it is', () => {
    const headset = desk(stateHeadset.collections, 2)
    headset.told(0, { offHook: true })
    expect(headset.says(10, hook, 0)).toEqual([])
    expect(headset.says(2000, hook + mute, 0)).toEqual(['mute over'])
    expect(headset.says(2020, hook, 0)).toEqual([])
    expect(headset.says(3000, hook + 0b1000, 0)).toEqual(['flash over'])
  })
})

const turning = (usage: number): Collection[] => [
  {
    usagePage: 0x0b,
    inputReports: [
      { reportId: 5, items: [{ usages: [usage], reportSize: 2, reportCount: 1, isAbsolute: false, logicalMinimum: -1 }] },
    ],
  },
]

test('turned on by 1 and off by -1', () => {
  const headset = desk(turning(0xb002f), 5)
  expect([headset.says(0, 1), headset.says(10, 0)]).toEqual([['mute on'], []])
  headset.told(20, { mute: true })
  expect([headset.says(500, 1), headset.says(510, 0), headset.says(900, 3)]).toEqual([[], [], ['mute off']])
})

test('a device that repeats whatever it is told never presses anything', () => {
  const step = fc.record({
    offHook: fc.boolean(),
    mute: fc.boolean(),
    ring: fc.boolean(),
    wait: fc.integer({ min: 300, max: 5000 }),
    late: fc.integer({ min: 0, max: 199 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const states = desk(stateHeadset.collections, 2)
      const toggles = desk(toggleHeadset.collections, 2)
      let at = 0
      let before = { offHook: false, mute: false }
      for (const { late, mute: muted, offHook, ring, wait } of steps) {
        at += wait
        for (const each of [states, toggles]) each.told(at, { offHook, mute: muted, ring })
        expect(states.says(at + late, offHook ? hook : 0, 0)).toEqual([])
        const pulse = (offHook === before.offHook ? 0 : 0b010) + (muted === before.mute ? 0 : 0b100)
        expect(toggles.says(at + late, pulse)).toEqual([])
        expect(toggles.says(at + late + 20, 0)).toEqual([])
        before = { offHook, mute: muted }
      }
    }),
  )
})

test('however late within a second it repeats that, and whatever it left out: never a press', () => {
  const step = fc.record({
    offHook: fc.boolean(),
    ring: fc.boolean(),
    wait: fc.integer({ min: 0, max: 1500 }),
    late: fc.integer({ min: 0, max: 990 }),
    leftOut: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), fc.integer({ min: 0, max: 3 }), (steps, lifted) => {
      const states = desk(stateHeadset.collections, 2)
      const turns = desk(turning(0xb0020), 5)
      // Lifted while nobody rang, and fallen back.
      for (let n = 0; n < lifted; n++) [hook, 0].forEach((value, index) => states.says(n * 1000 + index * 300, value, 0))
      let at = 9000
      let answered = 0
      const answers: { at: number; on: boolean }[] = []
      const answersUntil = (until: number): void => {
        for (const one of answers.splice(0, answers.filter((each) => each.at < until).length)) {
          expect(states.says(one.at, one.on ? hook : 0, 0)).toEqual([])
          expect([...turns.says(one.at, one.on ? 1 : 3), ...turns.says(one.at, 0)]).toEqual([])
        }
      }
      let before = false
      for (const { late, leftOut, offHook, ring, wait } of steps) {
        at += wait
        answersUntil(at)
        for (const each of [states, turns]) each.told(at, { offHook, ring })
        // In the order in which it was told.
        answered = Math.max(answered, at + late)
        if (offHook !== before && !leftOut) answers.push({ at: answered, on: offHook })
        before = offHook
      }
      answersUntil(Infinity)
    }),
    { numRuns: 500 },
  )
})
