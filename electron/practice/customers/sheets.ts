import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { Scenario } from '#shared/practice/scenario.ts'
import { scoreSheet, type CueEvent, type Heard } from '#shared/practice/score.ts'
import type { PracticeLanguage } from '#shared/practice/texts.ts'
import type { Log } from '../../diagnostics/log.ts'
import type { RecordsDoor } from './seed.ts'

const kept = 20

interface Played {
  readonly scenario: Scenario
  interactionId: string | null
  heard: Heard | null
}

interface SheetsOptions {
  records: RecordsDoor
  cueEvents: (interactionId: string) => Promise<readonly CueEvent[]>
  language: PracticeLanguage
  made: () => void
  log: Log
}

/** Makes a score sheet of each practice call once its talk is over and the agent has closed it. */
export class Sheets {
  readonly #o: SheetsOptions
  /** By SIP Call-ID, until its sheet is made. */
  readonly #played = new Map<string, Played>()
  #made: NonNullable<PracticeView>['sheets'] = []

  constructor(options: SheetsOptions) {
    this.#o = options
  }

  /** Newest first. */
  made(): NonNullable<PracticeView>['sheets'] {
    return this.#made
  }

  begun(sipCallId: string, scenario: Scenario): void {
    this.#played.set(sipCallId, { scenario, interactionId: null, heard: null })
  }

  /** The talk is over; a call that was never answered (`null`) gets no sheet. */
  ended(sipCallId: string, heard: Heard | null): void {
    const played = this.#played.get(sipCallId)
    if (heard === null) this.#played.delete(sipCallId)
    else if (played) played.heard = heard
  }

  /** What the desk shows of calls: which interaction is which customer, and when one was closed. */
  onInteractions(active: readonly ActiveInteraction[]): void {
    for (const { interaction } of active) {
      const played = interaction.sipCallId === null ? undefined : this.#played.get(interaction.sipCallId)
      if (played) played.interactionId = interaction.id
    }
    const open = new Set(active.map(({ interaction }) => interaction.id))
    for (const [sipCallId, { scenario, interactionId, heard }] of this.#played)
      if (interactionId !== null && heard !== null && !open.has(interactionId)) {
        this.#played.delete(sipCallId)
        void this.#make(scenario, interactionId, heard)
      }
  }

  async #make(scenario: Scenario, interactionId: string, heard: Heard): Promise<void> {
    const { records, cueEvents, language, made, log } = this.#o
    const found = await records.call('interactions.get', { id: interactionId })
    if (!found.ok) return log('warn', 'practice.sheet', { kind: found.error.kind })
    const { interaction, segments } = found.value
    const opened = interaction.caseId === null ? null : await records.call('cases.get', { id: interaction.caseId })
    const sheet = scoreSheet({
      scenario,
      interaction,
      segments,
      case: opened?.ok === true ? opened.value : null,
      heard,
      cueEvents: await cueEvents(interactionId),
    })
    this.#made = [{ ...sheet, title: scenario.title[language], at: new Date().toISOString() }, ...this.#made].slice(0, kept)
    made()
  }
}
