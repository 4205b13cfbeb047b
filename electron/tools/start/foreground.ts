import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { say } from '../system/words.ts'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm hands on what the terminal has already sent to all of us: signals as close together as this are one wish. */
const ONE_WISH_MS = 500

/**
 * Runs a program in the foreground and hands on the signals that end us, each wish once: Electron ends in good order at the first
 * and at once at the second, and a Ctrl-C reaches npm, this process and whatever is in our process group all together. So the program
 * gets a group of its own and hears of the end from here alone; who presses Ctrl-C again ends it at once.
 * @returns its exit code, 128 + the signal's number when a signal ended it, 127 when it cannot be started
 */
export function runInForeground(executable: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const program = spawn(executable, args, { stdio: 'inherit', detached: process.platform !== 'win32' })
    let last = -Infinity
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        const now = performance.now()
        if (now - last > ONE_WISH_MS) program.kill(signal)
        last = now
      })
    }
    program.once('error', (error) => {
      say(`could not start ${executable}: ${error.message}`)
      resolve(127)
    })
    program.once('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']))
  })
}
