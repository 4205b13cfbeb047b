import { spawn, type SpawnOptions } from 'node:child_process'

/** How a program ended: its exit code (128 + signal number is not used; a signal gives code -1) and what it printed. */
export type Finished = {
  readonly code: number
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a program to its end and collects what it prints.
 * @param command program name or path
 * @param args its arguments
 * @param options spawn options; `timeout` is in milliseconds and ends it with SIGTERM
 * @returns how it ended; a program that cannot be started gives code 127 and the reason in `stderr`
 */
export function run(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let stdout = ''
    let stderr = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', (error) => resolve({ code: 127, signal: null, stdout, stderr: stderr + error.message }))
    child.once('close', (code, signal) => resolve({ code: code ?? -1, signal, stdout, stderr }))
  })
}

/**
 * Runs a program with its output shown on our stderr (stdout of the tools belongs to what scripts read).
 * @param command program name or path
 * @param args its arguments
 * @param options spawn options
 * @returns its exit code, 127 when it cannot be started, 1 when a signal ended it
 */
export function show(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options })
    child.once('error', () => resolve(127))
    child.once('close', (code) => resolve(code ?? 1))
  })
}
