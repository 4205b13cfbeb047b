import { existsSync, readFileSync } from 'node:fs'
import { isRoot } from '../system/debian.ts'
import { PlainFailure, say } from '../system/words.ts'

/**
 * The switches Electron needs here besides the person's own, each said in one line.
 * @returns switches to add in front
 * @throws PlainFailure when there is no display to open a window on
 */
export function switchesForHere(): string[] {
  if (process.platform !== 'linux') return []
  return [...displaySwitches(), ...sandboxSwitches()]
}

function displaySwitches(): string[] {
  if (process.env['DISPLAY']) return []
  if (process.env['WAYLAND_DISPLAY']) return ['--ozone-platform=wayland']
  throw new PlainFailure('there is no display to open a window on; with a virtual one: xvfb-run -a npm start')
}

function sandboxSwitches(): string[] {
  if (isRoot()) {
    say("running as root, so without Chromium's sandbox (it refuses root); use an ordinary user for real work")
    return ['--no-sandbox']
  }
  if (kernelForbidsSandbox()) {
    throw new PlainFailure(
      "this kernel keeps ordinary programs from user namespaces, which Chromium's sandbox needs; install the package (npm run package) or allow them: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1",
    )
  }
  return []
}

/** Debian's and Ubuntu's switches against unprivileged user namespaces; an installed package has a set-uid helper instead. */
function kernelForbidsSandbox(): boolean {
  const reads = (file: string, value: string): boolean => existsSync(file) && readFileSync(file, 'utf8').trim() === value
  return (
    reads('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    reads('/proc/sys/kernel/unprivileged_userns_clone', '0')
  )
}
