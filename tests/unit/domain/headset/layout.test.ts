import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasButtons, layoutOf, type Collection, type ReportItem } from '../../../../shared/domain/headset/layout.ts'
import { lampReports, readReport } from '../../../../shared/domain/headset/reports.ts'
import { dark, lampNames } from '../../../../shared/domain/headset/usages.ts'
import { stateHeadset, toggleHeadset } from '../../../support/headset/devices.ts'

const hex = (reports: ReturnType<typeof lampReports>): string[] =>
  reports.map(({ bytes, reportId }) => `${reportId}:${Buffer.from(bytes).toString('hex')}`)
const telephony = (items: ReportItem[], more: Partial<Collection> = {}): Collection[] => [
  { usagePage: 0x0b, inputReports: [{ reportId: 0, items }], outputReports: [], ...more },
]
const pressed = (collections: readonly Collection[], bytes: number[], reportId = 0): string[] => {
  const layout = layoutOf(collections)
  return [...readReport(layout, reportId, Uint8Array.from(bytes))].flatMap(([index, value]) =>
    value === 0 ? [] : [`${layout.buttons[index]?.button}${value < 0 ? '-' : ''}`],
  )
}

describe('where the buttons lie', () => {
  test('a hook that is a state, one-shots behind it, an array and a programmable key', () => {
    const { buttons } = layoutOf(stateHeadset.collections)
    expect(buttons.map(({ bit, button, kind, reportId }) => [button, reportId, bit, kind])).toEqual([
      ['hook', 2, 0, 'state'],
      ['mute', 2, 2, 'toggle'],
      ['flash', 2, 3, 'toggle'],
      ['redial', 2, 4, 'toggle'],
      ['line', 2, 5, 'toggle'],
      ['reject', 2, 9, 'state'],
    ])
    expect(pressed(stateHeadset.collections, [0b0000_0101, 0], 2)).toEqual(['hook', 'mute'])
    expect(pressed(stateHeadset.collections, [0b0010_0000, 0b10], 2)).toEqual(['line', 'reject'])
    // A report of another number says nothing of them.
    expect(pressed(stateHeadset.collections, [0xff], 1)).toEqual([])
  })

  test('a hook that turns over, not at the first bit', () => {
    expect(layoutOf(toggleHeadset.collections).buttons.map(({ bit, button, kind }) => [button, bit, kind])).toEqual([
      ['redial', 0, 'toggle'],
      ['hook', 1, 'toggle'],
      ['mute', 2, 'toggle'],
    ])
    expect(pressed(toggleHeadset.collections, [0b010], 2)).toEqual(['hook'])
  })

  test('ranges, fields over the bounds of bytes, and one that is turned on by 1 and off by -1', () => {
    const range = telephony([
      { isConstant: true, reportSize: 7, reportCount: 1 },
      {
        isRange: true,
        usageMinimum: 0xb0020,
        usageMaximum: 0xb0021,
        reportSize: 2,
        reportCount: 2,
        isAbsolute: false,
        logicalMinimum: -1,
      },
    ])
    expect(layoutOf(range).buttons.map(({ bit, kind }) => [bit, kind])).toEqual([
      [7, 'onOff'],
      [9, 'onOff'],
    ])
    expect(pressed(range, [0x80, 0x00])).toEqual(['hook'])
    expect(pressed(range, [0x80, 0x01])).toEqual(['hook-'])
  })

  test('an array names its usages by number, in any of its fields', () => {
    const array = telephony([
      {
        isArray: true,
        isRange: true,
        usageMinimum: 0xb0020,
        usageMaximum: 0xb002f,
        reportSize: 8,
        reportCount: 2,
        logicalMinimum: 1,
      },
    ])
    expect(pressed(array, [0, 1])).toEqual(['hook'])
    expect(pressed(array, [16, 2])).toEqual(['flash', 'mute'])
    expect(pressed(array, [0, 0])).toEqual([])
  })

  test('the same usages outside a telephone are no buttons', () => {
    const items = [{ usages: [0xb0020], reportSize: 1, reportCount: 1 }]
    expect(hasButtons(telephony(items))).toBe(true)
    expect(hasButtons(telephony(items, { usagePage: 0x0c }))).toBe(false)
    expect(hasButtons([])).toBe(false)
  })
})

describe('what the lamps are told', () => {
  test('each in its bit, the report of its full length, all others dark', () => {
    const state = layoutOf(stateHeadset.collections)
    expect(hex(lampReports(state, { ...dark, ring: true }))).toEqual(['2:04'])
    expect(hex(lampReports(state, { offHook: true, mute: true, ring: false, hold: true }))).toEqual(['2:0b'])
    expect(hex(lampReports(layoutOf(toggleHeadset.collections), { ...dark, offHook: true, hold: true }))).toEqual(['4:01'])
  })

  test('an array of lamps is filled field by field', () => {
    const layout = layoutOf([
      {
        usagePage: 0x0b,
        outputReports: [
          {
            reportId: 9,
            items: [
              { isArray: true, usages: [0x80017, 0x80018, 0x80009], reportSize: 4, reportCount: 2, logicalMinimum: 1 },
              { isConstant: true, reportSize: 8, reportCount: 1 },
            ],
          },
        ],
      },
    ])
    expect(hex(lampReports(layout, { ...dark, ring: true }))).toEqual(['9:0200'])
    expect(hex(lampReports(layout, { offHook: true, mute: true, ring: true, hold: false }))).toEqual(['9:2100'])
  })

  test('what is set is read back, wherever the fields lie', () => {
    const place = fc.record({
      before: fc.integer({ min: 0, max: 20 }),
      size: fc.integer({ min: 1, max: 32 }),
      order: fc.shuffledSubarray([0x80017, 0x80009, 0x80018, 0x80020], { minLength: 4 }),
      lit: fc.record({ offHook: fc.boolean(), mute: fc.boolean(), ring: fc.boolean(), hold: fc.boolean() }),
    })
    fc.assert(
      fc.property(place, ({ before, lit, order, size }) => {
        const items = [
          { isConstant: true, reportSize: 1, reportCount: before },
          { usages: order, reportSize: size, reportCount: 4 },
        ]
        const layout = layoutOf(telephony([], { outputReports: [{ reportId: 3, items }] }))
        const [report] = lampReports(layout, lit)
        expect(report?.bytes.length).toBe(Math.ceil((before + 4 * size) / 8))
        const asButtons = {
          ...layout,
          buttons: layout.lamps.map((lamp) => ({ ...lamp, button: 'hook' as const, kind: 'state' as const })),
        }
        const read = readReport(asButtons, 3, report!.bytes)
        for (const name of lampNames)
          expect(read.get(layout.lamps.findIndex(({ lamp }) => lamp === name)) === 1, name).toBe(lit[name])
      }),
    )
  })
})

describe('devices that claim anything', () => {
  test('ten thousand items, fields beyond the report, sizes of 0 and of 64 bits: what is left is right', () => {
    const hook = { usages: [0xb0020], reportSize: 1, reportCount: 1 }
    const many = Array.from({ length: 10_000 }, () => hook)
    expect(layoutOf(telephony(many)).buttons).toHaveLength(64)
    expect(
      pressed(telephony([{ ...hook, reportSize: 0 }, { ...hook, reportSize: 64 }, hook]), [0, 0, 0, 0, 0, 0, 0, 0, 1]),
    ).toEqual(['hook'])
    expect(layoutOf(telephony([{ ...hook, reportCount: 2 ** 32 }, hook])).buttons).toEqual([])
    // A short report says 0 of what it lacks.
    expect(pressed(telephony([{ isConstant: true, reportSize: 8, reportCount: 100 }, hook]), [1])).toEqual([])
  })

  test('whatever it is, nothing throws', () => {
    const hostile = fc.oneof(fc.anything(), fc.integer(), fc.constantFrom(0, -1, 2 ** 32, NaN, 0xb0020, 0xb002f, 0x80017, 0x0b))
    const items = fc.record(
      {
        ...{ isAbsolute: hostile, isArray: fc.oneof(fc.boolean(), hostile), isConstant: fc.boolean(), isRange: fc.boolean() },
        ...{ usages: fc.oneof(fc.array(hostile), hostile), usageMinimum: hostile, usageMaximum: hostile },
        ...{ reportSize: hostile, reportCount: hostile, logicalMinimum: hostile },
      },
      { requiredKeys: [] },
    )
    const report = fc.record(
      { reportId: hostile, items: fc.oneof(fc.array(fc.oneof(items, hostile)), hostile) },
      { requiredKeys: [] },
    )
    const reports = fc.oneof(fc.array(fc.oneof(report, hostile)), hostile)
    const collections = fc.array(
      fc.record(
        { usagePage: fc.constantFrom(0x0b, 0x0c), inputReports: reports, outputReports: reports },
        { requiredKeys: ['usagePage'] },
      ),
    )
    fc.assert(
      fc.property(collections, fc.uint8Array({ maxLength: 64 }), fc.integer({ min: 0, max: 255 }), (given, bytes, reportId) => {
        const layout = layoutOf(given as never)
        readReport(layout, reportId, bytes)
        for (const each of lampReports(layout, { offHook: true, mute: true, ring: true, hold: true }))
          expect(each.bytes.length).toBeLessThanOrEqual(4096)
      }),
      { numRuns: 500 },
    )
  })
})
