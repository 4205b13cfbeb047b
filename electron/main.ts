import { basename, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { app, Menu, nativeTheme } from 'electron'
import type { Snapshot } from '#shared/contract/desk/state.ts'
import { languageInUse } from '#shared/i18n/languages.ts'
import { practiceLanguage } from '#shared/practice/texts.ts'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'
import { secureDesk } from './app/desk-session.ts'
import { deskOrigin, deskWindow } from './app/desk-window.ts'
import { firstState } from './app/first-state.ts'
import type { Rest } from './app/halves.ts'
import { makeOwnFolder } from './app/own-folder.ts'
import { refuseStart } from './app/refuse-start.ts'
import type { Practice } from './app/services.ts'
import { isPathOf, startOptions } from './app/start-options.ts'
import { windowStateSchema } from './app/window-state.ts'
import { giveBackAfterStart } from './diagnostics/give-back.ts'
import { fileLog } from './diagnostics/log.ts'
import { routeDesk } from './ipc/router.ts'
import { jsonStore } from './policy/json-store.ts'
import { registerAppScheme } from './security/app-protocol.ts'
import { letters as makeLetters } from './security/letters.ts'
import { lockNavigation } from './security/navigation.ts'
import { Sounds } from './security/recording-protocol.ts'

process.umask(0o077)
const unpackaged = { defaultApp: process.defaultApp === true, isApp: isPathOf(app.getAppPath()) }
const { switches, profile } = startOptions(process.argv.slice(1), app.isPackaged ? null : unpackaged)
const practising = switches.practice ? practiceLanguage(switches.lang ?? process.env['LANG'] ?? '') : null
const ownFolder = switches.userDataDir === null ? app.getPath('userData') : resolve(switches.userDataDir)
// Practice never meets real data: records, letters, settings and keys of its own, by language.
const userData = practising === null ? ownFolder : join(ownFolder, 'practice', practising)
const noFolder = makeOwnFolder(userData)
if (noFolder !== null) refuseStart(noFolder)
app.setPath('userData', userData)
const log = fileLog(userData)
process.on('uncaughtException', (error) => log('error', 'main.uncaught', { error }))
process.on('unhandledRejection', (error) => log('error', 'main.unhandled', { error }))

// As root Chromium's sandbox cannot be had; an unpackaged start by a developer may go on without it, a packaged one never does.
const root = process.getuid?.() === 0
if (!root || app.isPackaged) app.enableSandbox()
if (!app.requestSingleInstanceLock()) app.exit(0)
registerAppScheme()
if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
// Host candidates as plain addresses: the exchange's media relay cannot resolve Chromium's .local names.
app.commandLine.appendSwitch(
  'disable-features',
  [app.commandLine.getSwitchValue('disable-features'), 'WebRtcHideLocalIpsWithMdns'].filter((each) => each !== '').join(','),
)

// Customers and agent meet inside this computer, which may have no network at all.
if (practising !== null) app.commandLine.appendSwitch('allow-loopback-in-peer-connection')

void app
  .whenReady()
  .then(start)
  .catch((error: unknown) => {
    log('error', 'main.start', { error })
    app.exit(1)
  })

/** First what the first picture needs, then everything else: see {@link file://./wiring.ts}. */
async function start(): Promise<void> {
  const out = join(app.getAppPath(), 'out')
  let settingsDamaged = false
  const damaged = (path: string): void => {
    settingsDamaged = true
    log('error', 'settings.damaged', { file: basename(path) })
  }
  const settings = jsonStore(join(userData, 'settings.json'), userSettingsSchema, damaged)
  const windowState = jsonStore(join(userData, 'window.json'), windowStateSchema, damaged)
  const forced = practising ?? switches.lang
  const systemLanguages = (): string[] => [...app.getPreferredSystemLanguages(), app.getLocale()]

  const rest = Promise.withResolvers<Rest>()
  const drawn = Promise.withResolvers<void>()
  let known: Rest | null = null
  const letters = makeLetters(async (messageId, part) => (await rest.promise).readPart(messageId, part))
  const sounds = new Sounds()
  const session = secureDesk(join(out, 'renderer'), letters, sounds, () => first())
  const language = (): string => known?.language() ?? languageInUse([forced, settings.get().language], systemLanguages())
  lockNavigation((url) => {
    if (known?.linkClicked(url) !== true) log('warn', 'navigation.refused')
  })
  const desk = deskWindow({
    session,
    preload: join(out, 'preload/desk.cjs'),
    icon: join(app.getAppPath(), 'resources/icons/256x256.png'),
    state: windowState,
    language,
    dark: () => (settings.get().theme === 'system' ? nativeTheme.shouldUseDarkColors : settings.get().theme !== 'light'),
    zoom: () => settings.get().zoom / 100,
    mayClose: () => known?.mayClose() ?? true,
    drawn: () => drawn.resolve(),
    restarted: (restarts) => known?.deskRestarted(restarts),
    log,
  })
  // From then on `quitWell` sees to it; a practice window that is on its way must not keep the program alive.
  desk.whenClosed(() => {
    if (known === null && process.platform !== 'darwin') app.quit()
  })
  let answered = practising !== null
  /** What is known already stands in the page and answers its first question, so that it draws while the rest is being read. */
  let made: Snapshot | null = null
  const first = (): Snapshot | null => {
    if (answered) return null
    if (made !== null) return made
    const setUp = settings.get().firstStart.done || profile?.profile.line !== undefined
    const agent = { name: profile?.profile.agent?.name ?? '', extension: profile?.profile.agent?.extension ?? '' }
    const about = {
      version: app.getVersion(),
      language: language(),
      agent,
      queues: profile?.profile.queues ?? [],
      settings: settings.get(),
    }
    return (made = { seq: 0, ...firstState(about, setUp ? 'connecting' : 'unconfigured') })
  }
  const early = (name: unknown): Snapshot | undefined => {
    const known = name === 'app.snapshot' ? first() : null
    if (known === null) return undefined
    answered = true
    return known
  }
  routeDesk({ contents: () => desk.contents(), origin: deskOrigin }, rest.promise, early, log)
  if (!switches.hidden) {
    desk.show()
    // Files, the first picture and the first keys of the page all pass through this thread, so the rest is read a moment after the
    // picture, and in pieces. A page that never comes is no reason to answer no call.
    await Promise.race([drawn.promise.then(async () => pause(100)), pause(1000)])
    for (const read of parts) {
      await read()
      await new Promise((done) => setImmediate(done))
    }
  }
  const [{ wireRest }, practice] = await Promise.all([import('./wiring.ts'), practise(out)])
  known = wireRest({
    ...{
      switches,
      profile: practice?.profile ?? profile,
      practice,
      userData,
      out,
      settings,
      letters,
      sounds,
      desk,
      damaged,
      log,
    },
    ...{ forcedLanguage: forced, systemLanguages },
    isDamaged: () => settingsDamaged,
  })
  answered = true
  rest.resolve(known)
  giveBackAfterStart()
  log('info', 'started', { version: app.getVersion(), electron: process.versions['electron'], packaged: app.isPackaged })
}

/** What the rest is made of, in pieces that each take this thread for a moment only. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('#shared/domain/phone-number.ts'),
  () => import('#shared/i18n/translator.ts'),
  () => import('#shared/contract/phone.ts'),
  () => import('#shared/contract/mail.ts'),
  () => import('#shared/contract/records/index.ts'),
  () => import('#shared/contract/desk/calls.ts'),
]

/** Loaded for practice alone: an ordinary start never reads it. */
async function practise(out: string): Promise<Practice | null> {
  if (practising === null) return null
  const { practiseIn } = await import('./app/practise.ts')
  return practiseIn(practising, { folder: userData, resources: join(app.getAppPath(), 'resources/practice'), out, log })
}
