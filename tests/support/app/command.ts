import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import type { AppHome } from './home.ts'
import { asOrdinaryUser } from './ordinary-user.ts'

/** How to start the app under test. */
export type StartOptions = {
  /** A voice for the fake microphone: path of a 48 kHz mono WAV, played from the start in a loop. Without it the fake device beeps. */
  readonly microphone?: string
  /** The devices of the sound server instead of Chromium's fake ones. */
  readonly realDevices?: boolean
  /** Interface language, as `en`. */
  readonly lang?: string
  /** More switches of ours or Chromium's. */
  readonly switches?: readonly string[]
  /** Start inside a D-Bus session with an unlocked Secret Service, so that the keychain truly protects. */
  readonly keychain?: boolean
  /** Environment variables to add. */
  readonly env?: Readonly<Record<string, string>>
}

let found: string | undefined

/** The executable that runs the built app of this checkout; finding it takes a moment, so it is asked for once. */
export function runtimeExecutable(): string {
  found ??= execFileSync(process.execPath, [inCheckout('electron/tools/runtime.ts')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()
  return found
}

/**
 * The script and switches that start the app in a home.
 * @param home where its data lives
 * @param options how to start it
 * @param executable another Electron than that of the checkout (the installed package, for instance)
 */
export function startCommand(
  home: AppHome,
  options: StartOptions,
  executable = runtimeExecutable(),
): { script: string; switches: string[] } {
  const program = options.keychain === true ? ['dbus-run-session', '--', keychainScript(home), executable] : [executable]
  const switches = [
    `--user-data-dir=${home.userData}`,
    ...(home.profile === undefined ? [] : [`--profile=${home.profile}`]),
    ...(options.lang === undefined ? ['--lang=en'] : [`--lang=${options.lang}`]),
    ...(options.keychain === true ? ['--password-store=gnome-libsecret'] : []),
    ...(options.realDevices === true ? [] : ['--use-fake-device-for-media-stream']),
    ...(options.microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${readableCopy(home, options.microphone)}`]),
    // Host candidates under .local names cannot be resolved by rtpengine.
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--disable-gpu',
    ...(options.switches ?? []),
  ]
  return { script: asOrdinaryUser(home.folder, program), switches }
}

/** Unlocks a fresh keyring in the session it runs in, then becomes the program. */
function keychainScript(home: AppHome): string {
  const file = join(home.folder, 'with-keychain')
  const unlock = 'printf test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
  writeFileSync(file, `#!/bin/sh\nexport XDG_DATA_HOME='${home.userData}-keyring'\n${unlock}\nexec "$@"\n`)
  chmodSync(file, 0o755)
  return file
}

/** The checkout may be closed to the user who runs the app. */
function readableCopy(home: AppHome, sound: string): string {
  const copy = join(home.folder, 'microphone.wav')
  cpSync(sound, copy)
  chmodSync(copy, 0o644)
  return copy
}
