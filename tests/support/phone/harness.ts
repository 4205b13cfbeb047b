import type { ElectronApplication, Page } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build, type InlineConfig } from 'vite'
import type { In, Out } from '#shared/contract/define.ts'
import type { phoneCalls } from '#shared/contract/phone.ts'
import type { Result } from '#shared/contract/result.ts'
import type { Call } from '#shared/domain/call.ts'
import type { Registration } from '#shared/domain/line.ts'
import { cacheFolder } from '../../../electron/tools/runtime/cache.ts'
import { findRuntime } from '../../../electron/tools/runtime/find.ts'
import { checkout, inCheckout } from '../../../electron/tools/system/checkout.ts'
import { attach } from '../app/attach.ts'
import { askedAgain } from '../electron-app.ts'
import { asOrdinaryUser, ensureTestUser, giveToTestUser } from '../app/ordinary-user.ts'
import type { Harness } from './harness-main.ts'

type Calls = typeof phoneCalls

/** The phone window in a real Electron, with a hand on the pipe main has. */
export interface PhoneApp {
  readonly page: Page
  call<K extends keyof Calls & string>(name: K, input: In<Calls[K]>): Promise<Result<Out<Calls[K]>>>
  events(): Promise<Harness['events']>
  /** Forgets what was told so far. */
  forget(): Promise<void>
  /** Waits for a registration that passes. @throws with what was told instead */
  registration(passes: (value: Registration) => boolean, timeoutMs?: number): Promise<Registration>
  /** Waits for a call that passes. */
  callThat(passes: (call: Call) => boolean, timeoutMs?: number): Promise<{ call: Call; at: number }>
  close(): Promise<void>
}

/** Builds the phone window, its preload and the harness into a folder that every user can read. */
async function stage(folder: string): Promise<string> {
  const common: InlineConfig = { root: checkout, configFile: false, logLevel: 'error', define: {}, publicDir: false }
  const app = join(folder, 'resources/app')
  const electron = { external: ['electron'] }
  await build({
    ...common,
    build: {
      ssr: inCheckout('tests/support/phone/harness-main.ts'),
      outDir: app,
      target: 'node20',
      emptyOutDir: false,
      rolldownOptions: { ...electron, output: { entryFileNames: 'main.mjs' } },
    },
    ssr: { noExternal: true, external: ['electron'] },
  })
  await build({
    ...common,
    build: {
      ssr: inCheckout('electron/preload/phone.ts'),
      outDir: join(app, 'preload'),
      rolldownOptions: { ...electron, output: { format: 'cjs', entryFileNames: 'phone.cjs' } },
    },
  })
  await build({
    ...common,
    root: inCheckout('renderer'),
    base: './',
    build: { outDir: join(app, 'out'), target: 'chrome130', rolldownOptions: { input: inCheckout('renderer/phone/index.html') } },
  })
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'phone-harness', main: 'main.mjs' }))
  return app
}

let staged: Promise<string> | undefined
const stages: string[] = []

/** Builds once a test run: a copy of Electron (hard links) whose app is the harness. */
function executable(): Promise<string> {
  staged ??= (async () => {
    const { electron } = await findRuntime()
    const folder = mkdtempSync(join(cacheFolder(), 'phone-'))
    stages.push(folder)
    execFileSync('cp', ['-al', `${electron.folder}/.`, folder])
    rmSync(join(folder, 'resources/default_app.asar'), { force: true })
    await stage(folder)
    execFileSync('chmod', ['a+rx', folder])
    execFileSync('chmod', ['-R', 'a+rX', join(folder, 'resources')])
    return join(folder, 'electron')
  })()
  return staged
}

/**
 * Starts the phone window as an ordinary user with the sandbox on. DISPLAY must be set (tests run under xvfb-run).
 * @param servers the only socket addresses the window may open
 * @param microphone WAV that plays as the fake microphone, 48 kHz mono; silence-free beep when left out
 */
export async function startPhone(servers: readonly string[], microphone?: string): Promise<PhoneApp> {
  ensureTestUser()
  const program = await executable()
  const home = mkdtempSync(join(tmpdir(), 'courtesy-phone-'))
  giveToTestUser(home)
  const args = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    ...(microphone === undefined ? [] : [`--use-file-for-fake-audio-capture=${microphone}`]),
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--disable-gpu',
  ]
  const env = {
    ...(process.env as Record<string, string>),
    PHONE_SERVERS: JSON.stringify(servers),
    PHONE_DATA: join(home, 'data'),
  }
  const electron = await attach({
    executablePath: asOrdinaryUser(home, [program]),
    args,
    chromiumSandbox: true,
    cwd: home,
    env,
  })
  const log = join(tmpdir(), 'courtesy-phone.log')
  writeFileSync(log, '')
  for (const stream of [electron.process().stdout, electron.process().stderr])
    stream?.on('data', (chunk: Buffer) => appendFileSync(log, chunk))
  const page = electron.windows()[0] ?? (await electron.firstWindow())
  await page.waitForLoadState()
  return phoneApp(electron, page, home)
}

function phoneApp(electron: ElectronApplication, page: Page, home: string): PhoneApp {
  const events = (): Promise<Harness['events']> => askedAgain(() => electron.evaluate(() => globalThis.harness.events))
  const until = async <T>(name: string, passes: (value: T) => boolean, timeoutMs: number): Promise<{ value: T; at: number }> => {
    for (const end = Date.now() + timeoutMs; ; await wait(25)) {
      const told = (await events()).filter((one) => one.name === name)
      const found = told.findLast((one) => passes(one.payload as T))
      if (found) return { value: found.payload as T, at: found.at }
      if (Date.now() > end)
        throw new Error(
          `no such ${name} within ${timeoutMs} ms; told: ${JSON.stringify(told.slice(-6).map((one) => one.payload))}`,
        )
    }
  }
  return {
    page,
    call: (name, input) => {
      const once = { id: randomUUID(), name, input }
      return askedAgain(() =>
        electron.evaluate((_electron, given) => globalThis.harness.call(given.id, given.name, given.input), once),
      ) as never
    },
    events,
    forget: () => askedAgain(() => electron.evaluate(() => void (globalThis.harness.events.length = 0))),
    registration: async (passes, timeoutMs = 10_000) => (await until('registration', passes, timeoutMs)).value,
    callThat: async (passes, timeoutMs = 10_000) => {
      const { value, at } = await until('call', passes, timeoutMs)
      return { call: value, at }
    },
    async close() {
      const child = electron.process()
      const closed = electron.close().catch(() => undefined)
      if ((await Promise.race([closed.then(() => 'closed'), wait(10_000, 'late')])) === 'late') child.kill('SIGKILL')
      for (const folder of [home, ...stages.splice(0)])
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      staged = undefined
    },
  }
}

export { agentLine } from './agent-line.ts'

/** Nothing chosen: the system's devices. */
export const anyDevice = { microphone: null, speaker: null, ringer: [] }
