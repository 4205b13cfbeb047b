import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { CueView } from '#shared/contract/desk/cues.ts'
import type { StoredCueEvent } from '#shared/contract/records/cues.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import { raise } from '#shared/contract/result.ts'
import type { CueLanguage } from '#shared/cues/deck/names.ts'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { prepareDeck, type PreparedDeck } from '#shared/cues/engine.ts'
import type { Stage } from '#shared/cues/facts.ts'
import { newInputs, type CueInputs } from '#shared/cues/inputs.ts'
import type { Draft } from '#shared/domain/mail.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'
import { unwrap } from '../ipc/handlers/unwrap.ts'
import { CallTracks } from './call-tracks.ts'
import { eventWriter } from './event-writer.ts'
import { draftFacts, letterCase, readLetter, type OpenLetter } from './letters.ts'
import { Track } from './track.ts'

export interface CueKeeperOptions {
  readonly records: Pick<Supervised<typeof recordsCalls>, 'call'>
  readonly deck: () => Deck | null
  readonly language: () => CueLanguage
  readonly show: (view: CueView | null) => void
  readonly newId: () => string
  readonly log: Log
}

const typingMs = 1500
const afterSentMs = 30_000
/** Moments that can still be acted on after their card went. */
const remembered = 200
/** Letters that were left and may be gone on with: what was said about one of them is not said again. */
const rememberedLetters = 50

/**
 * Feeds the cue engine from calls, letters and drafts, and holds the one card on the desk. A call that is talked has the desk: letters
 * wait then, and so does every other interaction while a card is up.
 */
export class CueKeeper {
  readonly #options: CueKeeperOptions
  readonly #writer
  readonly #calls: CallTracks
  #letter: { track: Track; letter: OpenLetter | null; draftId: string | null } | null = null
  #letterWanted: string | null = null
  /** By the interaction of a customer's letter, or the draft of one that answers none. */
  readonly #letters = new Map<string, Track>()
  #prepared: PreparedDeck | null = null
  #view: CueView | null = null
  readonly #moments = new Map<string, StoredCueEvent>()
  #clock: ReturnType<typeof setInterval> | undefined
  #typingEnd: ReturnType<typeof setTimeout> | undefined
  #typing = false

  constructor(options: CueKeeperOptions) {
    this.#options = options
    this.#writer = eventWriter((events) => options.records.call('cues.put', { events }))
    this.#calls = new CallTracks({
      records: options.records,
      make: (interactionId, inputs) => this.#track(interactionId, null, inputs),
      happen: (track, event, change) => this.#happen(track, event, change),
      over: (track) => this.#over(track),
    })
  }

  /** The calls there are now; what changed is found by comparing. */
  interactionsChanged(active: readonly ActiveInteraction[]): void {
    this.#calls.changed(active)
    this.#after()
  }

  /** Cases were written: facts of what is open are read again. */
  casesChanged(): void {
    void Promise.all([this.#calls.casesChanged(), this.#letterCase()]).then(() => this.#after())
  }

  deckChanged(): void {
    this.#prepared = null
  }

  /** A conversation came on the screen, or (null) letters were left. */
  async letter(conversationId: string | null): Promise<void> {
    if (conversationId === this.#letterWanted && (conversationId !== null || !this.#letter)) return
    this.#letterWanted = conversationId
    this.#leaveLetter()
    if (conversationId === null) return this.#after()
    const at = Date.now()
    const letter = await readLetter(this.#options.records, conversationId, at)
    if (!letter || this.#letterWanted !== conversationId) return
    // A draft that was written before the letter was read.
    this.#leaveLetter()
    const track = this.#letterTrack(letter.interactionId, conversationId)
    this.#letter = { track, letter, draftId: null }
    this.#happen(track, 'letter_opened', { standing: letter.standing })
    this.#after()
  }

  /** The words of a draft as they were just kept. */
  onDraft(draft: Pick<Draft, 'id' | 'conversationId' | 'text' | 'attachments'>): void {
    const { conversationId } = draft
    // It answers no customer's letter: it is new, or the conversation on the screen holds but our own words or a machine's.
    const alone = conversationId === null || (this.#letter === null && conversationId === this.#letterWanted)
    if (alone && this.#letter?.draftId !== draft.id) {
      this.#leaveLetter()
      this.#letter = { track: this.#letterTrack(draft.id, conversationId), letter: null, draftId: draft.id }
    }
    const open = this.#letter
    if (!open || open.track.conversationId !== draft.conversationId) return
    open.draftId = draft.id
    const { inputs } = open.track
    const found = draftFacts(draft, open.letter, this.#options.language())
    const draftChangedAt = found['draft.words'] === inputs.standing['draft.words'] ? inputs.draftChangedAt : Date.now()
    const standing = { ...inputs.standing, ...found }
    this.#happen(open.track, 'draft_changed', { draftChangedAt, standing, typing: this.#typing })
    this.#after()
  }

  onSent(draftId: string): void {
    if (this.#letter?.draftId !== draftId) return
    const { track } = this.#letter
    this.#happen(track, 'draft_sent', { sent: true })
    // A letter that answered nothing leaves no conversation on the screen that could be left.
    if (track.conversationId === null)
      setTimeout(() => {
        if (this.#letter?.track === track) this.#leaveLetter()
        this.#after()
      }, afterSentMs).unref()
    this.#after()
  }

  typing(typing: boolean): void {
    clearTimeout(this.#typingEnd)
    if (typing) this.#typingEnd = setTimeout(() => this.typing(false), typingMs)
    if (typing === this.#typing) return
    this.#typing = typing
    for (const track of this.#tracks()) this.#happen(track, typing ? 'tick' : 'typing_stopped', { typing })
    this.#after()
  }

  stage(interactionId: string, stage: Stage): void {
    const track = this.#tracks().find((each) => each.interactionId === interactionId)
    if (track) this.#happen(track, 'tick', { stageByHand: stage })
    this.#after()
  }

  /** Keeps what the agent did with a card; resolves when it is on disk. Throws Failure `not_found` for a card nobody knows. */
  async act(eventId: string, state: 'done' | 'not_now' | 'overruled', reason: string | null): Promise<null> {
    const moment = this.#moments.get(eventId) ?? raise('not_found', 'error.cue.gone')
    const track = this.#tracks().find(({ card }) => card?.event.id === eventId)
    if (track) track.act(state, reason, Date.now())
    else this.#put({ ...moment, state, reason, endedAt: new Date().toISOString() })
    this.#after()
    return unwrap(this.#writer.flush())
  }

  /** Something on the card was opened, where the agent reads or writes, or closed again: until then it does not go by itself. */
  use(eventId: string, inUse: boolean): void {
    this.#tracks()
      .find(({ card }) => card?.event.id === eventId)
      ?.use(inUse, Date.now())
    this.#after()
  }

  painted(eventId: string, at: string): void {
    const moment = this.#moments.get(eventId)
    const track = this.#tracks().find(({ card }) => card?.event.id === eventId)
    // A card that waited for a pause was painted late on purpose: its latency counts from the decision.
    if (moment?.shownAt) track?.painted(Math.max(0, Math.round(Date.parse(at) - Date.parse(moment.shownAt))))
  }

  async flush(): Promise<void> {
    for (const track of this.#tracks()) track.finish(Date.now())
    await this.#writer.flush()
  }

  #tracks(): readonly Track[] {
    return [...this.#calls.tracks(), ...(this.#letter ? [this.#letter.track] : [])]
  }

  #track(interactionId: string, conversationId: string | null, inputs: CueInputs): Track {
    return new Track({
      interactionId,
      conversationId,
      inputs: { ...inputs, typing: this.#typing },
      deck: () => this.#deck(),
      language: this.#options.language,
      newId: this.#options.newId,
      put: (event) => this.#put(event),
    })
  }

  /** That of before where the letter was open before: its cards, their number and the minute between them go on. */
  #letterTrack(interactionId: string, conversationId: string | null): Track {
    const track = this.#letters.get(interactionId) ?? this.#track(interactionId, conversationId, newInputs('email', Date.now()))
    this.#letters.delete(interactionId)
    this.#letters.set(interactionId, track)
    for (const id of this.#letters.keys()) if (this.#letters.size > rememberedLetters) this.#letters.delete(id)
    return track
  }

  #deck(): PreparedDeck | null {
    const deck = this.#options.deck()
    if (deck && this.#prepared?.deck !== deck) this.#prepared = prepareDeck(deck)
    return deck ? this.#prepared : null
  }

  #put(event: StoredCueEvent): void {
    this.#moments.delete(event.id)
    this.#moments.set(event.id, event)
    for (const id of this.#moments.keys()) {
      if (this.#moments.size <= remembered) break
      this.#moments.delete(id)
    }
    this.#writer.put(event)
  }

  #happen(track: Track, event: Parameters<Track['happen']>[0], change: Partial<CueInputs>): void {
    const elsewhere = this.#tracks().some((each) => each !== track && each.card !== null)
    const talked = this.#calls.talked()
    track.happen(event, Date.now(), change, elsewhere || (talked !== null && talked !== track))
  }

  async #letterCase(): Promise<void> {
    const open = this.#letter
    if (!open?.letter) return
    const found = await letterCase(this.#options.records, open.letter)
    if (found && this.#letter === open)
      this.#happen(open.track, 'case_changed', { standing: { ...open.track.inputs.standing, ...found } })
  }

  #leaveLetter(): void {
    if (!this.#letter) return
    this.#over(this.#letter.track)
    this.#letter = null
  }

  #over(track: Track): void {
    const at = Date.now()
    track.finish(at)
    const { interactionId, trace } = track
    if (trace.length === 0) return
    void this.#options.records
      .call('cues.putTrace', { interactionId, trace: JSON.stringify(trace), at: new Date(at).toISOString() })
      .then((kept) => {
        if (!kept.ok) this.#options.log('warn', 'cues.trace', { kind: kept.error.kind })
      })
  }

  /** Shows what is to be shown, and lets the clock run only while something is live. */
  #after(): void {
    const holder = this.#tracks().find(({ card }) => card !== null)
    const view = holder?.card ? this.#viewOf(holder) : null
    // Also when another language was chosen while the card stands there, or it stays for longer.
    if ((['eventId', 'language', 'expiresAt'] as const).some((each) => view?.[each] !== this.#view?.[each])) {
      this.#view = view
      this.#options.show(view)
    }
    const live = this.#tracks().length > 0
    if (live && this.#clock === undefined) this.#clock = setInterval(() => this.#tick(), 1000)
    if (!live && this.#clock !== undefined) {
      clearInterval(this.#clock)
      this.#clock = undefined
    }
  }

  #tick(): void {
    for (const track of this.#tracks()) this.#happen(track, 'tick', {})
    this.#after()
  }

  #viewOf(track: Track): CueView | null {
    const shown = track.card
    if (!shown) return null
    const language = this.#options.language()
    const { cue, event } = shown
    return {
      interactionId: track.interactionId,
      conversationId: track.conversationId,
      eventId: event.id,
      deckId: event.deckId,
      cueId: cue.id,
      technique: cue.technique,
      stage: event.stage,
      language,
      card: cue.card[language],
      evidence: track.evidence(shown),
      questions: (cue.questions ?? []).map(({ field, ask }) => ({ field, ask: ask[language] })),
      playbook: cue.playbook ?? null,
      number: shown.number,
      of: shown.of,
      shownAt: event.shownAt ?? event.at,
      expiresAt: new Date(shown.expiresAt).toISOString(),
    }
  }
}
