import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { inCheckout } from '../../../../electron/tools/system/checkout.ts'

const root = process.getuid?.() === 0
const NOBODY = 65534
const debian = existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'courtesy-start-'))
  chmodSync(folder, 0o755)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a module of `npm start` gives or throws in a process of its own: as root or as an ordinary user, in these surroundings. */
function asked(call: string, env: Record<string, string>, ordinary: boolean): { given: unknown; failed: string; said: string } {
  const script = `
    import { switchesForHere } from ${JSON.stringify(inCheckout('electron/tools/start/surroundings.ts'))}
    import { ensureLibraries } from ${JSON.stringify(inCheckout('electron/tools/start/libraries.ts'))}
    if (${ordinary && root}) process.setuid(${NOBODY})
    try { console.log(JSON.stringify({ given: await ${call} ?? null })) }
    catch (error) { console.log(JSON.stringify({ failed: error.constructor.name + ': ' + error.message })) }`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
    encoding: 'utf8',
    cwd: '/',
    env: { PATH: `${folder}:${process.env['PATH']}`, ...env },
  })
  const answer = JSON.parse(stdout) as { given?: unknown; failed?: string }
  return { given: answer.given, failed: answer.failed ?? '', said: stderr }
}

/** A program of this name that goes before the real one. */
function instead(name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
}

describe.skipIf(process.platform !== 'linux')('where it is started', () => {
  test('without a display one line says how to have one', () => {
    expect(asked('switchesForHere()', {}, true).failed).toBe(
      'PlainFailure: there is no display to open a window on; with a virtual one: xvfb-run -a npm start',
    )
  })

  test('an ordinary user keeps the sandbox, on X and on Wayland; a kernel that forbids it is named', () => {
    const x = asked('switchesForHere()', { DISPLAY: ':9' }, true)
    const wayland = asked('switchesForHere()', { WAYLAND_DISPLAY: 'wayland-0' }, true)
    if (x.failed === '') {
      expect(x).toEqual({ given: [], failed: '', said: '' })
      expect(wayland.given).toEqual(['--ozone-platform=wayland'])
    } else expect(x.failed).toMatch(/^PlainFailure: this kernel keeps ordinary programs from user namespaces.*sudo sysctl -w/)
  })

  test.runIf(root)('root goes without it and is told', () => {
    const { given, said } = asked('switchesForHere()', { DISPLAY: ':9' }, false)
    expect(given).toEqual(['--no-sandbox'])
    expect(said).toContain("running as root, so without Chromium's sandbox")
  })
})

describe.skipIf(process.platform !== 'linux')('shared libraries that lack', () => {
  const lacking = 'printf "\\tlibnss3.so => not found\\n\\tlibgbm.so.1 => not found\\n\\tlibc.so.6 => /lib/libc.so.6\\n"'

  test.runIf(debian)('an ordinary user reads which packages to install', () => {
    instead('ldd', lacking)
    expect(asked("ensureLibraries('/somewhere/electron')", {}, true).failed).toBe(
      'PlainFailure: Electron needs shared libraries this system lacks: libnss3.so libgbm.so.1; install them: sudo apt-get install libgbm1 libnss3',
    )
  })

  test.runIf(debian && root)('root has them installed, and reads what still lacks after it', () => {
    instead('apt-get', `echo "$@" >> ${folder}/apt; touch ${folder}/installed`)
    instead('ldd', `[ -e ${folder}/installed ] || ${lacking}`)
    const good = asked("ensureLibraries('/somewhere/electron')", {}, false)
    expect(good).toMatchObject({ given: null, failed: '' })
    expect(readFileSync(join(folder, 'apt'), 'utf8')).toMatch(/ install -y --no-install-recommends libgbm1 libnss3\n$/)
    instead('ldd', lacking)
    expect(asked("ensureLibraries('/somewhere/electron')", {}, false).failed).toBe(
      'PlainFailure: Electron still lacks shared libraries: libnss3.so libgbm.so.1',
    )
  })

  test('a system that lacks nothing is asked nothing', () => {
    instead('ldd', 'printf "\\tlibc.so.6 => /lib/libc.so.6\\n"')
    expect(asked("ensureLibraries('/somewhere/electron')", {}, true)).toEqual({ given: null, failed: '', said: '' })
  })
})
