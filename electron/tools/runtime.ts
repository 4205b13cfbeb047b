/** `npm run --silent runtime [-- --stage]`: prints the path of an Electron that runs the built app when started with switches only. */
import { describe, findRuntime } from './runtime/find.ts'
import { runTool, say } from './system/words.ts'

await runTool(async () => {
  const runtime = await findRuntime({ stage: process.argv.includes('--stage') })
  say(describe(runtime))
  process.stdout.write(`${runtime.executable}\n`)
  return 0
})
