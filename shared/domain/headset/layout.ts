import { buttonOf, lampOf, telephonyPage, type Button, type LampName } from './usages.ts'

/** One main item of a report descriptor as WebHID tells it (HIDReportItem); a device may claim anything. */
export interface ReportItem {
  readonly isAbsolute?: boolean
  readonly isArray?: boolean
  readonly isConstant?: boolean
  readonly isRange?: boolean
  /** Page in the upper sixteen bits. */
  readonly usages?: readonly number[]
  readonly usageMinimum?: number
  readonly usageMaximum?: number
  /** Bits of a field. */
  readonly reportSize?: number
  /** Fields. */
  readonly reportCount?: number
  readonly logicalMinimum?: number
}
export interface Report {
  readonly reportId?: number
  readonly items?: readonly ReportItem[]
}
/** HIDCollectionInfo. The reports of a top-level collection hold those of its children, in the order of the bytes. */
export interface Collection {
  readonly usagePage?: number
  readonly inputReports?: readonly Report[]
  readonly outputReports?: readonly Report[]
}

/** Where fields of a report lie. */
export interface Field {
  readonly reportId: number
  /** Of the first field, from the first byte after the report's number, lowest bit first. */
  readonly bit: number
  /** 1 to 32. */
  readonly size: number
  /** Of an array: so many fields, any of which may hold `value`; null for a field of its own. */
  readonly choice: { readonly slots: number; readonly value: number } | null
}
/** `state`: on or off. `toggle`: 1 turns it over. `onOff`: 1 turns it on, -1 off (usage tables §3.4.1.2). */
export type ButtonKind = 'state' | 'toggle' | 'onOff'
export interface ButtonField extends Field {
  readonly button: Button
  readonly kind: ButtonKind
}
export interface LampField extends Field {
  readonly lamp: LampName
}
export interface Layout {
  readonly buttons: readonly ButtonField[]
  readonly lamps: readonly LampField[]
  /** Length of each report that holds lamps, bytes. */
  readonly lengths: ReadonlyMap<number, number>
}

/** More of anything is no headset. */
const most = { collections: 32, reports: 256, items: 2048, bits: 8 * 4096, usages: 256, fields: 64, slots: 32, steps: 50_000 }

/** Finds the buttons and lamps of a device. Never throws: what makes no sense is left out. */
export function layoutOf(collections: readonly Collection[]): Layout {
  const buttons: ButtonField[] = []
  const lamps: LampField[] = []
  const lengths = new Map<number, number>()
  const budget = { steps: most.steps }
  for (const collection of listed(collections, most.collections)) {
    if (collection.usagePage !== telephonyPage) continue
    for (const report of listed(collection.inputReports, most.reports))
      walk(report, budget, (usage, field, item) => {
        const button = buttonOf(usage)
        if (button !== null && buttons.length < most.fields) buttons.push({ ...field, button, kind: kindOf(item) })
      })
    for (const report of listed(collection.outputReports, most.reports)) {
      const before = lamps.length
      const bits = walk(report, budget, (usage, field) => {
        const lamp = lampOf(usage)
        if (lamp !== null && lamps.length < most.fields) lamps.push({ ...field, lamp })
      })
      const id = idOf(report)
      if (lamps.length > before) lengths.set(id, Math.max(Math.ceil(bits / 8), lengths.get(id) ?? 0))
    }
  }
  return { buttons, lamps, lengths }
}

/** Whether a device has a telephone's collection with a button in it. */
export const hasButtons = (collections: readonly Collection[]): boolean => layoutOf(collections).buttons.length > 0

/** Tells every usage with its place. @returns the length, bits; what lies beyond `most.bits` is not told */
function walk(report: Report, budget: { steps: number }, found: (usage: number, field: Field, item: ReportItem) => void): number {
  const reportId = idOf(report)
  let bit = 0
  for (const item of listed(report.items, most.items)) {
    const size = whole(item.reportSize)
    const count = whole(item.reportCount)
    const usages = item.isConstant !== true && size >= 1 && size <= 32 ? usagesOf(item) : []
    budget.steps -= 1 + usages.length
    if (bit + size * count > most.bits || budget.steps < 0) break
    usages.forEach((usage, index) => {
      if (item.isArray === true) {
        const value = (Number.isSafeInteger(item.logicalMinimum) ? (item.logicalMinimum as number) : 0) + index
        if (value !== 0 && count > 0)
          found(usage, { reportId, bit, size, choice: { slots: Math.min(count, most.slots), value } }, item)
      } else if (index < count) found(usage, { reportId, bit: bit + index * size, size, choice: null }, item)
    })
    bit += size * count
  }
  return bit
}

function usagesOf(item: ReportItem): number[] {
  if (item.isRange !== true) return listed(item.usages, most.usages).map(whole)
  const first = whole(item.usageMinimum)
  const length = Math.min(Math.max(whole(item.usageMaximum) - first + 1, 0), most.usages)
  return Array.from({ length }, (_, index) => first + index)
}

/** One choice of an array is there while it is pressed, so it turns over. */
function kindOf(item: ReportItem): ButtonKind {
  if (item.isArray === true) return 'toggle'
  if (item.isAbsolute !== false) return 'state'
  return (item.logicalMinimum ?? 0) < 0 ? 'onOff' : 'toggle'
}

const idOf = (report: Report): number => whole(report.reportId) & 0xff
const whole = (value: unknown): number => (Number.isSafeInteger(value) && (value as number) > 0 ? (value as number) : 0)

/** The first so many of what should be a list of objects or numbers. */
function listed<T>(value: readonly T[] | undefined, atMost: number): T[] {
  return Array.isArray(value) ? (value.slice(0, atMost).filter((each) => each !== null && each !== undefined) as T[]) : []
}
