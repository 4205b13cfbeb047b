/** `npm start [-- switches]`: builds if needed, finds an Electron that runs here, and opens Courtesy. Its exit code is the app's. */
import { describe, findRuntime } from './runtime/find.ts'
import { ensureBuilt } from './start/build.ts'
import { runAgainAndAgain } from './start/foreground.ts'
import { ensureLibraries } from './start/libraries.ts'
import { switchesForHere } from './start/surroundings.ts'
import { runTool, say } from './system/words.ts'

await runTool(async () => {
  const added = switchesForHere()
  await ensureBuilt()
  const runtime = await findRuntime()
  say(describe(runtime))
  await ensureLibraries(runtime.electron.executable)
  return runAgainAndAgain(runtime.executable, [...added, ...process.argv.slice(2)])
})
