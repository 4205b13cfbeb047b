import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTestUser, giveToTestUser } from './ordinary-user.ts'

/** The files one app under test lives on; outlives the app, so that it can be killed and started again on the same data. */
export type AppHome = {
  readonly folder: string
  readonly userData: string
  /** Path of the provisioning profile, when the test gave one. */
  readonly profile: string | undefined
  /** Everything the app printed, over all its starts. */
  readonly log: string
  readonly remove: () => void
}

/**
 * A fresh home for an app, owned by the user who will run it.
 * @param profile provisioning profile to write as JSON; its relative paths mean files beside it
 * @param files files to put beside the profile: name → source path or content
 */
export function makeHome(profile?: object, files: Record<string, { from: string } | { text: string }> = {}): AppHome {
  ensureTestUser()
  const folder = mkdtempSync(join(tmpdir(), 'courtesy-app-'))
  const userData = join(folder, 'data')
  mkdirSync(userData, { mode: 0o700 })
  for (const [name, file] of Object.entries(files)) {
    if ('from' in file) cpSync(file.from, join(folder, name))
    else writeFileSync(join(folder, name), file.text, { mode: 0o600 })
  }
  const profileFile = join(folder, 'profile.json')
  if (profile !== undefined) writeFileSync(profileFile, JSON.stringify(profile, null, 2), { mode: 0o600 })
  giveToTestUser(folder)
  return {
    folder,
    userData,
    profile: profile === undefined ? undefined : profileFile,
    log: join(folder, 'app.log'),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }),
  }
}
