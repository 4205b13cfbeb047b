/** `npm run dev [-- switches]`: opens Courtesy, and opens it again whenever a source changes. Its records are on disk, so nothing is lost. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { describe, findRuntime } from './runtime/find.ts'
import { ensureBuilt } from './start/build.ts'
import { ensureLibraries } from './start/libraries.ts'
import { switchesForHere } from './start/surroundings.ts'
import { inCheckout } from './system/checkout.ts'
import { PlainFailure, runTool, say } from './system/words.ts'

/** Editors save several files at once. */
const QUIET_MS = 300

await runTool(async () => {
  const switches = [...switchesForHere(), ...process.argv.slice(2)]
  await ensureBuilt()
  const runtime = await findRuntime()
  say(describe(runtime))
  await ensureLibraries(runtime.electron.executable)

  let app: ChildProcess | undefined
  const open = (): void => {
    const started = spawn(runtime.executable, switches, { stdio: 'inherit' })
    // Closed by the developer, not by us: that ends the work.
    started.once('exit', (code) => app === started && process.exit(code ?? 1))
    app = started
  }
  const openAgain = async (): Promise<void> => {
    await ensureBuilt()
    const old = app
    app = undefined
    if (old?.kill()) await once(old, 'exit')
    open()
  }

  let timer: NodeJS.Timeout | undefined
  let work = Promise.resolve()
  const changed = (): void => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      work = work.then(openAgain).catch((error: unknown) => {
        if (!(error instanceof PlainFailure)) throw error
        say(error.message)
      })
    }, QUIET_MS)
  }
  for (const folder of ['electron', 'renderer', 'shared']) watch(inCheckout(folder), { recursive: true }, changed)
  open()
  return new Promise(() => undefined)
})
