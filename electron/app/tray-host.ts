import { execFile } from 'node:child_process'

/**
 * Whether this desktop shows tray icons. Windows and macOS do. On Linux an icon can be made even where nothing shows it (GNOME
 * without its extension, a bare X server), so the session is asked for the watcher that tray programs register with
 * (StatusNotifierItem). No answer counts as no tray: a window must never be hidden where nobody can fetch it back.
 */
export function trayHost(
  platform: NodeJS.Platform = process.platform,
  bus = process.env['DBUS_SESSION_BUS_ADDRESS'],
): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true)
  if (bus === undefined || bus === '') return Promise.resolve(false)
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ]
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: 2000 }, (error, stdout) => resolve(error === null && /boolean true/.test(stdout)))
  })
}
