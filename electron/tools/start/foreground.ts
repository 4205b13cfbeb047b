import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { say } from '../system/words.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm hands on what the terminal has already sent to all of us: signals as close together as this are one wish. */
const ONE_WISH_MS = 500

/**
 * Runs a program in the foreground and hands on the signals that end us, each wish once: Electron ends in good order at the first
 * and at once at the second, and a Ctrl-C reaches npm, this process and whatever is in our process group all together. So the program
 * gets a group of its own and hears of the end from here alone; who presses Ctrl-C again ends it at once.
 * @param env variables to add
 * @returns its exit code, 128 + the signal's number when a signal ended it, 127 when it cannot be started
 */
export function runInForeground(
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const program = spawn(executable, args, {
      stdio: 'inherit',
      detached: process.platform !== 'win32',
      env: { ...process.env, ...env },
    })
    let last = -Infinity
    const handOn = (signal: NodeJS.Signals): void => {
      const now = performance.now()
      if (now - last > ONE_WISH_MS) program.kill(signal)
      last = now
    }
    for (const signal of SIGNALS) process.on(signal, handOn)
    const ended = (code: number): void => {
      for (const signal of SIGNALS) process.off(signal, handOn)
      resolve(code)
    }
    program.once('error', (error) => {
      say(`could not start ${executable}: ${error.message}`)
      ended(127)
    })
    program.once('close', (code, signal) => ended(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}

/**
 * The same for a program that may ask to be started anew with other switches (into practice and out of it): it writes them as a JSON list
 * into the file that `COURTESY_COMES_AGAIN` names, and ends. So whoever started us goes on waiting, a virtual display stays as long as
 * there is a window on it, and the last exit code is ours.
 */
export async function runAgainAndAgain(executable: string, args: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-start-'))
  const file = join(folder, 'again.json')
  try {
    for (let next = args; ;) {
      const code = await runInForeground(executable, next, { COURTESY_COMES_AGAIN: file })
      if (!existsSync(file)) return code
      next = JSON.parse(readFileSync(file, 'utf8')) as string[]
      rmSync(file)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
