import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { app, dialog, Menu, nativeTheme } from 'electron'
import { uuidv7 } from 'uuidv7'
import { deskCalls } from '#shared/contract/desk/calls.ts'
import { crisisSchema } from '#shared/contract/desk/playbooks.ts'
import { mailCalls, mailEvents } from '#shared/contract/mail.ts'
import { phoneCalls, phoneEvents } from '#shared/contract/phone.ts'
import { recordsCalls, recordsEvents } from '#shared/contract/records/index.ts'
import { loadCatalogue } from '#shared/i18n/catalogue.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { practiceLanguage } from '#shared/practice/texts.ts'
import type { OutboxItem } from '#shared/domain/mail.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'
import { AccessGate } from './app/access.ts'
import { DeskModel } from './app/desk-model.ts'
import { deskOrigin, deskWindow } from './app/desk-window.ts'
import { firstState } from './app/first-state.ts'
import { LanguageInUse } from './app/language.ts'
import { Line } from './app/line-control.ts'
import { linkMailToRecords } from './app/link-mail-to-records.ts'
import { Mailboxes } from './app/mailboxes.ts'
import { launchPhone } from './app/phone-window.ts'
import { watchOutside } from './app/outside.ts'
import { quitWell } from './app/quit.ts'
import { secureSessions } from './app/sessions.ts'
import type { Practice, Services } from './app/services.ts'
import { startOptions } from './app/start-options.ts'
import { supervise, type ProcessView, type Supervised } from './app/supervised.ts'
import { operatingSystem } from './app/system.ts'
import { launchUtility } from './app/utility.ts'
import { windowStateSchema } from './app/window-state.ts'
import { Cues } from './cues/lazy.ts'
import { fileLog, type Level } from './diagnostics/log.ts'
import { InteractionKeeper } from './interactions/keeper.ts'
import { deskHandlers } from './ipc/handlers/index.ts'
import { routeDesk, sendToDesk } from './ipc/router.ts'
import { allAccounts, connectionsSchema, profileLine } from './policy/connections.ts'
import { jsonStore } from './policy/json-store.ts'
import { playbookRoom } from './playbooks/room.ts'
import { registerAppScheme } from './security/app-protocol.ts'
import { socketOrigin } from './security/csp.ts'
import { letters as makeLetters } from './security/letters.ts'
import { lockNavigation } from './security/navigation.ts'
import { externalUrl } from './security/open-external.ts'
import { systemKeychain } from './secrets/keychain.ts'
import { Vault } from './secrets/vault.ts'

process.umask(0o077)
const { switches, profile: given } = startOptions(process.argv.slice(app.isPackaged || process.defaultApp !== true ? 1 : 2))
if (switches.userDataDir !== null) app.setPath('userData', resolve(switches.userDataDir))
const practising = switches.practice ? practiceLanguage(switches.lang ?? process.env['LANG'] ?? '') : null
// Practice never meets real data: records, letters, settings and keys of its own, by language.
if (practising !== null) app.setPath('userData', join(app.getPath('userData'), 'practice', practising))
const userData = app.getPath('userData')
mkdirSync(userData, { recursive: true, mode: 0o700 })
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
  .then(practise)
  .then(start)
  .catch((error: unknown) => {
    log('error', 'main.start', { error })
    app.exit(1)
  })

/** Loaded for practice alone: an ordinary start never reads it. */
async function practise(): Promise<Practice | null> {
  if (practising === null) return null
  const { startPractice } = await import('./practice/start.ts')
  const words = createTranslator(practising, await loadCatalogue(practising))
  return startPractice({
    folder: userData,
    resources: join(app.getAppPath(), 'resources/practice'),
    out: join(app.getAppPath(), 'out'),
    language: practising,
    words: { agent: words.t('practice.agent'), service: words.t('practice.service') },
    log,
  })
}

function start(practice: Practice | null): void {
  const profile = practice?.profile ?? given
  const out = join(app.getAppPath(), 'out')
  const at = (name: string): string => join(userData, name)
  let settingsDamaged = false
  const damaged = (path: string): void => {
    settingsDamaged = true
    log('error', 'settings.damaged', { file: basename(path) })
  }
  const settings = jsonStore(at('settings.json'), userSettingsSchema, damaged)
  const connections = jsonStore(at('connections.json'), connectionsSchema, damaged)
  const windowState = jsonStore(at('window.json'), windowStateSchema, damaged)
  const vault = new Vault(userData)
  const language = new LanguageInUse({
    forced: practising ?? switches.lang,
    setting: () => settings.get().language,
    system: () => [...app.getPreferredSystemLanguages(), app.getLocale()],
    failed: (error) => log('error', 'language.fetch', { error }),
  })

  const lineSetup = (): ReturnType<typeof profileLine> =>
    (profile ? profileLine(profile.profile) : null) ?? connections.get().line
  const region = (): string => lineSetup()?.region ?? (app.getLocaleCountryCode() || 'US')
  const accounts = (): ReturnType<typeof allAccounts> => allAccounts(profile, connections.get().accounts)
  const recordsDirectory = (): string => connections.get().recordsDirectory ?? at('records')

  const model = new DeskModel(
    firstState({
      version: app.getVersion(),
      language: language.tag(),
      agent: { name: profile?.profile.agent?.name ?? '', extension: profile?.profile.agent?.extension ?? '' },
      settings: settings.get(),
    }),
    (envelope) => sendToDesk(desk.contents(), envelope),
  )
  const processes = new Map<string, ProcessView>()
  const showProcess = (view: ProcessView): void => {
    processes.set(view.name, view)
    model.set('processes', [...processes.values()])
  }

  // --- windows' sessions
  const sockets = (): string[] => (lineSetup()?.servers ?? []).map(socketOrigin).filter((origin) => origin !== null)
  const letters = makeLetters(async (messageId, part) => {
    const found = await records.call('mail.part', { messageId, part })
    return found.ok ? { contentType: found.value.contentType, bytes: Buffer.from(found.value.base64, 'base64') } : null
  })
  const sessions = secureSessions(
    join(out, 'renderer'),
    letters,
    sockets,
    profile?.trustedCertificates ?? [],
    (url, error) => void phone.call('netError', { url, error }),
  )
  lockNavigation((url) => {
    if (externalUrl(url) !== null) model.tell('link', { url })
    else log('warn', 'navigation.refused')
  })

  // --- processes
  const records: Supervised<typeof recordsCalls> = supervise({
    name: 'records',
    calls: recordsCalls,
    events: recordsEvents,
    launch: launchUtility(join(out, 'main/records.js'), 'Courtesy records', log),
    prepare: (client, instance) => {
      linkMailToRecords(instance, mail.instance())
      return access.prepareRecords(client)
    },
    on: {
      log: (entry) => {
        if (entry.what === 'records.damaged')
          model.tell('notice', { tone: 'bad', messageKey: 'notice.recordsDamaged', params: {} })
        logFrom('records', entry)
      },
      changed: (change) => {
        void keeper.refresh(change.contactIds)
        cues.recordsChanged(change.topics)
        if (change.topics.includes('outbox')) void showOutbox()
        model.tell('changed', change)
      },
      'csv.progress': (progress) => model.tell('csv.progress', progress),
      'mail.arrived': (arrived) => model.tell('mail.arrived', arrived),
    },
    changed: showProcess,
    log,
  })
  const mail: Supervised<typeof mailCalls> = supervise({
    name: 'mail',
    calls: mailCalls,
    events: mailEvents,
    launch: launchUtility(join(out, 'main/mail.js'), 'Courtesy mail', log),
    prepare: (client, instance) => {
      linkMailToRecords(records.instance(), instance)
      return client.call('configure', mailboxes.configuration())
    },
    on: {
      log: (entry) => logFrom('mail', entry),
      status: (status) => mailboxes.onStatus(status),
    },
    changed: showProcess,
    log,
  })
  const phone: Supervised<typeof phoneCalls> = supervise({
    name: 'phone',
    calls: phoneCalls,
    events: phoneEvents,
    launch: launchPhone(sessions.phone, join(out, 'preload/phone.cjs'), log),
    prepare: async (client) => {
      keeper.onPhoneLost()
      const configured = await client.call('configure', line.configuration())
      const devices = await client.call('devices', null)
      if (devices.ok) model.set('devices', devices.value)
      return configured
    },
    on: {
      log: (entry) => logFrom('phone', entry),
      call: (call) => onCall(call),
      registration: (registration) => line.onRegistration(registration),
      devices: (devices) => model.set('devices', devices),
      level: (level) => model.tell('level', level),
    },
    changed: (view) => {
      showProcess(view)
      if (view.state === 'restarting') line.onPhoneDown()
    },
    log,
  })
  type LogLine = { level: Level; what: string; context: Record<string, unknown> }
  const logFrom = (process: string, entry: LogLine): void => log(entry.level, entry.what, { process, ...entry.context })

  // --- interactions
  const chosen = new Map<string, string>()
  const keeper = new InteractionKeeper(
    {
      put: (tracked) => records.call('interactions.put', { interaction: tracked.interaction, segments: [...tracked.segments] }),
      match: (raw) => records.call('contacts.match', { type: 'phone', raw }),
      card: (id) => records.call('contacts.card', { id }),
      unfinished: () => records.call('interactions.unfinished', null),
    },
    () => {
      model.set('interactions', keeper.active())
      practice?.onInteractions(keeper.active())
      cues.interactionsChanged(keeper.active())
      line.show()
    },
    uuidv7,
    (raw) => normalizePhone(raw, region()).display ?? raw,
  )
  let system: ReturnType<typeof operatingSystem> | null = null
  const cues = new Cues({
    records,
    model,
    userData,
    shipped: join(app.getAppPath(), 'resources/cue-decks'),
    newId: uuidv7,
    log,
  })
  const onCall = (call: Parameters<InteractionKeeper['onCall']>[0]): void => {
    system?.onCall(call)
    keeper.onCall(call, chosen.get(call.callId) ?? null)
    if (call.phase === 'ended') chosen.delete(call.callId)
  }
  // --- line, mailboxes, outbox
  const line = new Line({
    setup: lineSetup,
    secret: () => (vault.isOpen ? vault.get('line') : null),
    displayName: () => profile?.profile.agent?.name ?? '',
    instanceId: () => {
      const id = connections.get().instanceId ?? crypto.randomUUID()
      if (connections.get().instanceId === null) connections.set({ ...connections.get(), instanceId: id })
      return id
    },
    devices: () => settings.get().devices,
    phone: () => phone,
    keeper: () => keeper,
    regionChanged: () => access.regionChanged(),
    model,
  })
  const mailboxes = new Mailboxes({
    accounts,
    secret: (id) => vault.get(`mail:${id}`),
    trustedCertificates: profile?.trustedCertificates ?? [],
    mail: () => mail,
    records: () => records,
    model,
    log,
  })
  const showOutbox = async (): Promise<void> => {
    const listed = await records.call('outbox.list', null)
    if (listed.ok) model.set('outbox', listed.value satisfies OutboxItem[])
  }

  // --- access
  let firstPainted = (): void => undefined
  const painted = new Promise<void>((done) => {
    firstPainted = done
  })
  const access: AccessGate = new AccessGate({
    vault,
    keychain: systemKeychain(),
    keyFile: profile?.storageKey ?? null,
    records: () => records,
    directory: recordsDirectory,
    region,
    mailboxes: () => mailboxes.known(),
    chooseFolder: async () => {
      const answer = await dialog.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] })
      return answer.canceled ? null : (answer.filePaths[0] ?? null)
    },
    useFolder: (directory) => connections.set({ ...connections.get(), recordsDirectory: directory }),
    show: (state) => model.set('access', state),
    vaultOpened: () => {
      if (profile && profile.lineSecret !== null) vault.set('line', profile.lineSecret)
      for (const [id, secret] of profile?.mailboxSecrets ?? []) vault.set(`mail:${id}`, secret)
    },
    opened: async () => {
      await keeper.restore()
      cues.start()
      phone.start()
      mail.start()
      void showOutbox()
      practice?.begin({
        records,
        free: () => model.snapshot().line.word === 'ready',
        cueEvents: async (interactionId) => {
          const told = await records.call('cues.list', { interactionId })
          return told.ok ? told.value : []
        },
        show: (view) => model.set('practice', view),
      })
      playbooks.warm()
    },
    quit: () => app.quit(),
    log,
  })

  // --- desk
  const desk = deskWindow({
    session: sessions.desk,
    preload: join(out, 'preload/desk.cjs'),
    icon: join(app.getAppPath(), 'resources/icons/256x256.png'),
    state: windowState,
    language: () => language.tag(),
    dark: () => (settings.get().theme === 'system' ? nativeTheme.shouldUseDarkColors : settings.get().theme !== 'light'),
    mayClose: () => {
      if (end.quitting() || keeper.liveCalls().length === 0) return true
      const { t } = language.words()
      const window = desk.window()
      const options = {
        type: 'warning' as const,
        message: t('close.title'),
        detail: t('close.detail'),
        buttons: [t('close.stay'), t('close.end')],
        defaultId: 0,
        cancelId: 0,
      }
      return (window ? dialog.showMessageBoxSync(window, options) : dialog.showMessageBoxSync(options)) === 1
    },
    painted: () => {
      firstPainted()
      if (settingsDamaged) model.tell('notice', { tone: 'warn', messageKey: 'notice.settingsDamaged', params: {} })
    },
    restarted: (restarts) =>
      showProcess({ name: 'desk', state: 'running', since: new Date().toISOString(), nextTryAt: null, restarts }),
    log,
  })
  const playbooks = playbookRoom(
    { shipped: join(app.getAppPath(), 'resources/playbooks'), own: at('playbooks') },
    () => model.tell('changed', { topics: ['playbooks'], contactIds: [] }),
    log,
  )
  const services: Services = {
    model,
    records,
    mail,
    phone,
    keeper,
    cues,
    vault,
    settings,
    language,
    connections,
    profile,
    letters,
    access,
    line,
    log,
    accounts: mailboxes,
    playbooks,
    crisis: jsonStore(at('crisis.json'), crisisSchema, damaged),
    practice,
  }
  routeDesk(
    { contents: () => desk.contents(), origin: deskOrigin },
    deskCalls,
    deskHandlers(services, { chosen, region, window: () => desk.window(), downloads: () => app.getPath('downloads') }),
    log,
  )

  const openLinks = watchOutside({
    show: () => desk.show(),
    prefill: (prefill) => model.tell('prefill', prefill),
    wake: () => {
      void phone.call('tryNow', null)
      void mail.call('tryNow', null)
    },
  })
  const end = quitWell({
    work: async () => {
      await Promise.all(keeper.liveCalls().map((call) => phone.call('hangUp', { callId: call.callId })))
      await keeper.flush()
      await cues.flush()
      if (phone.instance()) await phone.call('configure', { line: null, selected: settings.get().devices, ready: false })
      if (records.instance()) await records.call('store.close', null)
    },
    stop: () => {
      for (const each of [phone, mail, records, playbooks]) each.stop()
      practice?.stop()
    },
    whenDeskClosed: desk.whenClosed,
    log,
  })

  mailboxes.show()
  line.show()
  if (!switches.hidden) desk.show()
  // What a person sees comes first: three more processes at once would make the first picture late. The page listens by then, too.
  void Promise.race([painted, new Promise((done) => setTimeout(done, switches.hidden ? 0 : 3000))])
    .then(() => {
      system = operatingSystem({
        ...services,
        desk,
        session: sessions.pop,
        preload: join(out, 'preload/pop.cjs'),
        icons: join(app.getAppPath(), 'resources/icons'),
        words: () => language.words(),
        quitting: end.quitting,
      })
      openLinks(switches.links)
      return access.begin()
    })
    .catch((error: unknown) => log('error', 'access.begin', { error }))
  log('info', 'started', { version: app.getVersion(), electron: process.versions['electron'], packaged: app.isPackaged })
}
