import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { recordingSchema, type Recording } from '#shared/domain/recording.ts'
import { writeAtomic } from '../policy/write-atomic.ts'
import { seal, unseal } from '../secrets/seal.ts'
import { closeCutOff, SoundReader, SoundWriter, type SoundFacts } from './sound-file.ts'

/** A recording that was not settled, closed now. `cut`: its writer was cut off. */
export interface Found {
  readonly recording: Recording
  readonly facts: SoundFacts
  readonly cut: boolean
}

type FileKind = 'key' | 'part' | 'sound' | 'erase'

/**
 * The folder of recordings. Each is two files: `<id>.key`, its own key and what it is of, sealed with the vault's; and `<id>.part` while
 * it is written, `<id>.sound` from then on. Nothing in either can be read without the vault. All methods throw or reject with the file
 * system's error.
 */
export class Shelf {
  readonly #folder: string
  readonly #sealing: () => Buffer

  /** @param sealing the vault's key for recordings; may throw while the vault is closed */
  constructor(folder: string, sealing: () => Buffer) {
    this.#folder = folder
    this.#sealing = sealing
  }

  /** Begins a recording: first its key is on the disk, then its file is made. */
  async begin(recording: Recording): Promise<SoundWriter> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    const key = randomBytes(32)
    const text = Buffer.from(JSON.stringify({ key: key.toString('hex'), recording }))
    writeAtomic(this.#path(recording.id, 'key'), seal(this.#sealing(), recording.id, text))
    return SoundWriter.create(this.#path(recording.id, 'part'), key)
  }

  /** Its file is closed and its row is written: it is no longer one to look after at the next start. */
  async settle(id: string): Promise<void> {
    await rename(this.#path(id, 'part'), this.#path(id, 'sound'))
  }

  /** Closes every file whose writer was cut off. `failed` is told of those that cannot be; they stay as they are. */
  async closeCutOff(mine: (id: string) => boolean, failed: (id: string, error: unknown) => void): Promise<Found[]> {
    const found: Found[] = []
    for (const id of this.#all('part')) {
      if (mine(id)) continue
      try {
        const { key, recording } = this.#key(id)
        found.push({ recording, ...(await closeCutOff(this.#path(id, 'part'), key)) })
      } catch (error) {
        failed(id, error)
      }
    }
    return found
  }

  open(id: string): Promise<SoundReader> {
    return SoundReader.open(this.#path(id, 'sound'), this.#key(id).key)
  }

  /** About to be erased: should Courtesy end in the middle, the next start goes on with it. */
  doom(id: string): void {
    writeAtomic(this.#path(id, 'erase'), '')
  }
  spare(id: string): void {
    rmSync(this.#path(id, 'erase'), { force: true })
  }
  doomed(): string[] {
    return this.#all('erase')
  }

  /** Erases the key first: without it the sound is gone, even where the disk keeps what was on it. */
  erase(id: string): void {
    const key = this.#path(id, 'key')
    try {
      writeFileSync(key, randomBytes(readFileSync(key).length), { flush: true })
    } catch (error) {
      // Erased before, but for the sound.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    for (const kind of ['key', 'sound', 'part', 'erase'] as const) rmSync(this.#path(id, kind), { force: true })
  }

  #key(id: string): { key: Buffer; recording: Recording } {
    const text = unseal(this.#sealing(), id, readFileSync(this.#path(id, 'key'), 'utf8'))
    if (text === null) throw new Error('the key of a recording does not open')
    const { key, recording } = JSON.parse(text.toString('utf8')) as { key: string; recording: unknown }
    return { key: Buffer.from(key, 'hex'), recording: recordingSchema.parse(recording) }
  }

  #all(kind: FileKind): string[] {
    try {
      const end = `.${kind}`
      return readdirSync(this.#folder).flatMap((name) => (name.endsWith(end) ? name.slice(0, -end.length) : []))
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    }
  }

  #path(id: string, kind: FileKind): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not the id of a recording')
    return join(this.#folder, `${id}.${kind}`)
  }
}
