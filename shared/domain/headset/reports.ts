import type { Field, Layout } from './layout.ts'
import type { Lamps } from './usages.ts'

/** Bits of a report, lowest first; those beyond its end are 0. */
function bitsAt(bytes: Uint8Array, bit: number, size: number): number {
  let value = 0
  for (let n = 0; n < size; n++) {
    const at = bit + n
    if (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) value += 2 ** n
  }
  return value
}

function setBits(bytes: Uint8Array, bit: number, size: number, value: number): void {
  for (let n = 0; n < size; n++) {
    const at = bit + n
    if (at >> 3 < bytes.length && Math.floor(value / 2 ** n) % 2 === 1)
      bytes[at >> 3] = (bytes[at >> 3] as number) | (1 << (at & 7))
  }
}

function valueOf(bytes: Uint8Array, field: Field, signed: boolean): number {
  const { bit, choice, size } = field
  if (choice) {
    const slots = Array.from({ length: choice.slots }, (_, slot) => bitsAt(bytes, bit + slot * size, size))
    return slots.includes(choice.value) ? 1 : 0
  }
  const value = bitsAt(bytes, bit, size)
  if (signed && value >= 2 ** (size - 1)) return -1
  return value === 0 ? 0 : 1
}

/**
 * What an input report says of each button it holds.
 * @param bytes without the report's number, as WebHID gives them; a short one says 0 of what it lacks
 * @returns by index in `layout.buttons`: 1 pressed or on, 0 not, -1 turned off
 */
export function readReport(layout: Layout, reportId: number, bytes: Uint8Array): ReadonlyMap<number, number> {
  const read = new Map<number, number>()
  layout.buttons.forEach((field, index) => {
    if (field.reportId === reportId) read.set(index, valueOf(bytes, field, field.kind === 'onOff' && field.size > 1))
  })
  return read
}

export interface OutputReport {
  readonly reportId: number
  /** Without the report's number. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** The output reports that tell a device's lamps; all of them, each of its full length. */
export function lampReports(layout: Layout, lamps: Lamps): OutputReport[] {
  return [...layout.lengths].map(([reportId, length]) => {
    const bytes = new Uint8Array(length)
    /** Fields of an array that are taken already, by its place. */
    const taken = new Map<number, number>()
    for (const { bit, choice, lamp, reportId: own, size } of layout.lamps) {
      if (own !== reportId || !lamps[lamp]) continue
      const slot = taken.get(bit) ?? 0
      if (choice && slot >= choice.slots) continue
      setBits(bytes, bit + (choice ? slot * size : 0), size, choice?.value ?? 1)
      taken.set(bit, slot + 1)
    }
    return { reportId, bytes }
  })
}
