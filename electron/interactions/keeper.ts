import type { Call, Party } from '#shared/domain/call.ts'
import { callerOf } from '#shared/domain/caller.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import type { Interaction } from '#shared/domain/interaction.ts'
import { advance, begin, finish, pauseRecording, recover, type Tracked } from '#shared/domain/interaction-machine.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { MatchResult } from '#shared/contract/records/contacts.ts'
import type { Result } from '#shared/contract/result.ts'
import { writer, type Put } from './writer.ts'

/** What the keeper needs of the records; every function may fail and be asked again. */
export interface KeeperRecords {
  readonly put: Put
  match(raw: string | null): Promise<Result<MatchResult>>
  card(contactId: string): Promise<Result<ContactCard>>
  unfinished(): Promise<Result<{ interaction: Interaction; segments: Tracked['segments'] & unknown[] }[]>>
}

/** How long a ring waits for its name before it is shown without. */
const matchPatienceMs = 30

interface Entry {
  tracked: Tracked
  call: Call | null
  display: string | null
  divertedDisplay: string | null
  card: ContactCard | null
  candidates: ContactCard[]
  matching: boolean
}

/**
 * Keeps every call from its first ring to the end of wrap-up. It lives in main, the process that never goes away: windows may crash,
 * the records may restart, and nothing of a call is lost; what could not be written yet is written as soon as it can be.
 */
export class InteractionKeeper {
  readonly #entries = new Map<string, Entry>()
  readonly #records: KeeperRecords
  readonly #changed: () => void
  readonly #newId: () => string
  readonly #display: (raw: string) => string
  readonly #write: ReturnType<typeof writer>

  /** @param display a number as it is shown, in any spelling the exchange used. */
  constructor(records: KeeperRecords, changed: () => void, newId: () => string, display: (raw: string) => string) {
    this.#records = records
    this.#changed = changed
    this.#newId = newId
    this.#display = display
    this.#write = writer(records.put)
  }

  /** Newest last; the desk shows the one it works on and the others as rows. */
  active(): ActiveInteraction[] {
    return [...this.#entries.values()].map((entry) => ({
      interaction: entry.tracked.interaction,
      call: entry.call,
      display: entry.display,
      divertedDisplay: entry.divertedDisplay,
      card: entry.card,
      candidates: entry.candidates,
      matching: entry.matching,
      wrapUpAt: entry.tracked.interaction.state === 'wrap_up' ? entry.tracked.interaction.endedAt : null,
      wrapUpEndsAt: null,
    }))
  }

  get(id: string): Interaction | null {
    return this.#entries.get(id)?.tracked.interaction ?? null
  }

  /** A call under way (not yet ended), for questions like "may the window close". */
  liveCalls(): Call[] {
    return [...this.#entries.values()].flatMap((entry) => (entry.call && entry.call.phase !== 'ended' ? [entry.call] : []))
  }

  /** Takes over what the phone window says of a call. */
  onCall(call: Call, chosenContactId: string | null = null): void {
    const known = this.#entries.get(call.callId)
    if (!known) {
      if (call.phase === 'ended' && call.direction === 'outbound') return
      return this.#begin(call, chosenContactId)
    }
    const before = known.call?.connectedTo?.uri
    known.call = call
    if (call.connectedTo && call.connectedTo.uri !== before) this.#nowWith(known, call.connectedTo)
    this.#move(known, advance(known.tracked, call, new Date().toISOString(), this.#newId))
    if (known.tracked.interaction.state === 'closed') this.#entries.delete(call.callId)
    this.#changed()
  }

  /** The phone window died: what it held has ended for us, the sound with it. */
  onPhoneLost(stillThere: ReadonlySet<string> = new Set()): void {
    for (const [id, entry] of this.#entries)
      if (entry.call && entry.call.phase !== 'ended' && !stillThere.has(id))
        this.onCall({ ...entry.call, phase: 'ended', endedAt: new Date().toISOString(), endReason: 'connection_lost' })
  }

  /** After a start: calls nobody saw the end of. */
  async restore(): Promise<void> {
    const found = await this.#records.unfinished()
    if (!found.ok) return
    for (const tracked of found.value) {
      if (this.#entries.has(tracked.interaction.id)) continue
      const last = tracked.segments.at(-1)
      const recovered = recover(
        tracked,
        tracked.interaction.endedAt ?? last?.startedAt ?? tracked.interaction.startedAt,
        this.#newId,
      )
      this.#write.put(recovered)
      if (recovered.interaction.state !== 'wrap_up') continue
      const entry: Entry = {
        tracked: recovered,
        call: null,
        display: recovered.interaction.remote === null ? null : this.#display(recovered.interaction.remote),
        divertedDisplay: recovered.interaction.divertedFrom === null ? null : this.#display(recovered.interaction.divertedFrom),
        card: null,
        candidates: [],
        matching: false,
      }
      this.#entries.set(recovered.interaction.id, entry)
      await this.#loadCard(entry)
    }
    this.#changed()
  }

  /** Takes over a change of the link that is already in the records. */
  async linked(id: string, contactId: string | null, level: Interaction['matchLevel']): Promise<void> {
    const entry = this.#entries.get(id)
    if (!entry) return
    this.#patch(entry, { contactId, matchLevel: level })
    entry.card = null
    await this.#loadCard(entry)
    this.#changed()
  }

  /** Patches what the agent wrote or chose; resolves when it is on disk. */
  async write(id: string, patch: Partial<Pick<Interaction, 'note' | 'disposition' | 'caseId'>>): Promise<Result<null>> {
    const entry = this.#entries.get(id)
    if (!entry) return { ok: true, value: null }
    this.#patch(entry, patch)
    this.#changed()
    return this.#write.settled(id)
  }

  /** The recording of a call is silent from now on, or no longer. */
  recordingPaused(id: string, paused: boolean): void {
    const entry = this.#entries.get(id)
    if (entry) this.#move(entry, pauseRecording(entry.tracked, paused, new Date().toISOString(), this.#newId))
  }

  /** Ends wrap-up; resolves when it is on disk, and only then forgets it. */
  async finish(id: string, code: string | null, note: string): Promise<Result<null>> {
    const entry = this.#entries.get(id)
    if (!entry) return { ok: true, value: null }
    this.#move(entry, finish(entry.tracked, code, note, new Date().toISOString()))
    const written = await this.#write.settled(id)
    if (written.ok) this.#entries.delete(id)
    this.#changed()
    return written
  }

  /** The customer's record changed: show it again where it is open. */
  async refresh(contactIds: readonly string[]): Promise<void> {
    const concerned = [...this.#entries.values()].filter((entry) => {
      const contactId = entry.tracked.interaction.contactId
      return contactId !== null && (contactIds.length === 0 || contactIds.includes(contactId))
    })
    if (concerned.length === 0) return
    await Promise.all(concerned.map((entry) => this.#loadCard(entry)))
    this.#changed()
  }

  /** Two of the customers a call might be from turned out to be one, or one to be two: it is looked up again who it is. */
  async matchAgain(contactIds: readonly string[]): Promise<void> {
    const concerned = [...this.#entries.values()].filter(
      ({ candidates, tracked: { interaction } }) =>
        interaction.contactId === null &&
        // Somebody said that it is none of them: that stands.
        interaction.matchLevel !== 'none' &&
        candidates.some((card) => contactIds.includes(card.contact.id)),
    )
    await Promise.all(concerned.map((entry) => this.#match(entry, entry.tracked.interaction.remote, null)))
  }

  /** Writes what is not on disk yet, for the quit. */
  flush(): Promise<void> {
    return this.#write.flush()
  }

  #begin(call: Call, chosenContactId: string | null): void {
    const caller =
      call.direction === 'inbound' ? callerOf(call.facts) : { raw: call.facts.to.user, name: call.facts.to.name || null }
    const tracked = advance(
      begin(call, { normalized: caller.raw, raw: caller.raw, name: caller.name }, this.#newId),
      call,
      new Date().toISOString(),
      this.#newId,
    )
    const entry: Entry = {
      tracked,
      call,
      display: caller.raw === null || isCode(caller.raw) ? caller.raw : this.#display(caller.raw),
      divertedDisplay: call.facts.divertedFrom ? this.#display(call.facts.divertedFrom.user) : null,
      card: null,
      candidates: [],
      matching: true,
    }
    if (tracked.interaction.state !== 'closed') this.#entries.set(call.callId, entry)
    this.#write.put(tracked)
    // The records answer in a few milliseconds: one picture with the name is sooner seen than a first one without and a second with it.
    const unknown = setTimeout(this.#changed, matchPatienceMs)
    void this.#match(entry, caller.raw, chosenContactId).finally(() => clearTimeout(unknown))
  }

  /** The exchange says that somebody else is at the other end: their record belongs here, unless a person already said whose call it is. */
  #nowWith(entry: Entry, party: Party): void {
    if (entry.tracked.interaction.matchLevel === 'chosen') return
    entry.display = this.#display(party.user)
    entry.card = null
    this.#patch(entry, { remote: party.user, remoteRaw: party.user, remoteName: party.name || null, contactId: null })
    void this.#match(entry, party.user, null)
  }

  async #match(entry: Entry, raw: string | null, chosenContactId: string | null): Promise<void> {
    const matched = await this.#records.match(raw)
    entry.matching = false
    if (matched.ok) {
      const { value } = matched
      const code = isCode(raw)
      entry.display = code ? raw : (value.display ?? entry.display)
      const contactId = chosenContactId ?? value.contactId
      entry.candidates = contactId === null ? value.candidates : []
      entry.card = withThisOne(
        value.candidates.find((card) => card.contact.id === contactId),
        entry.tracked.interaction.startedAt,
      )
      this.#patch(entry, {
        contactId,
        matchLevel: chosenContactId === null ? value.level : 'chosen',
        candidateIds: contactId === null ? value.candidates.map((card) => card.contact.id) : [],
        remote: code ? raw : (value.normalized ?? entry.tracked.interaction.remote),
      })
      if (contactId !== null && entry.card === null) await this.#loadCard(entry)
    }
    this.#changed()
  }

  async #loadCard(entry: Entry): Promise<void> {
    const { contactId } = entry.tracked.interaction
    if (contactId === null) return
    const card = await this.#records.card(contactId)
    if (!card.ok || entry.tracked.interaction.contactId !== contactId) return
    entry.card = card.value
    // Merged into another one: the call is with that one from now on.
    if (card.value.contact.id !== contactId) this.#patch(entry, { contactId: card.value.contact.id })
  }

  #patch(entry: Entry, patch: Partial<Interaction>): void {
    this.#move(entry, { ...entry.tracked, interaction: { ...entry.tracked.interaction, ...patch } })
  }

  #move(entry: Entry, next: Tracked): void {
    if (next === entry.tracked) return
    entry.tracked = next
    this.#write.put(next)
  }
}

/** A code of the exchange, as `*97`: called back as it is, it is not the number that its digits would make. */
const isCode = (raw: string | null): boolean => /[*#]/.test(raw ?? '')

/** The records counted before they knew whose contact this is; once it is linked they count it themselves. */
function withThisOne(card: ContactCard | undefined, startedAt: string): ContactCard | null {
  if (!card) return null
  const { interactionCount, recentCount, recentSince } = card
  return {
    ...card,
    ...{ interactionCount: interactionCount + 1, recentCount: recentCount + 1, recentSince: recentSince ?? startedAt },
  }
}
