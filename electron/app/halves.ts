import type { Handlers } from '#shared/contract/define.ts'
import type { DeskCalls } from '#shared/contract/desk/calls.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { Log } from '../diagnostics/log.ts'
import type { JsonStore } from '../policy/json-store.ts'
import type { RecordingsFirst } from '../recordings/recordings.ts'
import type { Letters, PartReader } from '../security/letters.ts'
import type { DeskWindow } from './desk-window.ts'
import type { Practice } from './services.ts'
import type { StartOptions } from './start-options.ts'

/** What `main.ts` has made before the first picture. */
export interface First extends StartOptions, RecordingsFirst {
  /** Null at every start but a practice one. */
  readonly practice: Practice | null
  readonly userData: string
  /** Of a switch or of practice (BCP 47); goes before the kept setting. */
  readonly forcedLanguage: string | null
  /** Best first (BCP 47). */
  readonly systemLanguages: () => string[]
  /** Folder of the built bundles. */
  readonly out: string
  readonly settings: JsonStore<UserSettings>
  readonly letters: Letters
  readonly desk: DeskWindow
  /** A file of settings was damaged; by its path. */
  readonly damaged: (path: string) => void
  readonly isDamaged: () => boolean
  readonly log: Log
}

/** What the first window needs of the rest. */
export interface Rest {
  readonly calls: DeskCalls
  readonly handlers: Handlers<DeskCalls>
  readonly readPart: PartReader
  /** Answers whether the link leads anywhere: it asks first, or fills in a number or a letter. */
  readonly linkClicked: (url: string) => boolean
  readonly deskRestarted: (restarts: number) => void
  readonly mayClose: () => boolean
  /** In use now (BCP 47). */
  readonly language: () => string
}
