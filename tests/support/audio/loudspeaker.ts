import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { asOrdinaryUser, giveToTestUser } from '../app/ordinary-user.ts'

/** A loudspeaker nobody hears: what the app really plays, as a sound server gets it, kept in a file. */
export type Loudspeaker = {
  /** Environment the app is started with. */
  readonly env: Readonly<Record<string, string>>
  /**
   * Starts keeping what is played (on the loudspeaker or another sink); the answer ends it and names the WAV file. `live`: it can be read
   * meanwhile, and to its very end; such a recording stutters where something takes both cores for seconds.
   */
  readonly record: (name: string, sink?: string, live?: boolean) => Promise<(() => Promise<string>) & { readonly file: string }>
  readonly stop: () => Promise<void>
}

/**
 * Starts a sound server (PulseAudio) of one's own for the user who runs the app, with a sink that goes nowhere.
 * @param folder a folder of the app's home
 */
export async function startLoudspeaker(folder: string): Promise<Loudspeaker> {
  const own = join(folder, 'sound')
  mkdirSync(own, { mode: 0o755 })
  giveToTestUser(own)
  const socket = join(own, 'socket')
  const env = { PULSE_SERVER: `unix:${socket}`, PULSE_RUNTIME_PATH: own, PULSE_STATE_PATH: own, XDG_RUNTIME_DIR: own }
  const server = spawn(
    asOrdinaryUser(own, [
      'env',
      ...Object.entries(env)
        .filter(([name]) => name !== 'PULSE_SERVER')
        .map(([name, value]) => `${name}=${value}`),
      'pulseaudio',
    ]),
    [
      '--daemonize=no',
      '-n',
      '--exit-idle-time=-1',
      '--use-pid-file=no',
      '--disallow-exit',
      '--realtime=no',
      '--high-priority=no',
      `--load=module-native-protocol-unix socket=${socket} auth-anonymous=1`,
      '--load=module-null-sink sink_name=speaker rate=48000 channels=1',
    ],
    { stdio: 'ignore' },
  )
  for (let tries = 0; !listening(env); tries++) {
    if (tries > 50) throw new Error('the sound server did not come up')
    await wait(100)
  }
  return {
    env: { PULSE_SERVER: env.PULSE_SERVER },
    record: async (name, sink = 'speaker', live = false) => {
      const file = join(own, `${name}.wav`)
      const recorder = spawn(
        'parec',
        // By itself it writes two seconds at once, and loses what is not written when it is ended.
        [
          ...['-d', `${sink}.monitor`, ...(live ? ['--latency-msec=100'] : []), '--file-format=wav'],
          ...['--rate=48000', '--channels=1', '--format=s16le', file],
        ],
        { env: { ...process.env, ...env }, stdio: 'ignore' },
      )
      await wait(200)
      const stop = async (): Promise<string> => {
        await end(recorder, 'SIGINT')
        return file
      }
      return Object.assign(stop, { file })
    },
    stop: () => end(server, 'SIGTERM'),
  }
}

const listening = (env: NodeJS.ProcessEnv): boolean =>
  spawnSync('pactl', ['info'], { env: { ...process.env, ...env }, stdio: 'ignore' }).status === 0

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await Promise.race([gone, wait(3000)])
  if (child.exitCode === null) child.kill('SIGKILL')
}
