import { spawn } from 'node:child_process'
import { setPriority } from 'node:os'
import { inCheckout } from '../../../electron/tools/system/checkout.ts'

/** Where what is run says what it has to say, and how it runs. */
export interface Place {
  readonly output: 'inherit' | number
  readonly say: (line: string) => void
  /** Only with what others leave of the processors. */
  readonly gently: boolean
}

export const here: Place = { output: 'inherit', say: (line) => console.log(line), gently: false }

/**
 * Runs a program of the checkout with its output shown; after the time limit it and everything it started are killed.
 * @param command program name; those in node_modules/.bin come first
 * @param args its arguments
 * @param timeoutMs limit in milliseconds
 * @param env variables to add
 * @param place where its output goes
 * @returns its exit code; 124 after the time limit, 127 when it cannot be started
 */
export function timed(
  command: string,
  args: readonly string[],
  timeoutMs: number,
  env: Record<string, string> = {},
  place: Place = here,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: inCheckout('.'),
      stdio: ['ignore', place.output, place.output],
      env: { ...process.env, PATH: `${inCheckout('node_modules/.bin')}:${process.env['PATH'] ?? ''}`, ...env },
      // A process group of its own, so that the limit reaches servers and windows a stuck test left behind.
      detached: true,
    })
    // What it starts later is born with it.
    if (place.gently && child.pid !== undefined) setPriority(child.pid, 19)
    const limit = setTimeout(() => {
      place.say(`${command} did not end within ${timeoutMs / 60_000} minutes; killing it`)
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      resolve(124)
    }, timeoutMs)
    const end = (code: number): void => {
      clearTimeout(limit)
      resolve(code)
    }
    child.once('error', () => end(127))
    child.once('exit', (code) => end(code ?? 1))
  })
}
