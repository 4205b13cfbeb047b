import { join } from 'node:path'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import { raise } from '#shared/contract/result.ts'
import { cueLanguages, type CueLanguage } from '#shared/cues/deck/names.ts'
import type { Draft } from '#shared/domain/mail.ts'
import type { DeskModel } from '../app/desk-model.ts'
import type { Supervised } from '../app/supervised.ts'
import type { Log } from '../diagnostics/log.ts'
import type { CueKeeper } from './cue-keeper.ts'
import type { DeckStore } from './decks/deck-store.ts'

export interface CueOptions {
  readonly records: Supervised<typeof recordsCalls>
  readonly model: DeskModel
  readonly userData: string
  /** Folder of the shipped decks. */
  readonly shipped: string
  readonly newId: () => string
  readonly log: Log
}
export interface LoadedCues {
  readonly keeper: CueKeeper
  readonly decks: DeckStore
}

/** The door to the cues: light at the start of the app, everything behind it is loaded by `start`, after the first picture. */
export class Cues {
  readonly #options: CueOptions
  #active: readonly ActiveInteraction[] = []
  #loading: Promise<LoadedCues> | null = null
  #loaded: LoadedCues | null = null

  constructor(options: CueOptions) {
    this.#options = options
  }

  /** Loads engine and decks once. A failure is logged; calls and letters do without cards then. */
  start(): void {
    void this.#load().catch((error: unknown) => this.#options.log('error', 'cues.start', { error }))
  }

  /** For the desk's calls. Throws Failure `unavailable` before the records are open. */
  loaded(): LoadedCues {
    return this.#loaded ?? raise('unavailable', 'error.cue.notReady', { retryable: true })
  }

  interactionsChanged(active: readonly ActiveInteraction[]): void {
    this.#active = active
    this.#guarded((keeper) => keeper.interactionsChanged(active))
  }

  recordsChanged(topics: readonly string[]): void {
    if (topics.includes('cases')) this.#guarded((keeper) => keeper.casesChanged())
  }

  /** A draft's words were kept. */
  draftKept(draft: Draft | Omit<Draft, 'updatedAt'>): void {
    this.#guarded((keeper) => keeper.onDraft(draft))
  }

  draftSent(draftId: string): void {
    this.#guarded((keeper) => keeper.onSent(draftId))
  }

  /** The keeper, once it is there, for what may be missed before. */
  keeper(): CueKeeper | null {
    return this.#loaded?.keeper ?? null
  }

  language(): CueLanguage {
    const short = this.#options.model.snapshot().language.slice(0, 2)
    return cueLanguages.find((each) => each === short) ?? 'en'
  }

  async flush(): Promise<void> {
    await this.#loaded?.keeper.flush()
    this.#loaded?.decks.close()
  }

  /** A fault of the cues must never reach a call or the keeping of a letter. */
  #guarded(run: (keeper: CueKeeper) => void): void {
    try {
      if (this.#loaded) run(this.#loaded.keeper)
    } catch (error) {
      this.#options.log('error', 'cues.threw', { error })
    }
  }

  #load(): Promise<LoadedCues> {
    return (this.#loading ??= this.#make())
  }

  async #make(): Promise<LoadedCues> {
    const [{ CueKeeper: Keeper }, { DeckStore: Store }] = await Promise.all([
      import('./cue-keeper.ts'),
      import('./decks/deck-store.ts'),
    ])
    const { records, model, log, newId, userData, shipped } = this.#options
    const decks = new Store({
      shipped,
      own: join(userData, 'cue-decks'),
      changed: () => {
        keeper.deckChanged()
        model.tell('changed', { topics: ['decks'], contactIds: [] })
      },
      log,
    })
    const keeper = new Keeper({
      records,
      deck: () => decks.inUse(),
      language: () => this.language(),
      show: (view) => model.set('cue', view),
      newId,
      log,
    })
    this.#loaded = { keeper, decks }
    keeper.interactionsChanged(this.#active)
    return this.#loaded
  }
}
