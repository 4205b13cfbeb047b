import { headsetName, type HeadsetState } from '#shared/domain/headset/chosen.ts'
import { layoutOf, type Layout } from '#shared/domain/headset/layout.ts'
import { freshDevice, outOfStep, pressesOf, toldLamps, type Press } from '#shared/domain/headset/presses.ts'
import { lampReports, readReport } from '#shared/domain/headset/reports.ts'
import type { Lamps } from '#shared/domain/headset/usages.ts'
import type { Log } from '../signalling/log.ts'
import type { HidDevice, HidReportEvent } from './hid.ts'

/** A device that did not give in is told again after this, milliseconds: by then what was pressed is done, or was refused. */
const inStepAfter = 1000

export interface HeadsetParts {
  readonly now: () => number
  readonly pressed: (press: Press) => void
  readonly log: Log
}

/** One device: opened once, its buttons heard, its lamps told. */
export class Headset {
  readonly device: HidDevice
  readonly #parts: HeadsetParts
  readonly #layout: Layout
  #state = freshDevice
  #open = false
  /** It was said that another program holds it. */
  #saidBusy = false
  /** Reports as they were last sent, so that only what changes travels. */
  readonly #sent = new Map<number, string>()
  #sending: Promise<void> = Promise.resolve()
  #again: ReturnType<typeof setTimeout> | undefined

  constructor(device: HidDevice, parts: HeadsetParts) {
    this.device = device
    this.#parts = parts
    this.#layout = layoutOf(device.collections)
  }

  get view(): HeadsetState {
    const { productId, productName, vendorId } = this.device
    const name = headsetName(productName, { vendorId, productId })
    return { vendorId, productId, name, state: this.#open ? 'connected' : 'busy' }
  }

  /** Takes the device into use. One that another program holds stays `busy`; nothing is thrown. @returns whether it is in use now */
  async open(lamps: Lamps): Promise<boolean> {
    if (this.#open) return true
    try {
      if (!this.device.opened) await this.device.open()
    } catch (error) {
      // It is tried every few seconds, for hours perhaps.
      if (!this.#saidBusy) this.#parts.log('warn', 'headset.busy', { error: error instanceof Error ? error.name : 'unknown' })
      this.#saidBusy = true
      return false
    }
    this.#open = true
    this.#saidBusy = false
    this.device.addEventListener('inputreport', this.#heard)
    this.tell(lamps)
    return true
  }

  /** Lamps as they should be; sent when they are not, or when the device was just opened. */
  tell(lamps: Lamps): void {
    this.#state = toldLamps(this.#state, lamps, this.#parts.now())
    if (this.#open) this.#send()
  }

  /** Out of use. `there`: it is still plugged in, so its lamps go out and it is let go. */
  async close(there: boolean): Promise<void> {
    const was = this.#open
    clearTimeout(this.#again)
    this.device.removeEventListener('inputreport', this.#heard)
    if (was && there) this.tell({ offHook: false, mute: false, ring: false, hold: false })
    this.#open = false
    await this.#sending
    if (was) await this.device.close().catch(() => {})
  }

  readonly #heard = (event: Event): void => {
    const { data, reportId } = event as HidReportEvent
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    const { device, presses } = pressesOf(this.#layout, this.#state, readReport(this.#layout, reportId, bytes), this.#parts.now())
    this.#state = device
    for (const press of presses) this.#parts.pressed(press)
    if (outOfStep(this.#layout, device)) this.#tellAgain()
  }

  #tellAgain(): void {
    clearTimeout(this.#again)
    this.#again = setTimeout(() => {
      if (!this.#open || !outOfStep(this.#layout, this.#state)) return
      this.#sent.clear()
      this.#state = toldLamps(this.#state, this.#state.told, this.#parts.now(), true)
      this.#send()
    }, inStepAfter)
  }

  #send(): void {
    for (const { bytes, reportId } of lampReports(this.#layout, this.#state.told)) {
      const text = bytes.join()
      if (this.#sent.get(reportId) === text) continue
      this.#sent.set(reportId, text)
      this.#sending = this.#sending
        .then(() => this.device.sendReport(reportId, bytes))
        .catch((error: unknown) => {
          this.#sent.delete(reportId)
          this.#parts.log('warn', 'headset.lamps.failed', { error: error instanceof Error ? error.name : 'unknown' })
        })
    }
  }
}
