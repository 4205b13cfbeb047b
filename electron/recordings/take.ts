import type { Recording } from '#shared/domain/recording.ts'
import type { Shelf } from './shelf.ts'
import type { SoundWriter } from './sound-file.ts'

export interface TakeParts {
  /** Writes the row; false when that failed. */
  readonly keep: (recording: Recording) => Promise<boolean>
  /** Sound can no longer be written. */
  readonly failed: (error: unknown) => void
}

/** No piece for so long, while each second brings one: nothing is being recorded, until the next one comes. Milliseconds. */
const silentFor = 10_000

/**
 * One recording that is being made, from its first piece on: pieces are written one after the other, each on the disk before the next.
 */
export class Take {
  #recording: Recording
  readonly #shelf: Shelf
  readonly #parts: TakeParts
  readonly #done = Promise.withResolvers<void>()
  #writer: SoundWriter | null = null
  #work: Promise<void> = Promise.resolve()
  #broken = false
  #ending = false
  #begun = false
  readonly #watch: NodeJS.Timeout

  constructor(recording: Recording, shelf: Shelf, parts: TakeParts) {
    this.#recording = recording
    this.#shelf = shelf
    this.#parts = parts
    this.#watch = setTimeout(() => parts.failed('nothing comes'), silentFor)
  }

  get recording(): Recording {
    return this.#recording
  }

  /** @returns whether it is going to be written */
  add(sound: Uint8Array): boolean {
    if (sound.byteLength === 0 || this.#ending || this.#broken) return false
    this.#watch.refresh()
    this.#begin()
    this.#work = this.#work.then(() => this.#try(() => this.#writer?.append(sound)))
    return true
  }

  /** What came so far is all; asked twice, the first counts. */
  end(state: 'whole' | 'cut'): void {
    if (this.#ending) return
    this.#ending = true
    clearTimeout(this.#watch)
    this.#work = this.#work.then(() => this.#close(state)).finally(this.#done.resolve)
  }

  /** Resolves once all is on the disk; what has not ended by itself after `withinMs` is closed with what there is. */
  async ended(withinMs: number): Promise<void> {
    const timer = setTimeout(() => this.end('cut'), withinMs)
    await this.#done.promise
    clearTimeout(timer)
  }

  /** The sound begins now, whenever it was asked for: pauses are told by the clock, and must be found in it. */
  #begin(): void {
    if (this.#begun) return
    this.#begun = true
    this.#recording = { ...this.#recording, startedAt: new Date().toISOString() }
    this.#work = this.#try(async () => void (this.#writer = await this.#shelf.begin(this.#recording)))
    void this.#parts.keep(this.#recording)
  }

  /** A file whose end cannot be written is closed by the next start. */
  async #close(state: 'whole' | 'cut'): Promise<void> {
    try {
      const facts = await this.#writer?.end()
      if (!facts) return
      const endedAt = new Date().toISOString()
      const kept = await this.#parts.keep({ ...this.recording, ...facts, endedAt, state: this.#broken ? 'cut' : state })
      if (kept) await this.#shelf.settle(this.recording.id)
    } catch (error) {
      this.#parts.failed(error)
    }
  }

  async #try(step: () => Promise<void> | undefined): Promise<void> {
    if (this.#broken) return
    try {
      await step()
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    if (this.#broken) return
    this.#broken = true
    this.#parts.failed(error)
  }
}
