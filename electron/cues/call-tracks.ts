import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { CueEventName } from '#shared/cues/facts.ts'
import { newInputs, type CueInputs } from '#shared/cues/inputs.ts'
import { caseTypeFromMenu } from '#shared/domain/case-from-menu.ts'
import { callMeant } from '#shared/domain/call-meant.ts'
import type { Case } from '#shared/domain/case.ts'
import type { Supervised } from '../app/supervised.ts'
import { caseFacts, contactFacts, subjectFacts, wayFacts } from './facts-of.ts'
import type { Track } from './track.ts'

interface Entry {
  readonly track: Track
  seen: ActiveInteraction
  linked: Case | null
}

export interface CallTracksOptions {
  readonly records: Pick<Supervised<typeof recordsCalls>, 'call'>
  readonly make: (interactionId: string, inputs: CueInputs) => Track
  readonly happen: (track: Track, event: CueEventName, change: Partial<CueInputs>) => void
  readonly over: (track: Track) => void
}

/** Calls as the cues see them: each list of live calls is compared with the one before, and every difference is an event. */
export class CallTracks {
  readonly #options: CallTracksOptions
  readonly #entries = new Map<string, Entry>()

  constructor(options: CallTracksOptions) {
    this.#options = options
  }

  tracks(): readonly Track[] {
    return [...this.#entries.values()].map(({ track }) => track)
  }

  /** The call that has the agent's ear. */
  talked(): Track | null {
    const talking = [...this.#entries.values()].filter(({ seen }) => seen.interaction.state === 'talk')
    const meant = callMeant(talking.flatMap(({ seen }) => (seen.call ? [seen.call] : [])))
    return (talking.find(({ seen }) => seen.call !== null && seen.call === meant) ?? talking[0])?.track ?? null
  }

  changed(active: readonly ActiveInteraction[]): void {
    const ids = new Set(active.map(({ interaction }) => interaction.id))
    for (const [id, { track }] of this.#entries)
      if (!ids.has(id)) {
        this.#entries.delete(id)
        this.#options.over(track)
      }
    for (const each of active) this.#take(each)
  }

  /** Reads the cases of live calls again. */
  async casesChanged(): Promise<void> {
    await Promise.all([...this.#entries.values()].map((entry) => this.#loadCase(entry)))
  }

  #take(now: ActiveInteraction): void {
    const { interaction, call } = now
    const known = this.#entries.get(interaction.id)
    if (!known) {
      // The first card is chosen among all that fit: that they call for the third time is known a moment after that they chose a menu.
      if (now.matching && interaction.answeredAt === null && interaction.endedAt === null) return
      const inputs = newInputs(interaction.channel, Date.parse(interaction.startedAt))
      const entry: Entry = { track: this.#options.make(interaction.id, inputs), seen: now, linked: null }
      this.#entries.set(interaction.id, entry)
      this.#options.happen(entry.track, 'offered', this.#known(entry))
      if (interaction.answeredAt !== null) this.#options.happen(entry.track, 'answered', times(now))
      if (interaction.endedAt !== null) this.#options.happen(entry.track, 'ended', times(now))
      if (interaction.caseId !== null) void this.#loadCase(entry)
      return
    }
    const before = known.seen
    known.seen = now
    const { track } = known
    if (before.interaction.answeredAt === null && interaction.answeredAt !== null)
      this.#options.happen(track, 'answered', times(now))
    const held = call?.held === true && interaction.state === 'talk'
    if (held && track.inputs.heldSince === null)
      this.#options.happen(track, 'held', { heldSince: Date.now(), holdCount: track.inputs.holdCount + 1 })
    if (!held && track.inputs.heldSince !== null)
      this.#options.happen(track, 'resumed', {
        heldSince: null,
        heldMs: track.inputs.heldMs + Date.now() - track.inputs.heldSince,
      })
    if (before.interaction.endedAt === null && interaction.endedAt !== null) this.#options.happen(track, 'ended', times(now))
    if (
      before.card !== now.card ||
      before.interaction.matchLevel !== interaction.matchLevel ||
      before.candidates !== now.candidates
    )
      this.#options.happen(track, 'contact_changed', this.#known(known))
    if (before.interaction.caseId !== interaction.caseId) void this.#loadCase(known)
    else if (before.interaction.note !== interaction.note) this.#options.happen(track, 'case_changed', this.#known(known))
  }

  #known({ seen, linked }: Entry): Partial<CueInputs> {
    const { interaction, card } = seen
    return {
      standing: {
        ...wayFacts(interaction),
        ...contactFacts(card, Date.now()),
        ...subjectFacts(card, linked, interaction.id),
        ...caseFacts(linked, interaction.note, caseTypeFromMenu(interaction.ivrOption, interaction.queue)),
      },
    }
  }

  async #loadCase(entry: Entry): Promise<void> {
    const { caseId } = entry.seen.interaction
    const found = caseId === null ? null : await this.#options.records.call('cases.get', { id: caseId })
    if (entry.seen.interaction.caseId !== caseId || (found !== null && !found.ok)) return
    const linked = found?.value ?? null
    if (linked?.updatedAt === entry.linked?.updatedAt && linked?.id === entry.linked?.id) return
    entry.linked = linked
    if (this.#entries.has(entry.track.interactionId)) this.#options.happen(entry.track, 'case_changed', this.#known(entry))
  }
}

const at = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant))
const times = ({ interaction }: ActiveInteraction): Partial<CueInputs> => ({
  answeredAt: at(interaction.answeredAt),
  endedAt: at(interaction.endedAt),
})
