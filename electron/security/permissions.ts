import type { DevicePermissionHandlerHandlerDetails, Session } from 'electron'

/** Who may have what, with the reason. Everything that is not in the table is refused, whatever a later Chromium invents. */
export interface PermissionRule {
  readonly permission: string
  readonly why: string
}
export const phonePermissions: readonly PermissionRule[] = [
  { permission: 'media', why: 'the microphone of a call; sound only, see allowed()' },
  { permission: 'speaker-selection', why: 'the caller on the headset, the ringing on the loudspeaker' },
  { permission: 'hid', why: 'the buttons of a headset; which device is asked apart, see headsets.ts' },
]
export const deskPermissions: readonly PermissionRule[] = [
  { permission: 'clipboard-sanitized-write', why: 'copying a number or an address' },
]

export interface Asking {
  readonly permission: string
  readonly origin: string
  readonly mainFrame: boolean
  /** Kinds of media asked for, when it is `media`. */
  readonly media: readonly string[]
}

/** Whether one window's page may have a permission: in its table, from its own origin and main frame, and sound without picture. */
export function allowed(rules: readonly PermissionRule[], ownOrigin: string, asking: Asking): boolean {
  if (asking.origin !== ownOrigin || !asking.mainFrame) return false
  if (!rules.some((rule) => rule.permission === asking.permission)) return false
  return asking.permission !== 'media' || asking.media.every((kind) => kind === 'audio')
}

/**
 * Puts the table in force on a session; screen capture is refused altogether.
 * @param device decides on each device (HID, serial, USB); all are refused by default
 */
export function guardPermissions(
  session: Session,
  rules: readonly PermissionRule[],
  ownOrigin: string,
  device: (asked: DevicePermissionHandlerHandlerDetails) => boolean = () => false,
): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    decide(
      allowed(rules, ownOrigin, { permission, origin: originOf(details.requestingUrl), mainFrame: details.isMainFrame, media }),
    )
  })
  session.setPermissionCheckHandler((contents, permission, origin, details) => {
    const media = details.mediaType === undefined || details.mediaType === 'unknown' ? [] : [details.mediaType]
    // Of HID Electron asks without saying which frame; that is looked at when a device is to be chosen (headsets.ts).
    const unsaid = permission === 'hid' && (contents === null || details.requestingUrl === undefined)
    const mainFrame = details.isMainFrame || unsaid
    return allowed(rules, ownOrigin, { permission, origin: originOf(origin), mainFrame, media })
  })
  session.setDevicePermissionHandler(device)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
}

/** `app://desk` of any address; '' for one that cannot be read. `URL.origin` says "null" for our scheme in Node. */
export function originOf(url: string): string {
  try {
    const parsed = new URL(url)
    return `${parsed.protocol}//${parsed.host}`
  } catch {
    return ''
  }
}
