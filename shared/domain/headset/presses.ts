import type { Layout } from './layout.ts'
import { dark, type Button, type LampName, type Lamps } from './usages.ts'

/** A device that answers what it was told by a pulse does so within this; nobody presses so soon after a change. Milliseconds. */
const echoMs = 200
/** What a device says of its state may be this old: a wireless one answers late. Milliseconds. */
const lateMs = 1000
/** On and off again within this is a key that was pressed, declared as a state. Milliseconds. */
const tapMs = 700
/** One that is known to be a key is let go within this; what stays longer is a state after all. Milliseconds. */
const heldMs = 3000
/** A pulse that says 1 again this much later is another one, of a device that never says 0. Milliseconds. */
const repeatMs = 300

/** `on` and `off` say what is wanted of hook and mute, `over` turns it over; of other buttons it is always `over`. */
export interface Press {
  readonly button: Button
  readonly to: 'on' | 'off' | 'over'
}

interface KeyState {
  readonly value: number
  /** When it last became or said 1. */
  readonly at: number
  /** It rose by the person's hand, not by what we told. */
  readonly own: boolean
  /** It has been seen to be a key, although it is declared as a state. */
  readonly tapped: boolean
  /** How often in a row it was pressed and let go like a key while nothing came of it. */
  readonly taps: number
  /** The last of what it was told that it answered. */
  readonly heard: Telling | null
}

/** A lamp was told something else. */
interface Telling {
  readonly lamp: LampName
  readonly on: boolean
  /** Milliseconds of any clock. */
  readonly at: number
}

/** What is known of one device. */
export interface DeviceState {
  /** By index in the layout. */
  readonly keys: ReadonlyMap<number, KeyState>
  /** What its lamps were told, or would have been if it had some. */
  readonly told: Lamps
  /** What may still be answered, the oldest first. */
  readonly tellings: readonly Telling[]
}
export const freshDevice: DeviceState = { keys: new Map(), told: dark, tellings: [] }
const untouched: KeyState = { value: 0, at: -Infinity, own: false, tapped: false, taps: 0, heard: null }

/** The lamp that says of a button whether it is on. */
const lampOfButton: Partial<Record<Button, 'offHook' | 'mute'>> = { hook: 'offHook', mute: 'mute' }

/** The lamps are told this from now on. `again`: also those that do not change are sent once more, and may be answered once more. */
export function toldLamps(device: DeviceState, told: Lamps, at: number, again = false): DeviceState {
  const lamps = (Object.keys(told) as LampName[]).filter((lamp) => again || told[lamp] !== device.told[lamp])
  const fresh = device.tellings.filter((telling) => at - telling.at < lateMs)
  return { ...device, told, tellings: [...fresh, ...lamps.map((lamp) => ({ lamp, on: told[lamp], at }))] }
}

/**
 * What was pressed, by what a report read. Whatever only repeats what the lamps were told is no press: a headset that is told of a call
 * takes itself off the hook and says so. It may say so late, when the truth is another one again, so each change is waited for in its turn.
 * @param at milliseconds of the same clock as in {@link toldLamps}
 */
export function pressesOf(
  layout: Layout,
  device: DeviceState,
  read: ReadonlyMap<number, number>,
  at: number,
): { device: DeviceState; presses: Press[] } {
  const keys = new Map(device.keys)
  const presses: Press[] = []
  for (const [index, value] of read) {
    const field = layout.buttons[index]
    if (!field) continue
    const before = keys.get(index) ?? untouched
    const lamp = lampOfButton[field.button]
    if (lamp === undefined || field.kind === 'toggle') {
      const { key, to } = pulse(before, value, at)
      keys.set(index, key)
      const echo = device.tellings.some((telling) => telling.lamp === lamp && at - telling.at < echoMs)
      if (to !== null && !echo) presses.push({ button: field.button, to })
      continue
    }
    const says = field.kind === 'onOff' ? value !== 0 && value !== before.value : value > 0 !== before.value > 0
    const echo = says ? echoOf(device, lamp, before, value > 0, at) : null
    const now: Now = { value, at, told: device.told[lamp], echo: echo !== null }
    const { key, to } = field.kind === 'onOff' ? turned(before, now, says) : state(before, now, says)
    keys.set(index, echo ? { ...key, heard: echo } : key)
    if (to !== null && echo === null) presses.push({ button: field.button, to })
  }
  return { device: { ...device, keys }, presses }
}

interface Step {
  readonly key: KeyState
  readonly to: Press['to'] | null
}

/** What a state that is now said answers: the first change to it that is not answered yet and not too long ago. */
function echoOf({ tellings }: DeviceState, lamp: LampName, { heard }: KeyState, on: boolean, at: number): Telling | null {
  const next = heard === null ? 0 : tellings.indexOf(heard) + 1
  return tellings.slice(next).find((one) => one.lamp === lamp && one.on === on && at - one.at < lateMs) ?? null
}

/** Each time it becomes 1. */
function pulse(before: KeyState, value: number, at: number): Step {
  if (value <= 0) return { key: { ...before, value: 0 }, to: null }
  const again = before.value > 0 && at - before.at < repeatMs
  return { key: { ...before, value: 1, at }, to: again ? null : 'over' }
}

interface Now {
  readonly value: number
  readonly at: number
  readonly told: boolean
  /** It may be the answer to what it was told. */
  readonly echo: boolean
}

function turned(before: KeyState, { at, told, value }: Now, says: boolean): Step {
  const key = { ...before, value, at }
  if (!says) return { key, to: null }
  return { key, to: value > 0 === told ? null : value > 0 ? 'on' : 'off' }
}

function state(before: KeyState, { at, echo, told, value }: Now, says: boolean): Step {
  if (!says) return { key: before, to: null }
  if (value > 0) {
    const key = { ...before, value: 1, at, own: before.tapped || (!told && !echo) }
    return { key, to: before.tapped ? 'over' : told ? null : 'on' }
  }
  const fallen = { ...before, value: 0, own: false }
  const short = before.own && at - before.at < (before.tapped ? heldMs : tapMs)
  if (!short) return { key: { ...fallen, tapped: false, taps: 0 }, to: told ? 'off' : null }
  // A key let go: what it meant was said when it was pressed. A hook that was lifted for nothing and falls back by itself looks the same,
  // so a key is known by what came of it, or by doing so twice.
  if (echo && !before.tapped) return { key: fallen, to: null }
  const taps = before.taps + 1
  return { key: { ...fallen, tapped: before.tapped || told || taps > 1, taps }, to: null }
}

/** Whether a device's own idea of hook or mute differs from the truth; it is then told again. */
export function outOfStep(layout: Layout, device: DeviceState): boolean {
  return layout.buttons.some((field, index) => {
    const lamp = lampOfButton[field.button]
    const key = device.keys.get(index)
    return lamp !== undefined && field.kind === 'state' && key !== undefined && !key.tapped && key.value > 0 !== device.told[lamp]
  })
}
