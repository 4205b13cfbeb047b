import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import type { phoneCalls } from '#shared/contract/phone.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { Log } from '../diagnostics/log.ts'
import type { InteractionKeeper } from '../interactions/keeper.ts'
import type { Connections } from '../policy/connections.ts'
import type { JsonStore } from '../policy/json-store.ts'
import type { LoadedProfile } from '../policy/load-profile.ts'
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
  readonly vault: Vault
  readonly settings: JsonStore<UserSettings>
  readonly connections: JsonStore<Connections>
  readonly profile: LoadedProfile | null
  readonly letters: Letters
  readonly access: AccessControl
  readonly line: LineControl
  readonly accounts: AccountsControl
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
  setPresence(ready: boolean, reason: string | null): Promise<void>
}
export interface AccountsControl {
  reconfigure(): Promise<void>
}
