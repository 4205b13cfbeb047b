import type { Session, WebFrameMain } from 'electron'
import { headsetName, sameHeadset, type ChosenHeadset, type HeadsetId } from '#shared/domain/headset/chosen.ts'
import { hasButtons, type Collection } from '#shared/domain/headset/layout.ts'
import { originOf } from './permissions.ts'

/** A device as Electron describes it; a serial number may be in it, which nobody reads. */
export interface DescribedDevice extends HeadsetId {
  readonly name?: string
  readonly deviceId?: string
  readonly collections?: readonly Collection[]
}

export interface AskedDevice {
  readonly deviceType: string
  readonly origin: string
  /** Its shape depends on the type. */
  readonly device: object
}

/** Whether a page may use a device: the phone window a headset with buttons that the person chose, nobody anything else. */
export function mayUseDevice(asked: AskedDevice, ownOrigin: string, chosen: readonly ChosenHeadset[]): boolean {
  if (asked.deviceType !== 'hid' || originOf(asked.origin) !== ownOrigin) return false
  const { collections = [], productId = -1, vendorId = -1 } = asked.device as Partial<DescribedDevice>
  return hasButtons(collections) && chosen.some((each) => sameHeadset(each, { vendorId, productId }))
}

/** A device that may be chosen, while the person is choosing. */
export interface Offer {
  readonly id: string
  readonly headset: ChosenHeadset
}

/** What of a device is offered; null for one that is no headset with buttons. */
export function offerOf(device: DescribedDevice): Offer | null {
  const { collections = [], deviceId = '', name, productId, vendorId } = device
  if (deviceId === '' || !hasButtons(collections)) return null
  return { id: deviceId, headset: { vendorId, productId, name: headsetName(name, { vendorId, productId }) } }
}

export interface Choosing {
  /** The page asks; `decide` is called once, with an offer's id or '' for none. */
  begun(offers: readonly Offer[], decide: (id: string) => void): void
  plugged(offer: Offer): void
  unplugged(id: string): void
}

/** Leads Electron's choosing of HID devices to `choosing`; a frame that is not the phone window's own gets nothing. */
export function watchChoosing(session: Session, ownOrigin: string, choosing: Choosing): void {
  const own = (frame: WebFrameMain | null): boolean =>
    frame !== null && frame.parent === null && originOf(frame.url) === ownOrigin
  session.on('select-hid-device', (event, details, decide) => {
    // Without this Electron answers at once that nothing was chosen.
    event.preventDefault()
    if (!own(details.frame)) return decide('')
    choosing.begun(
      details.deviceList.map((device) => offerOf(device)).filter((offer) => offer !== null),
      decide,
    )
  })
  session.on('hid-device-added', (_event, { device, frame }) => {
    const offer = own(frame) ? offerOf(device) : null
    if (offer) choosing.plugged(offer)
  })
  session.on('hid-device-removed', (_event, { device }) => choosing.unplugged(device.deviceId))
}
