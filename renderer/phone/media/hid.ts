import type { Collection } from '#shared/domain/headset/layout.ts'

/** What we use of WebHID (WICG draft); TypeScript's own library does not name it. */
export interface HidDevice extends EventTarget {
  readonly opened: boolean
  readonly vendorId: number
  readonly productId: number
  readonly productName: string
  readonly collections: readonly Collection[]
  open(): Promise<void>
  close(): Promise<void>
  forget(): Promise<void>
  sendReport(reportId: number, data: BufferSource): Promise<void>
}
/** `inputreport`. */
export interface HidReportEvent extends Event {
  readonly reportId: number
  /** Without the report's number. */
  readonly data: DataView
}
/** `connect` and `disconnect`, of devices we may use. */
export interface HidConnectionEvent extends Event {
  readonly device: HidDevice
}
export interface Hid extends EventTarget {
  getDevices(): Promise<HidDevice[]>
  requestDevice(options: { filters: { usagePage: number }[] }): Promise<HidDevice[]>
}

/** Null where a browser has none. */
export const systemHid = (): Hid | null => (navigator as unknown as { hid?: Hid }).hid ?? null
