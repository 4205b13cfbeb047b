import type { Call } from '#shared/domain/call.ts'
import { sameHeadset, type HeadsetId, type HeadsetState } from '#shared/domain/headset/chosen.ts'
import { hasButtons } from '#shared/domain/headset/layout.ts'
import { headsetAct, lampsFor, type HeadsetAct } from '#shared/domain/headset/meaning.ts'
import type { Press } from '#shared/domain/headset/presses.ts'
import { telephonyPage } from '#shared/domain/headset/usages.ts'
import type { Log } from '../signalling/log.ts'
import { Headset } from './headset.ts'
import type { Hid, HidConnectionEvent } from './hid.ts'

/** A device that another program holds is tried again after this, milliseconds. */
const tryAgainAfter = 10_000
/** The same wish again so soon is the same press: what it asks for is under way. Milliseconds. */
const underWay = 1000

export interface HeadsetsParts {
  readonly hid: Hid | null
  readonly calls: () => readonly Call[]
  /** What a button asks for; main does it as if the desk had asked. */
  readonly act: (act: HeadsetAct) => void
  readonly changed: (headsets: readonly HeadsetState[]) => void
  /** Milliseconds. */
  readonly now: () => number
  readonly log: Log
}

/** All headsets whose buttons we may use: those the person chose, as main's permission for devices says. */
export class Headsets {
  readonly #parts: HeadsetsParts
  #headsets: Headset[] = []
  #told = ''
  #looking: Promise<void> = Promise.resolve()
  #retry: ReturnType<typeof setTimeout> | undefined
  #last: { readonly wish: string; readonly at: number } | null = null

  constructor(parts: HeadsetsParts) {
    this.#parts = parts
    parts.hid?.addEventListener('connect', () => void this.look())
    parts.hid?.addEventListener('disconnect', (event) => this.#gone((event as HidConnectionEvent).device))
  }

  /** Looks which devices there are, opens new ones and lets go those that are not ours any more. Never rejects. */
  look(): Promise<void> {
    return this.#next(() => this.#look())
  }

  /** Asks for a device. The person chooses in the desk, which main shows what there is; it needs main's click. Never rejects. */
  async choose(): Promise<void> {
    try {
      await this.#parts.hid?.requestDevice({ filters: [{ usagePage: telephonyPage }] })
    } catch (error) {
      this.#parts.log('warn', 'headset.choose.failed', { error: nameOf(error) })
    }
    await this.look()
  }

  /** A headset is not ours any more: closed, and its permission given back. Never rejects. */
  forget(which: HeadsetId): Promise<void> {
    // In its turn: a look that is under way has seen it, and would take it in again.
    return this.#next(async () => {
      for (const headset of this.#headsets.filter((one) => sameHeadset(one.view, which))) {
        await headset.close(true)
        await headset.device.forget().catch(() => {})
        this.#headsets = this.#headsets.filter((one) => one !== headset)
      }
      this.#tell()
    })
  }

  /** Calls changed: the lamps follow. */
  follow(): void {
    const lamps = lampsFor(this.#parts.calls())
    for (const headset of this.#headsets) headset.tell(lamps)
  }

  /** The page goes: no lamp stays on. */
  closeAll(): void {
    clearTimeout(this.#retry)
    for (const headset of this.#headsets) void headset.close(true)
    this.#headsets = []
  }

  /** One after the other. Never rejects. */
  #next(step: () => Promise<void>): Promise<void> {
    this.#looking = this.#looking
      .then(step)
      .catch((error: unknown) => this.#parts.log('warn', 'headset.look.failed', { error: nameOf(error) }))
    return this.#looking
  }

  async #look(): Promise<void> {
    const devices = (await this.#parts.hid?.getDevices()) ?? []
    const ours = devices.filter((device) => hasButtons(device.collections))
    for (const headset of this.#headsets) if (!ours.includes(headset.device)) await headset.close(false)
    const { log, now } = this.#parts
    this.#headsets = ours.map(
      (device) =>
        this.#headsets.find((one) => one.device === device) ??
        new Headset(device, { now, log, pressed: (press) => this.#pressed(press) }),
    )
    let busy = false
    for (const headset of this.#headsets) busy = !(await headset.open(lampsFor(this.#parts.calls()))) || busy
    clearTimeout(this.#retry)
    if (busy) this.#retry = setTimeout(() => void this.look(), tryAgainAfter)
    // What rang or ended while they were being opened.
    this.follow()
    this.#tell()
  }

  #gone(device: HidConnectionEvent['device']): void {
    const gone = this.#headsets.filter((one) => one.device === device)
    this.#headsets = this.#headsets.filter((one) => one.device !== device)
    for (const headset of gone) void headset.close(false)
    this.#tell()
  }

  #pressed(press: Press): void {
    const act = headsetAct(press, this.#parts.calls())
    if (act === null) return
    const at = this.#parts.now()
    const wish = `${act.act} ${act.callId}`
    if (this.#last?.wish === wish && at - this.#last.at < underWay) return
    this.#last = { wish, at }
    this.#parts.act(act)
  }

  #tell(): void {
    const views = this.#headsets.map((one) => one.view)
    const text = JSON.stringify(views)
    if (text === this.#told) return
    this.#told = text
    this.#parts.changed(views)
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
