import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redact } from './redact.ts'

export type Level = 'info' | 'warn' | 'error'
export type Log = (level: Level, what: string, context?: Record<string, unknown>) => void

const limit = 5 * 1024 * 1024

/**
 * One JSON line an entry in `logs/courtesy.log`, redacted, 0600, one older file kept. A disk that takes nothing more loses
 * log lines, never a call: the error goes to stderr.
 */
export function fileLog(directory: string, now: () => Date = () => new Date()): Log {
  const folder = join(directory, 'logs')
  const path = join(folder, 'courtesy.log')
  let written = 0
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    written = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  } catch (error) {
    process.stderr.write(`courtesy: no log can be written: ${String(error)}\n`)
  }
  return (level, what, context = {}) => {
    const line = `${JSON.stringify({ at: now().toISOString(), level, what, ...(redact(context) as object) })}\n`
    if (level !== 'info') process.stderr.write(line)
    try {
      if (written > limit) {
        renameSync(path, `${path}.1`)
        written = 0
      }
      appendFileSync(path, line, { mode: 0o600 })
      written += line.length
    } catch (error) {
      process.stderr.write(`courtesy: log line lost: ${String(error)}\n`)
    }
  }
}
