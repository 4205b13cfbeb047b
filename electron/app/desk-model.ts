import type { z } from 'zod'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import type { deskEvents, DeskEventName } from '#shared/contract/desk/events.ts'

type Payload<K extends DeskEventName> = z.input<(typeof deskEvents)[K]>
/** Slices of the snapshot that are sent whole whenever they change. */
type Slice = Exclude<keyof Snapshot, 'seq' | 'version' | 'agent' | 'queues'>

/**
 * What the desk shows, held in main. Every change gets the next number and goes out as an event; a desk that was away or missed one
 * asks for the snapshot, which names the last number it contains.
 */
export class DeskModel {
  #state: Snapshot
  readonly #send: (envelope: { seq: number; name: string; payload: unknown }) => void
  readonly #watchers = new Set<(name: DeskEventName, payload: unknown) => void>()

  constructor(initial: Omit<Snapshot, 'seq'>, send: (envelope: { seq: number; name: string; payload: unknown }) => void) {
    this.#state = { seq: 0, ...initial }
    this.#send = send
  }

  snapshot(): Snapshot {
    return this.#state
  }

  /** Hears every event too, after the desk was told; for what main itself shows (tray, badge, call pop). */
  watch(watcher: (name: DeskEventName, payload: unknown) => void): void {
    this.#watchers.add(watcher)
  }

  set<K extends Slice & DeskEventName>(name: K, value: Snapshot[K] & Payload<K>): void {
    this.#state = { ...this.#state, [name]: value }
    this.tell(name, value)
  }

  /** An event that is no state: a level, a notice, "records changed". */
  tell<K extends DeskEventName>(name: K, payload: Payload<K>): void {
    this.#state = { ...this.#state, seq: this.#state.seq + 1 }
    this.#send({ seq: this.#state.seq, name, payload })
    for (const watcher of this.#watchers) watcher(name, payload)
  }
}
