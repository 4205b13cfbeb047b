import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const VIRTUAL = '/usr/bin/xvfb-run'

/** Without a display the whole bench starts again on a virtual one, where there is one; this process ends with its exit code. */
export function onSomeDisplay(): void {
  if (process.platform !== 'linux' || process.env['DISPLAY'] || !existsSync(VIRTUAL)) return
  const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  const { status } = spawnSync(VIRTUAL, ['-a', '-s', '-ac -screen 0 1600x1000x24', ...again], { stdio: 'inherit' })
  process.exit(status ?? 1)
}
