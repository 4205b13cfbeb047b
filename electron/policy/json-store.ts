import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { LowSync, type SyncAdapter } from 'lowdb'
import type { z } from 'zod'
import { raise } from '#shared/contract/result.ts'
import { writeAtomic } from './write-atomic.ts'

/** lowdb's text on disk through {@link writeAtomic}, so that settings are 0600 and never half-written. */
class AtomicJson<T> implements SyncAdapter<T> {
  readonly #path: string
  constructor(path: string) {
    this.#path = path
  }
  read(): T | null {
    return existsSync(this.#path) ? (JSON.parse(readFileSync(this.#path, 'utf8')) as T) : null
  }
  write(data: T): void {
    writeAtomic(this.#path, `${JSON.stringify(data, null, 2)}\n`)
  }
}

export interface JsonStore<T> {
  get(): T
  set(next: T): void
}

/**
 * What people edit and we keep as JSON. A file that is no JSON or does not fit is copied aside (`.damaged`) and replaced by the
 * defaults; `damaged` is told so that the person hears of it.
 */
export function jsonStore<S extends z.ZodType>(path: string, schema: S, damaged: (path: string) => void): JsonStore<z.output<S>> {
  type T = z.output<S>
  const store = new LowSync<T>(new AtomicJson<T>(path), schema.parse({}))
  try {
    store.read()
    store.data = schema.parse(store.data)
  } catch {
    copyFileSync(path, `${path}.damaged`)
    damaged(path)
    store.data = schema.parse({})
  }
  return {
    get: () => store.data,
    set: (next) => {
      const before = store.data
      store.data = schema.parse(next)
      try {
        store.write()
      } catch (error) {
        store.data = before
        raise('storage', 'error.settings.notKept', { params: { code: codeOf(error) }, retryable: true })
      }
    },
  }
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'error')
