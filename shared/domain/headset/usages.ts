/** USB HID Usage Tables 1.12: §14 Telephony Device page. */
export const telephonyPage = 0x0b
const ledPage = 0x08
const buttonPage = 0x09

export const buttons = ['hook', 'mute', 'flash', 'hold', 'redial', 'line', 'drop', 'reject'] as const
export type Button = (typeof buttons)[number]

export const lampNames = ['offHook', 'mute', 'ring', 'hold'] as const
export type LampName = (typeof lampNames)[number]
/** What all lamps show. */
export type Lamps = Readonly<Record<LampName, boolean>>
export const dark: Lamps = { offHook: false, mute: false, ring: false, hold: false }

/** A usage as WebHID writes it: page in the upper sixteen bits. */
const usage = (page: number, id: number): number => page * 0x10000 + id

const buttonUsages: ReadonlyMap<number, Button> = new Map([
  [usage(telephonyPage, 0x20), 'hook'],
  [usage(telephonyPage, 0x21), 'flash'],
  [usage(telephonyPage, 0x23), 'hold'],
  [usage(telephonyPage, 0x24), 'redial'],
  [usage(telephonyPage, 0x26), 'drop'],
  [usage(telephonyPage, 0x2a), 'line'],
  [usage(telephonyPage, 0x2f), 'mute'],
])
const lampUsages: ReadonlyMap<number, LampName> = new Map([
  [usage(ledPage, 0x09), 'mute'],
  [usage(ledPage, 0x17), 'offHook'],
  [usage(ledPage, 0x18), 'ring'],
  [usage(ledPage, 0x20), 'hold'],
])

/**
 * The button of a usage. The tables have none for declining a call: makers put a plain button (page 0x09) into the telephone's collection
 * for it, Microsoft button 1, Jabra, Gigaset and others button 7.
 */
export function buttonOf(wanted: number): Button | null {
  if (wanted === usage(buttonPage, 1) || wanted === usage(buttonPage, 7)) return 'reject'
  return buttonUsages.get(wanted) ?? null
}

export const lampOf = (wanted: number): LampName | null => lampUsages.get(wanted) ?? null
