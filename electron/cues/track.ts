import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { step, type CueChange, type PreparedDeck } from '#shared/cues/engine.ts'
import { factsOfTemplate, renderEvidence } from '#shared/cues/evidence.ts'
import { factNames, noFacts, type CueEventName, type Facts } from '#shared/cues/facts.ts'
import { newHistory, putAway, useCard, type CueHistory } from '#shared/cues/history.ts'
import { factsAt, type CueInputs, type StageState } from '#shared/cues/inputs.ts'
import { maxTrace, traceEntry, type TraceEntry } from '#shared/cues/trace.ts'

export interface ShownCard {
  readonly cue: Cue
  readonly event: StoredCueEvent
  readonly number: number
  readonly of: number
  readonly expiresAt: number
}

export interface TrackOptions {
  readonly interactionId: string
  readonly conversationId: string | null
  readonly inputs: CueInputs
  readonly deck: () => PreparedDeck | null
  readonly language: () => CueLanguage
  readonly newId: () => string
  readonly put: (event: StoredCueEvent) => void
}

/** One interaction as the cues see it: what is known, what the engine remembers, and the moments that are still open. */
export class Track {
  readonly interactionId: string
  readonly conversationId: string | null
  readonly #options: TrackOptions
  #inputs: CueInputs
  #history: CueHistory
  #stage: StageState | null = null
  #card: ShownCard | null = null
  readonly #open = new Map<string, StoredCueEvent>()
  readonly trace: TraceEntry[] = []

  constructor(options: TrackOptions) {
    this.#options = options
    this.interactionId = options.interactionId
    this.conversationId = options.conversationId
    this.#inputs = options.inputs
    this.#history = newHistory(options.interactionId, options.inputs.channel)
  }

  get inputs(): CueInputs {
    return this.#inputs
  }
  get card(): ShownCard | null {
    return this.#card
  }

  /**
   * Something happened (or, by `tick`, nothing but time).
   * @param barred a card may not come now for reasons outside of this interaction: another one has the desk
   */
  happen(event: CueEventName, at: number, change: Partial<CueInputs>, barred: boolean): void {
    const before = this.trace.length === 0 ? null : this.#inputs
    this.#inputs = { ...this.#inputs, ...change }
    if (event !== 'tick' && this.trace.length < maxTrace) this.trace.push(traceEntry(event, at, before, this.#inputs))
    const deck = this.#options.deck()
    const seen = factsAt(this.#inputs, at, this.#stage)
    const moved = this.#stage !== null && seen.state.stage !== this.#stage.stage
    this.#stage = seen.state
    if (!deck) return
    this.#step(deck, barred ? { ...seen.facts, typing: true } : seen.facts, event, at)
    if (moved) this.#step(deck, barred ? { ...seen.facts, typing: true } : seen.facts, 'stage_changed', at)
  }

  /** The agent acted on the card. */
  act(state: 'done' | 'not_now' | 'overruled', reason: string | null, at: number): void {
    if (!this.#card) return
    const { event } = this.#card
    this.#history = putAway(this.#history)
    this.#card = null
    this.#options.put({ ...event, state, reason, endedAt: iso(at) })
  }

  /** The agent opened or closed something on the card. */
  use(inUse: boolean, at: number): void {
    this.#history = useCard(this.#history, inUse, at)
    if (this.#card && this.#history.card) this.#card = { ...this.#card, expiresAt: this.#history.card.expiresAt }
  }

  /** Why the card came, in the language in use now; kept is the line as it first stood there. */
  evidence({ cue, event }: ShownCard): string {
    const language = this.#options.language()
    // What was kept came out of facts, name by name.
    const facts = { ...noFacts, ...event.evidence.facts } as Facts
    return renderEvidence(cue.evidence[language], facts, language, Date.parse(event.shownAt ?? event.at))
  }

  painted(latencyMs: number): void {
    if (!this.#card) return
    const event = { ...this.#card.event, latencyMs }
    this.#card = { ...this.#card, event }
    this.#options.put(event)
  }

  /** The interaction is over: what was open ends. */
  finish(at: number): void {
    const open = [...this.#open.values(), ...(this.#card ? [this.#card.event] : [])]
    for (const event of open) this.#options.put({ ...event, state: 'expired', endedAt: iso(at) })
    this.#open.clear()
    this.#card = null
  }

  #step(deck: PreparedDeck, facts: Facts, name: CueEventName, at: number): void {
    const done = step(deck, facts, { name, at }, this.#history)
    this.#history = done.history
    for (const change of done.changes) this.#changed(deck, change, facts, at)
    if (!done.history.card) this.#card = null
  }

  #changed(deck: PreparedDeck, change: CueChange, facts: Facts, at: number): void {
    const { put } = this.#options
    if (change.kind === 'expired' && change.seen) {
      if (this.#card) put({ ...this.#card.event, state: 'expired', endedAt: iso(at) })
      this.#card = null
      return
    }
    const cue = deck.order.find(({ id }) => id === change.cueId)
    const open = this.#open.get(change.cueId)
    if (change.kind === 'expired') {
      this.#open.delete(change.cueId)
      if (open) put({ ...open, state: 'expired', endedAt: iso(at) })
    } else if (cue && change.kind === 'due') {
      const event = this.#moment(deck, cue, facts, at)
      this.#open.set(cue.id, event)
      put(event)
    } else if (cue) {
      const event: StoredCueEvent = {
        ...(open ?? this.#moment(deck, cue, facts, at)),
        state: change.kind === 'shown' ? 'shown' : 'held_out',
        evidence: this.#evidence(cue, facts, at),
        ...(change.kind === 'shown' ? { shownAt: iso(at) } : { endedAt: iso(at) }),
      }
      this.#open.delete(cue.id)
      put(event)
      if (change.kind === 'shown')
        this.#card = {
          cue,
          event,
          number: this.#history.count,
          of: deck.deck.limits.perInteraction,
          expiresAt: at + cue.expiresSeconds * 1000,
        }
    }
  }

  #moment({ deck }: PreparedDeck, cue: Cue, facts: Facts, at: number): StoredCueEvent {
    return {
      id: this.#options.newId(),
      interactionId: this.interactionId,
      conversationId: this.conversationId,
      deckId: deck.id,
      deckRevision: deck.revision,
      cueId: cue.id,
      cueVersion: cue.version,
      stage: facts.stage ?? cue.stage,
      state: 'due',
      evidence: this.#evidence(cue, facts, at),
      reason: null,
      at: iso(at),
      shownAt: null,
      endedAt: null,
      latencyMs: null,
    }
  }

  /** The line, and the facts that the line (in every language) and the condition speak of. */
  #evidence(cue: Cue, facts: Facts, at: number): StoredCueEvent['evidence'] {
    const asked = JSON.stringify(cue.when)
    const told = new Set(factsOfTemplate(Object.values(cue.evidence).join(' ')))
    const known = factNames.filter((name) => asked.includes(`"${name}"`) || told.has(name))
    const values = known.map((name) => {
      const value = facts[name]
      return [name, typeof value === 'object' && value !== null ? [...value] : value] as const
    })
    return {
      text: renderEvidence(cue.evidence[this.#options.language()], facts, this.#options.language(), at),
      facts: Object.fromEntries(values),
    }
  }
}

const iso = (at: number): string => new Date(at).toISOString()
