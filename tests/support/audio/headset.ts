import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { giveToTestUser } from '../app/ordinary-user.ts'
import type { Loudspeaker } from './loudspeaker.ts'

const mouth = fileURLToPath(new URL('./mouth.ts', import.meta.url))

/** Sound devices that come and go while the app runs, at the sound server of a {@link Loudspeaker}. */
export interface Headset {
  readonly plugMicrophone: () => void
  readonly unplugMicrophone: () => void
  /** Switched off at its cable: still there, and nothing comes from it. */
  readonly muteMicrophone: () => void
  /** The loudspeaker the server began with goes, or one of the same name comes. */
  readonly plugSpeaker: () => void
  readonly unplugSpeaker: () => void
  /** One more loudspeaker, named *Bell*, which the server does not choose by itself; recorded as the sink `bell`. */
  readonly plugBell: () => void
  readonly unplugBell: () => void
  readonly stop: () => void
}

/**
 * @param folder a folder of the app's home
 * @param voice what its microphone hears again and again: path of a WAV file (48 kHz, mono)
 */
export function headset(folder: string, { env }: Loudspeaker, voice: string): Headset {
  const surroundings = { ...process.env, ...env }
  const pactl = (...args: string[]): string =>
    execFileSync('pactl', args, { env: surroundings, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  const wire = join(folder, 'sound', 'wire')
  let microphone: { module: string; mouth: ChildProcess } | null = null
  const unplugMicrophone = (): void => {
    if (microphone === null) return
    microphone.mouth.kill('SIGKILL')
    pactl('unload-module', microphone.module)
    microphone = null
  }
  const unplugSink = (sink: string): void => {
    const row = pactl('list', 'short', 'modules')
      .split('\n')
      .map((line) => line.split('\t'))
      .find(([, name, argument]) => name === 'module-null-sink' && argument?.includes(`sink_name=${sink}`))
    if (!row?.[0]) throw new Error(`there is no ${sink}`)
    pactl('unload-module', row[0])
  }
  return {
    plugMicrophone() {
      if (microphone !== null) return
      // A source of its own, not the monitor of a sink: Chromium would list the sink as one more loudspeaker.
      const shape = ['format=s16le', 'rate=48000', 'channels=1']
      const module = pactl('load-module', 'module-pipe-source', 'source_name=microphone', `file=${wire}`, ...shape)
      giveToTestUser(wire)
      pactl('set-default-source', 'microphone')
      microphone = {
        module,
        mouth: spawn(process.execPath, [mouth, voice, wire], { stdio: 'ignore' }),
      }
    },
    unplugMicrophone,
    muteMicrophone: () => void pactl('set-source-mute', 'microphone', '1'),
    plugSpeaker() {
      pactl('load-module', 'module-null-sink', 'sink_name=speaker', 'rate=48000', 'channels=1')
      pactl('set-default-sink', 'speaker')
    },
    unplugSpeaker: () => unplugSink('speaker'),
    unplugBell: () => unplugSink('bell'),
    plugBell() {
      const name = 'sink_properties=device.description=Bell'
      pactl('load-module', 'module-null-sink', 'sink_name=bell', 'rate=48000', 'channels=1', name)
      pactl('set-default-sink', 'speaker')
    },
    stop: unplugMicrophone,
  }
}
