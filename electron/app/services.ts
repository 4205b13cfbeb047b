import type { HeadsetId } from '#shared/domain/headset/chosen.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import type { phoneCalls } from '#shared/contract/phone.ts'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { PracticeView } from '#shared/contract/desk/practice.ts'
import type { CueEvent } from '#shared/practice/score.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { Cues } from '../cues/lazy.ts'
import type { Log } from '../diagnostics/log.ts'
import type { InteractionKeeper } from '../interactions/keeper.ts'
import type { WrapUpClock } from '../interactions/wrap-up-clock.ts'
import type { Connections } from '../policy/connections.ts'
import type { JsonStore } from '../policy/json-store.ts'
import type { LoadedProfile } from '../policy/load-profile.ts'
import type { PlaybookRoom } from '../playbooks/room.ts'
import type { Recordings } from '../recordings/recordings.ts'
import type { crisisSchema } from '#shared/contract/desk/playbooks.ts'
import type { z } from 'zod'
import type { Letters } from '../security/letters.ts'
import type { Vault } from '../secrets/vault.ts'
import type { DeskModel } from './desk-model.ts'
import type { Supervised } from './supervised.ts'

/** What `wiring.ts` has built; handlers take the part they need. */
export interface Services {
  readonly model: DeskModel
  readonly records: Supervised<typeof recordsCalls>
  readonly mail: Supervised<typeof mailCalls>
  readonly phone: Supervised<typeof phoneCalls>
  readonly keeper: InteractionKeeper
  readonly wrapUps: WrapUpClock
  readonly cues: Cues
  readonly recordings: Recordings
  readonly vault: Vault
  readonly settings: JsonStore<UserSettings>
  readonly language: LanguageControl
  readonly connections: JsonStore<Connections>
  readonly profile: LoadedProfile | null
  readonly letters: Letters
  readonly access: AccessControl
  readonly line: LineControl
  readonly headsets: HeadsetControl
  readonly accounts: AccountsControl
  readonly playbooks: PlaybookRoom
  /** The team's crisis switch. */
  readonly crisis: JsonStore<z.output<typeof crisisSchema>>
  /** Null at every start but a practice one. */
  readonly practice: Practice | null
  readonly log: Log
}

export interface AccessControl {
  unlock(passphrase: string): Promise<void>
  recover(
    choice: { choice: 'restore'; name: string } | { choice: 'other' } | { choice: 'retry' } | { choice: 'quit' },
  ): Promise<void>
}
export interface LineControl {
  /** Sends the line's set-up to the phone window again and shows it. */
  reconfigure(): Promise<void>
  /** The person changed a setting that the phone window keeps to. */
  settingsChanged(): Promise<void>
  setPresence(ready: boolean, reason: string | null): Promise<void>
}
export interface HeadsetControl {
  /** Shows the person what there is to choose from. */
  choose(): Promise<void>
  cancel(): void
  take(id: string): void
  forget(which: HeadsetId): Promise<void>
}
export interface LanguageControl {
  /** The setting was changed by the person; answers with the language in use (BCP 47). */
  chosen(): string
}
export interface AccountsControl {
  reconfigure(): Promise<void>
}

/** What practice needs of the rest once it is built. */
export interface PracticeParts {
  readonly records: Pick<Supervised<typeof recordsCalls>, 'call'>
  /** The line is ready and nobody is on it. */
  readonly free: () => boolean
  readonly cueEvents: (interactionId: string) => Promise<readonly CueEvent[]>
  readonly show: (view: NonNullable<PracticeView>) => void
}
/** The practice line, mailbox and customers, as main sees them. */
export interface Practice {
  /** Leads to the practice servers; taken in place of a file's. */
  readonly profile: LoadedProfile
  /** The records are open: customers are written into them, and then they come. */
  begin(parts: PracticeParts): void
  onInteractions(active: readonly ActiveInteraction[]): void
  callNow(scenarioId: string): Promise<void>
  writeNow(scenarioId: string): void
  pause(paused: boolean): void
  stop(): void
}
