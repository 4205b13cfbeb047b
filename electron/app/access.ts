import { uuidv7 } from 'uuidv7'
import type { In } from '#shared/contract/define.ts'
import type { Access } from '#shared/contract/desk/state.ts'
import { Failure, toAppError, type AppError, type Result } from '#shared/contract/result.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { RpcClient } from '#shared/contract/rpc.ts'
import type { Log } from '../diagnostics/log.ts'
import type { Keychain } from '../secrets/keychain.ts'
import type { Vault } from '../secrets/vault.ts'
import type { AccessControl } from './services.ts'
import type { Supervised } from './supervised.ts'

type RecordsClient = Pick<RpcClient<typeof recordsCalls>, 'call'>

export interface AccessOptions {
  vault: Vault
  keychain: Keychain
  keyFile: Buffer | null
  records: () => Supervised<typeof recordsCalls>
  directory: () => string
  region: () => string
  /** The line that is set up; its calls are written under it. */
  line: () => { uri: string; tollFreeNumber: string | null; region: string } | null
  /** Name of the agent, for audit events. */
  actor: () => string
  mailboxes: () => In<(typeof recordsCalls)['mailboxes.known']>
  /** Asks for another folder; null when the person thought better of it. */
  chooseFolder: () => Promise<string | null>
  useFolder: (directory: string) => void
  show: (access: Access) => void
  /** The vault is open: secrets of the profile may move in. Called once. */
  vaultOpened: () => void
  /** The records are open for the first time in this run. */
  opened: () => Promise<void>
  quit: () => void
  log: Log
}

/**
 * From the start to open records; the states are drawn in `shared/contract/desk/state.ts`. Nothing is overwritten on the way: whatever
 * does not open is shown with the choices there are.
 */
export class AccessGate implements AccessControl {
  readonly #options: AccessOptions
  #first = true
  /** Another folder was chosen, and its records do not know it yet. */
  #newFolder = false

  constructor(options: AccessOptions) {
    this.#options = options
  }

  /** Opens with the key file or the keychain when that is possible without asking. */
  async begin(): Promise<void> {
    const { vault, keychain, keyFile, show } = this.#options
    try {
      vault.look()
      if (keyFile !== null) vault.openByKeyFile(keyFile)
      else if (vault.protection === 'passphrase') return show({ state: 'needs_passphrase', problem: null })
      else if (vault.protection === null && keychain.backend() === null) return show({ state: 'new_passphrase' })
      else vault.openByKeychain(keychain)
    } catch (thrown) {
      return this.#block(this.#expected(thrown))
    }
    await this.#openRecords()
  }

  async unlock(passphrase: string): Promise<void> {
    const { vault, show } = this.#options
    if (vault.isOpen) return
    const fresh = vault.protection === null
    try {
      await vault.openByPassphrase(passphrase)
    } catch (thrown) {
      const problem = this.#expected(thrown)
      if (!fresh) show({ state: 'needs_passphrase', problem })
      throw new Failure(problem)
    }
    await this.#openRecords()
  }

  async recover(choice: Parameters<AccessControl['recover']>[0]): Promise<void> {
    const { vault, records, directory, chooseFolder, useFolder, quit, actor } = this.#options
    switch (choice.choice) {
      case 'quit':
        return quit()
      case 'retry':
        return vault.isOpen ? this.#openRecords() : this.begin()
      case 'other': {
        const folder = await chooseFolder()
        if (folder === null) return
        useFolder(folder)
        this.#newFolder = true
        return this.#openRecords()
      }
      case 'restore': {
        const restored = await records().call('store.restore', {
          directory: directory(),
          key: vault.databaseKey(),
          name: choice.name,
          actor: actor(),
        })
        if (!restored.ok) throw new Failure(restored.error)
        this.#options.log('warn', 'records.restored')
        return this.#openRecords()
      }
    }
  }

  /** What the records process must do before anybody else may ask it, at every start of it. */
  async prepareRecords(client: RecordsClient): Promise<Result<unknown>> {
    const { vault, show } = this.#options
    const opened = await client.call('store.open', this.#openInput())
    if (!opened.ok) {
      await this.#block(opened.error, client)
      return opened
    }
    // Before anybody sees them open: a letter may be begun in that very moment, long before the mail process is up.
    const known = await client.call('mailboxes.known', this.#options.mailboxes())
    if (!known.ok) this.#options.log('warn', 'records.mailboxes', { kind: known.error.kind })
    await this.#noteFolder(client, opened.value.created)
    show({ state: 'open', protection: vault.protection ?? 'passphrase' })
    if (this.#first) {
      this.#first = false
      // Not awaited: it asks the records itself, and they answer only once this preparation has ended.
      this.#options.opened().catch((error: unknown) => this.#options.log('error', 'access.opened', { error }))
    }
    return opened
  }

  /** Another line, perhaps in another country: calls are written under it, and numbers without a country code read as that country's from now on. */
  async regionChanged(): Promise<void> {
    const { vault, records } = this.#options
    if (this.#first || !vault.isOpen) return
    const opened = await records().call('store.open', this.#openInput())
    if (!opened.ok) this.#options.log('warn', 'records.region', { kind: opened.error.kind })
  }

  async #openRecords(): Promise<void> {
    const { records, vaultOpened } = this.#options
    vaultOpened()
    const running = records()
    if (running.instance() === null && running.view().state === 'stopped') return running.start()
    await this.prepareRecords({ call: (name, input) => running.call(name, input) })
  }

  #openInput(): In<(typeof recordsCalls)['store.open']> {
    const { vault, directory, region, line } = this.#options
    const setUp = line()
    return {
      directory: directory(),
      key: vault.databaseKey(),
      region: region(),
      line: setUp && { uri: setUp.uri, tollFreeNumber: setUp.tollFreeNumber, region: setUp.region },
    }
  }

  async #noteFolder(client: RecordsClient, created: boolean): Promise<void> {
    if (!this.#newFolder) return
    this.#newFolder = false
    // Not where the folder is: a path may name people.
    const told = { id: uuidv7(), actor: this.#options.actor(), action: 'folder', object: 'records:folder', detail: { created } }
    const noted = await client.call('audit.add', { ...told, at: new Date().toISOString() })
    if (!noted.ok) this.#options.log('warn', 'audit.add', { kind: noted.error.kind })
  }

  async #block(problem: AppError, client?: RecordsClient): Promise<void> {
    const { show, directory } = this.#options
    const backups = client ? await client.call('store.backups', { directory: directory() }) : null
    // Before the records were asked it is the vault that did not open, and its folder is the one to look into.
    const where = client ? directory() : this.#options.vault.folder
    show({ state: 'blocked', problem, backups: backups?.ok === true ? backups.value : [], directory: where })
  }

  #expected(thrown: unknown): AppError {
    return toAppError(thrown, (what) => this.#options.log('error', 'access', { error: what }))
  }
}
