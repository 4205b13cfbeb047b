import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Access } from '#shared/contract/desk/state.ts'
import { ok, type Result } from '#shared/contract/result.ts'
import { AccessGate } from '../../../../electron/app/access.ts'
import { Vault } from '../../../../electron/secrets/vault.ts'
import { startBench, temporaryDirectory } from '../../records/support/records.ts'

vi.setConfig({ testTimeout: 60_000 })

const keyFile = Buffer.alloc(64, 'k')

/** The way to open records from a folder, with real records behind it. */
function gateOf(folder: string) {
  const bench = startBench()
  onTestFinished(() => bench.stop())
  const shown: Access[] = []
  const quit = vi.fn()
  const records = {
    call: (name: never, input: never): Promise<Result<unknown>> =>
      bench.ask(name, input).then(ok, (thrown: { error: never }) => ({ ok: false as const, error: thrown.error })),
    instance: () => ({}),
    view: () => ({ state: 'running' }),
  }
  const gate = new AccessGate({
    vault: new Vault(folder),
    keychain: null as never,
    keyFile,
    records: () => records as never,
    directory: () => join(folder, 'records'),
    region: () => 'HU',
    line: () => null,
    actor: () => 'Anna',
    mailboxes: () => ({ mailboxes: [] }),
    chooseFolder: async () => null,
    useFolder: () => undefined,
    show: (access) => void shown.push(access),
    vaultOpened: () => undefined,
    opened: async () => undefined,
    quit,
    log: () => undefined,
  })
  return { gate, quit, shown: () => shown.at(-1) }
}

test('a damaged or unreadable vault is said, and opens by Try again once it is well; nothing is overwritten', async () => {
  const folder = temporaryDirectory(onTestFinished)
  const path = join(folder, 'vault.json')
  new Vault(folder).openByKeyFile(keyFile)
  const good = readFileSync(path)
  writeFileSync(path, good.subarray(0, 40))

  const { gate, quit, shown } = gateOf(folder)
  const blocked = (messageKey: string) => ({ state: 'blocked', problem: { messageKey }, backups: [], directory: folder })
  await gate.begin()
  expect(shown()).toMatchObject(blocked('error.vault.damaged'))
  await gate.recover({ choice: 'retry' })
  expect(shown()).toMatchObject(blocked('error.vault.damaged'))
  expect(readFileSync(path)).toEqual(good.subarray(0, 40))

  rmSync(path)
  mkdirSync(path)
  await gate.recover({ choice: 'retry' })
  expect(shown()).toMatchObject(blocked('error.vault.unreadable'))
  await gate.recover({ choice: 'quit' })
  expect(quit).toHaveBeenCalledOnce()

  rmSync(path, { recursive: true })
  writeFileSync(path, good)
  await gate.recover({ choice: 'retry' })
  expect(shown()).toEqual({ state: 'open', protection: 'key_file' })
  expect(readFileSync(path)).toEqual(good)
})
