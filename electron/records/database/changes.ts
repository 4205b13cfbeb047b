import type { changeTopics } from '#shared/contract/records/index.ts'

export type ChangeTopic = (typeof changeTopics)[number]

/** Most contacts an event names; beyond that it says "anybody's". */
const most = 200

/** Collects what a transaction changed, to be told after its commit and only then. */
export class Changes {
  readonly #topics = new Set<ChangeTopic>()
  readonly #contacts = new Set<string>()
  #anybody = false

  /** Notes that lists of these topics changed, for one contact or (null, undefined) for nobody in particular. */
  add(topics: readonly ChangeTopic[], contactId?: string | null): void {
    for (const topic of topics) this.#topics.add(topic)
    if (contactId) this.#contacts.add(contactId)
    else if (contactId === undefined) this.#anybody = true
  }

  /** The event to send, or null when nothing changed. An empty `contactIds` means anybody's. */
  event(): { topics: ChangeTopic[]; contactIds: string[] } | null {
    if (this.#topics.size === 0) return null
    const narrow = !this.#anybody && this.#contacts.size <= most
    return { topics: [...this.#topics], contactIds: narrow ? [...this.#contacts] : [] }
  }
}
