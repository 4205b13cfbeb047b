import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { filesInAsar, wrongFiles, wrongFuses } from '../../electron/tools/package/verify.ts'
import { inCheckout } from '../../electron/tools/system/checkout.ts'
import { startCommand } from '../support/app/command.ts'
import { expect, test } from '../support/e2e.ts'

const APP = '/opt/Courtesy'

function installed(): boolean {
  return spawnSync('dpkg-query', ['-W', '-f', '${db:Status-Status}', 'courtesy'], { encoding: 'utf8' }).stdout === 'installed'
}

test.describe('the Debian package', () => {
  test.skip(process.getuid?.() !== 0, 'installing a package needs root')
  test.skip(!existsSync('/usr/bin/dpkg'), 'this is not Debian')
  test.describe.configure({ mode: 'serial', timeout: 300_000 })

  // Packaging brings the table up to date; what counts is what was there before.
  const committed = readFileSync(inCheckout('NOTICE.md'), 'utf8')
  let deb = ''

  test.afterAll(() => {
    if (installed()) execFileSync('dpkg', ['--purge', 'courtesy'])
  })

  test('is made, with fuses set and nothing in it that must not ship', async () => {
    const made = execFileSync(process.execPath, [inCheckout('electron/tools/package.ts'), '--unsupported-electron'], {
      encoding: 'utf8',
    })
      .trim()
      .split('\n')
    deb = made.find((path) => path.endsWith('.deb')) ?? ''
    const unpacked = inCheckout('dist/linux-unpacked')
    expect(made).toContain(unpacked)
    expect(existsSync(deb)).toBe(true)
    expect(await wrongFuses(join(unpacked, 'courtesy'))).toEqual([])
    const files = filesInAsar(join(unpacked, 'resources/app.asar'))
    expect(files.length).toBeGreaterThan(15)
    expect(wrongFiles(files)).toEqual([])
    expect(readdirSync(join(unpacked, 'resources')).toSorted()).toEqual([
      'THIRD-PARTY-NOTICES.txt',
      'app.asar',
      'app.asar.unpacked',
    ])
  })

  test('installs, opens its window for an ordinary user with the sandbox on, and leaves nothing behind', async ({ home }) => {
    execFileSync('dpkg', ['-i', deb])
    expect(statSync(join(APP, 'chrome-sandbox')).mode & 0o7777).toBe(0o4755)
    expect(readlinkSync('/usr/bin/courtesy')).toBe('/opt/Courtesy/courtesy')
    expect(spawnSync('desktop-file-validate', ['/usr/share/applications/courtesy.desktop'], { encoding: 'utf8' }).stdout).toBe('')

    const { script, switches } = startCommand(home(), {}, '/usr/bin/courtesy')
    const app = spawn(script, switches, { stdio: 'ignore' })
    try {
      // Electron also has tiny windows of its own; a person sees one of at least 600 x 400.
      await expect.poll(windows, { timeout: 60_000 }).toMatch(/"[^"]*Courtesy[^"]*": .* ([6-9]|1\d)\d\dx([4-9]|1\d)\d\d\+/)
      const renderers = () => processesOf(APP).filter(({ command }) => command.includes('--type=renderer'))
      await expect.poll(() => renderers().length, { timeout: 30_000 }).toBeGreaterThan(0)
      for (const { command, status } of renderers()) {
        expect(command).not.toContain('--no-sandbox')
        // Seccomp mode 2: Chromium's system call filter is in force.
        expect(status).toMatch(/^Seccomp:\t2$/m)
      }
      expect(processesOf(APP).every(({ status }) => !/^Uid:\t0\t/m.test(status))).toBe(true)
    } finally {
      app.kill('SIGKILL')
    }
    await expect.poll(() => processesOf(APP).length, { timeout: 15_000 }).toBe(0)

    const files = execFileSync('dpkg', ['-L', 'courtesy'], { encoding: 'utf8' }).trim().split('\n')
    execFileSync('dpkg', ['--purge', 'courtesy'])
    expect(files.filter((file) => /courtesy/i.test(file) && existsSync(file))).toEqual([])
    expect(installed()).toBe(false)
  })

  test('names every bundled work of others in NOTICE.md', () => {
    const notices = readFileSync(inCheckout('dist/linux-unpacked/resources/THIRD-PARTY-NOTICES.txt'), 'utf8')
    const names = [...notices.matchAll(/^={78}\n(\S+ \S+) \(/gm)].map((found) => found[1]!)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name) => !committed.includes(`| ${name.replace(' ', ' | ')} |`))).toEqual([])
  })
})

/** The titles of all windows on our display. */
function windows(): string {
  return spawnSync('xwininfo', ['-root', '-tree'], { encoding: 'utf8' }).stdout
}

/** Running processes whose executable lies in a folder. */
function processesOf(folder: string): { command: string; status: string }[] {
  return readdirSync('/proc').flatMap((pid) => {
    try {
      if (!/^\d+$/.test(pid) || !readlinkSync(`/proc/${pid}/exe`).startsWith(`${folder}/`)) return []
      return [
        {
          command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '),
          status: readFileSync(`/proc/${pid}/status`, 'utf8'),
        },
      ]
    } catch {
      // The process ended between two looks.
      return []
    }
  })
}
