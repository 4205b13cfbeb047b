import { uuidv7 } from 'uuidv7'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import { Failure, raise } from '#shared/contract/result.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Sounds } from '../security/recording-protocol.ts'
import type { Shelf } from './shelf.ts'
import type { SoundReader } from './sound-file.ts'

export interface ListeningParts {
  readonly shelf: Shelf
  readonly records: Pick<Supervised<typeof recordsCalls>, 'call'>
  readonly sounds: Sounds
  readonly actor: () => string
}

/** More are not open at a time; the oldest address is no longer answered then. */
const mostOpen = 8

/** Hands out addresses of recordings. Each listening is noted in the audit trail before. */
export class Listening {
  readonly #parts: ListeningParts
  readonly #open = new Map<string, { readonly id: string; readonly reader: SoundReader }>()

  constructor(parts: ListeningParts) {
    this.#parts = parts
  }

  /** @throws Failure when it is not there any more, damaged, or the audit trail cannot be written */
  async open(id: string): Promise<string> {
    const { actor, records, shelf, sounds } = this.#parts
    const row = await records.call('recordings.get', { id })
    if (!row.ok) throw new Failure(row.error)
    if (row.value.state !== 'whole' && row.value.state !== 'cut') raise('not_found', 'error.recording.gone')
    const told = { id: uuidv7(), actor: actor(), action: 'recording.listen', object: `recording:${id}`, detail: {} }
    const noted = await records.call('audit.add', { ...told, at: new Date().toISOString() })
    if (!noted.ok) throw new Failure(noted.error)
    const reader = await shelf.open(id).catch(() => raise('damaged', 'error.recording.damaged'))
    const url = sounds.show(reader)
    this.#open.set(url, { id, reader })
    const oldest = this.#open.keys().next()
    if (this.#open.size > mostOpen && !oldest.done) await this.#close(oldest.value)
    return url
  }

  /** Its addresses are answered no more. */
  async forget(id: string): Promise<void> {
    for (const [url, each] of [...this.#open]) if (each.id === id) await this.#close(url)
  }

  async #close(url: string): Promise<void> {
    const reader = this.#open.get(url)?.reader
    this.#parts.sounds.withdraw(url)
    this.#open.delete(url)
    await reader?.close()
  }
}
