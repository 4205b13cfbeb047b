/** `npm start [-- switches]`: builds if needed, finds an Electron that runs here, and opens Courtesy. Its exit code is the app's. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { describe, findRuntime } from './runtime/find.ts'
import { ensureBuilt } from './start/build.ts'
import { ensureLibraries } from './start/libraries.ts'
import { switchesForHere } from './start/surroundings.ts'
import { runTool, say } from './system/words.ts'

await runTool(async () => {
  const added = switchesForHere()
  await ensureBuilt()
  const runtime = await findRuntime()
  say(describe(runtime))
  await ensureLibraries(runtime.electron.executable)
  return open(runtime.executable, [...added, ...process.argv.slice(2)])
})

/**
 * Runs the app in the foreground and hands on the signals that end us.
 * @returns its exit code, 128 + the signal's number when a signal ended it, 127 when it cannot be started
 */
function open(executable: string, switches: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const app = spawn(executable, switches, { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.kill(signal))
    app.once('error', (error) => {
      say(`could not start ${executable}: ${error.message}`)
      resolve(127)
    })
    app.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}
