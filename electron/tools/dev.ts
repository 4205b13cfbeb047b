/** `npm run dev [-- switches]`: electron-vite's development server with the found Electron; windows reload as their files change. */
import { spawn } from 'node:child_process'
import { describe, findRuntime } from './runtime/find.ts'
import { ensureLibraries } from './start/libraries.ts'
import { switchesForHere } from './start/surroundings.ts'
import { inCheckout } from './system/checkout.ts'
import { runTool, say } from './system/words.ts'

await runTool(async () => {
  const added = switchesForHere()
  const runtime = await findRuntime()
  say(describe(runtime))
  await ensureLibraries(runtime.electron.executable)
  const vite = spawn(
    process.execPath,
    [
      inCheckout('node_modules/electron-vite/bin/electron-vite.js'),
      ...['dev', '--watch', '--config', inCheckout('electron/electron.vite.config.ts'), '--', ...added, ...process.argv.slice(2)],
    ],
    {
      stdio: 'inherit',
      // The executable runs this checkout by itself; electron-vite insists on a first argument, so it gets one that does nothing.
      env: { ...process.env, ELECTRON_EXEC_PATH: runtime.executable, ELECTRON_ENTRY: '--no-first-run' },
    },
  )
  return new Promise<number>((resolve) => vite.once('close', (code) => resolve(code ?? 1)))
})
