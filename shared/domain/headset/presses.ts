import type { Layout } from './layout.ts'
import { dark, type Button, type LampName, type Lamps } from './usages.ts'

/** A device that answers what it was told by a pulse does so within this; nobody presses so soon after a change. Milliseconds. */
const echoMs = 200
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
}

/** What is known of one device. */
export interface DeviceState {
  /** By index in the layout. */
  readonly keys: ReadonlyMap<number, KeyState>
  /** What its lamps were told, or would have been if it had some. */
  readonly told: Lamps
  /** When that last changed, by lamp; milliseconds of any clock. */
  readonly toldAt: Readonly<Partial<Record<LampName, number>>>
}
export const freshDevice: DeviceState = { keys: new Map(), told: dark, toldAt: {} }
const untouched: KeyState = { value: 0, at: -Infinity, own: false, tapped: false }

/** The lamp that says of a button whether it is on. */
const lampOfButton: Partial<Record<Button, 'offHook' | 'mute'>> = { hook: 'offHook', mute: 'mute' }

/** The lamps are told this from now on. */
export function toldLamps(device: DeviceState, told: Lamps, at: number): DeviceState {
  const changed = (Object.keys(told) as LampName[]).filter((lamp) => told[lamp] !== device.told[lamp])
  return { ...device, told, toldAt: { ...device.toldAt, ...Object.fromEntries(changed.map((lamp) => [lamp, at])) } }
}

/**
 * What was pressed, by what a report read. Whatever only repeats what the lamps were told is no press: a headset that is told of a call
 * takes itself off the hook and says so.
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
    const { key, to } =
      lamp === undefined || field.kind === 'toggle'
        ? pulse(before, value, at)
        : field.kind === 'onOff'
          ? turned(before, value, at, device.told[lamp])
          : state(before, value, at, device.told[lamp])
    keys.set(index, key)
    const echo = to === 'over' && lamp !== undefined && at - (device.toldAt[lamp] ?? -Infinity) < echoMs
    if (to !== null && !echo) presses.push({ button: field.button, to })
  }
  return { device: { ...device, keys }, presses }
}

interface Step {
  readonly key: KeyState
  readonly to: Press['to'] | null
}

/** Each time it becomes 1. */
function pulse(before: KeyState, value: number, at: number): Step {
  if (value <= 0) return { key: { ...before, value: 0 }, to: null }
  const again = before.value > 0 && at - before.at < repeatMs
  return { key: { ...before, value: 1, at }, to: again ? null : 'over' }
}

function turned(before: KeyState, value: number, at: number, told: boolean): Step {
  const key = { ...before, value, at }
  if (value === 0 || value === before.value) return { key, to: null }
  return { key, to: value > 0 === told ? null : value > 0 ? 'on' : 'off' }
}

function state(before: KeyState, value: number, at: number, told: boolean): Step {
  const on = value > 0
  if (on === before.value > 0) return { key: before, to: null }
  if (on) {
    const key = { ...before, value: 1, at, own: !told || before.tapped }
    return { key, to: before.tapped ? 'over' : told ? null : 'on' }
  }
  // A key let go: what it meant was said when it was pressed.
  const tapped = before.own && at - before.at < (before.tapped ? heldMs : tapMs)
  return { key: { ...before, value: 0, own: false, tapped }, to: tapped || !told ? null : 'off' }
}

/** Whether a device's own idea of hook or mute differs from the truth; it is then told again. */
export function outOfStep(layout: Layout, device: DeviceState): boolean {
  return layout.buttons.some((field, index) => {
    const lamp = lampOfButton[field.button]
    const key = device.keys.get(index)
    return lamp !== undefined && field.kind === 'state' && key !== undefined && !key.tapped && key.value > 0 !== device.told[lamp]
  })
}
