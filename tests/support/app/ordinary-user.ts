import { execFileSync } from 'node:child_process'
import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'
import { isRoot } from '../../../electron/tools/system/debian.ts'

/** Tests run Courtesy as this user when the runner is root: Chromium's sandbox refuses root. */
export const TEST_USER = 'courtesy-test'

/** Creates {@link TEST_USER} if it is not there. Only root can; for anyone else there is nothing to do. */
export function ensureTestUser(): void {
  if (!isRoot()) return
  try {
    execFileSync('id', [TEST_USER], { stdio: 'ignore' })
  } catch {
    execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', TEST_USER])
  }
}

/**
 * Gives files to the user who will run the app.
 * @param path file or folder, with all below it
 */
export function giveToTestUser(path: string): void {
  if (isRoot()) execFileSync('chown', ['-R', `${TEST_USER}:`, path])
}

/**
 * A script that runs a program as the ordinary user with the sandbox on, handing on its arguments.
 * @param folder where to write the script
 * @param program what to run, with leading arguments
 * @returns the script's path
 */
export function asOrdinaryUser(folder: string, program: readonly string[]): string {
  const quoted = program.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  const user = isRoot() ? `'${inCheckout('tests/lab/exchange/as-user')}' ${TEST_USER} ` : ''
  const file = join(folder, 'run')
  writeFileSync(file, `#!/bin/sh\nexec ${user}${quoted} "$@"\n`)
  chmodSync(file, 0o755)
  return file
}
