import { join } from 'node:path'
import { app, dialog } from 'electron'
import { uuidv7 } from 'uuidv7'
import { deskCalls } from '#shared/contract/desk/calls.ts'
import { crisisSchema } from '#shared/contract/desk/playbooks.ts'
import { mailCalls, mailEvents } from '#shared/contract/mail.ts'
import { phoneCalls, phoneEvents } from '#shared/contract/phone.ts'
import { recordsCalls, recordsEvents } from '#shared/contract/records/index.ts'
import type { OutboxItem } from '#shared/domain/mail.ts'
import { normalizePhone } from '#shared/domain/phone-number.ts'
import { AccessGate } from './app/access.ts'
import { askBeforeClosing } from './app/ask-before-closing.ts'
import { clickedLink } from './app/clicked-link.ts'
import { DeskModel } from './app/desk-model.ts'
import { firstState } from './app/first-state.ts'
import type { First, Rest } from './app/halves.ts'
import { Headsets } from './app/headsets.ts'
import { LanguageInUse } from './app/language.ts'
import { Line } from './app/line-control.ts'
import { linkMailToRecords } from './app/link-mail-to-records.ts'
import { Mailboxes } from './app/mailboxes.ts'
import { watchNetwork } from './app/network-watch.ts'
import { launchPhone, lendClick } from './app/phone-window.ts'
import { watchOutside } from './app/outside.ts'
import { quitWell } from './app/quit.ts'
import { securePhone } from './app/phone-session.ts'
import { securePop } from './app/pop-session.ts'
import type { Services } from './app/services.ts'
import { supervise, type ProcessView, type Supervised } from './app/supervised.ts'
import { operatingSystem } from './app/system.ts'
import { launchUtility } from './app/utility.ts'
import { Availability } from './availability/availability.ts'
import { Cues } from './cues/lazy.ts'
import type { Level } from './diagnostics/log.ts'
import { autoAnswer } from './app/auto-answer.ts'
import { InteractionKeeper } from './interactions/keeper.ts'
import { deskHandlers } from './ipc/handlers/index.ts'
import { finishWrapUp } from './interactions/finish.ts'
import { keeperRecords } from './interactions/keeper-records.ts'
import { WrapUpClock } from './interactions/wrap-up-clock.ts'
import { keepQuality } from './interactions/keep-quality.ts'
import { gathered } from './ipc/gathered.ts'
import { sendToDesk } from './ipc/router.ts'
import { allAccounts, connectionsSchema, profileLine } from './policy/connections.ts'
import { jsonStore } from './policy/json-store.ts'
import { playbookRoom } from './playbooks/room.ts'
import { socketOrigin } from './security/csp.ts'
import { Recordings } from './recordings/recordings.ts'
import { systemKeychain } from './secrets/keychain.ts'
import { Vault } from './secrets/vault.ts'

/**
 * The composition root's second half: processes, records, line, mailboxes. `main.ts` imports it once the first window is on its way, so
 * that contracts, numbers, words and whatever a feature brings are read while the page is being loaded and not before.
 */
export function wireRest(first: First): Rest {
  const { desk, log, out, practice, profile, settings, switches, userData } = first
  const resources = (name: string): string => join(app.getAppPath(), 'resources', name)
  const connections = jsonStore(join(userData, 'connections.json'), connectionsSchema, first.damaged)
  const vault = new Vault(userData)
  const language = new LanguageInUse({
    forced: first.forcedLanguage,
    setting: () => settings.get().language,
    system: first.systemLanguages,
    failed: (error) => log('error', 'language.fetch', { error }),
  })

  const lineSetup = (): ReturnType<typeof profileLine> =>
    (profile ? profileLine(profile.profile) : null) ?? connections.get().line
  const region = (): string => lineSetup()?.region ?? (app.getLocaleCountryCode() || 'US')
  const accounts = (): ReturnType<typeof allAccounts> => allAccounts(profile, connections.get().accounts)
  const recordsDirectory = (): string => connections.get().recordsDirectory ?? join(userData, 'records')

  const model = new DeskModel(
    firstState({
      version: app.getVersion(),
      language: language.tag(),
      agent: { name: profile?.profile.agent?.name ?? '', extension: profile?.profile.agent?.extension ?? '' },
      queues: profile?.profile.queues ?? [],
      settings: settings.get(),
    }),
    gathered((envelopes) => sendToDesk(desk.contents(), envelopes)),
  )
  const processes = new Map<string, ProcessView>()
  const showProcess = (view: ProcessView): void => {
    processes.set(view.name, view)
    model.set('processes', [...processes.values()])
  }

  // --- the phone's session
  const headsets = new Headsets({ settings, phone: () => phone, model, lendClick: () => lendClick(phoneSession), log })
  const sockets = (): string[] => (lineSetup()?.servers ?? []).map(socketOrigin).filter((origin) => origin !== null)
  const phoneSession = securePhone(
    join(out, 'renderer'),
    sockets,
    profile?.trustedCertificates ?? [],
    { chosen: () => settings.get().headsets, choosing: headsets.choosing },
    (url, error) => void phone.call('netError', { url, error }),
  )

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
    launch: launchPhone(phoneSession, join(out, 'preload/phone.cjs'), log),
    prepare: async (client) => {
      keeper.onPhoneLost()
      headsets.onPhoneStarts()
      const configured = await client.call('configure', line.configuration())
      const devices = await client.call('devices', null)
      if (devices.ok) model.set('devices', devices.value)
      return configured
    },
    on: {
      log: (entry) => logFrom('phone', entry),
      call: (call) => onCall(call),
      exchange: (exchange) => model.set('exchange', exchange),
      message: (message) => model.tell('message', message),
      registration: (registration) => line.onRegistration(registration),
      devices: (devices) => model.set('devices', devices),
      headsets: (there) => headsets.onHeadsets(there),
      headsetAct: (wanted) => system?.byHeadset(wanted),
      level: (level) => model.tell('level', level),
      recorded: (piece) => recordings.onPiece(piece),
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
    keeperRecords(records),
    () => showInteractions(),
    uuidv7,
    (raw) => normalizePhone(raw, region()).display ?? raw,
  )
  const showInteractions = (): void => {
    const active = wrapUps.look(keeper.active())
    model.set('interactions', active)
    practice?.onInteractions(active)
    cues.interactionsChanged(active)
    line.show()
  }
  const wrapUps = new WrapUpClock({
    policy: () => settings.get().wrapUp,
    finish: (id, code, note) => void finishWrapUp(records, keeper, id, code, note),
    changed: showInteractions,
  })
  const cues = new Cues({ records, model, userData, shipped: resources('cue-decks'), newId: uuidv7, log })
  const recordings = new Recordings({ first, model, records, vault, phone: () => phone, keeper: () => keeper, line: lineSetup })
  const availability = new Availability({
    records,
    phone: () => phone,
    line: lineSetup,
    model,
    show: () => line.show(),
    newId: uuidv7,
    log,
  })
  let system: ReturnType<typeof operatingSystem> | null = null
  const onCall = (call: Parameters<InteractionKeeper['onCall']>[0]): void => {
    system?.onCall(call)
    keeper.onCall(call, chosen.get(call.callId) ?? null)
    line.onCall(call)
    answersItself(call)
    if (call.phase === 'ended') chosen.delete(call.callId)
    if (call.figures) void keepQuality(records, call.callId, call.figures, log)
  }
  const answersItself = autoAnswer({
    settings: () => settings.get(),
    phone: () => phone,
    model,
    answered: () => system?.answered(),
  })
  const line = new Line({
    setup: lineSetup,
    secret: () => (vault.isOpen ? vault.get('line') : null),
    displayName: () => profile?.profile.agent?.name ?? '',
    instanceId: () => {
      const id = connections.get().instanceId ?? crypto.randomUUID()
      if (connections.get().instanceId === null) connections.set({ ...connections.get(), instanceId: id })
      return id
    },
    settings: () => settings.get(),
    phone: () => phone,
    keeper: () => keeper,
    regionChanged: () => access.regionChanged(),
    codeFailed: () => availability.codeFailed,
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
  const access: AccessGate = new AccessGate({
    vault,
    keychain: systemKeychain(),
    keyFile: profile?.storageKey ?? null,
    records: () => records,
    directory: recordsDirectory,
    region,
    line: lineSetup,
    actor: () => model.snapshot().agent.name,
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
      availability.signIn()
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
  const playbooks = playbookRoom(
    { shipped: resources('playbooks'), own: join(userData, 'playbooks') },
    () => model.tell('changed', { topics: ['playbooks'], contactIds: [] }),
    log,
  )
  const services: Services = {
    model,
    records,
    mail,
    phone,
    keeper,
    wrapUps,
    cues,
    recordings,
    vault,
    settings,
    language,
    connections,
    profile,
    letters: first.letters,
    access,
    line,
    headsets,
    log,
    accounts: mailboxes,
    playbooks,
    crisis: jsonStore(join(userData, 'crisis.json'), crisisSchema, first.damaged),
    practice,
  }
  watchNetwork(() => {
    void phone.call('networkChanged', null)
    void mail.call('tryNow', null)
  })
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
      await Promise.all(keeper.liveCalls().map((call) => phone.call('hangUp', { callId: call.callId, closing: true })))
      await Promise.all([keeper.flush(), availability.logOut()])
      await Promise.all([cues.flush(), recordings.flush(), availability.signOut()])
      if (phone.instance()) await phone.call('configure', { line: null, selected: settings.get().devices, ready: false })
      if (records.instance()) await records.call('store.close', null)
    },
    stop: () => {
      for (const each of [phone, mail, records, playbooks, wrapUps]) each.stop()
      practice?.stop()
    },
    whenDeskClosed: desk.whenClosed,
    log,
  })

  const drawn = Promise.withResolvers<void>()
  // A hidden start has no page yet that could show it.
  void drawn.promise.then(() => {
    if (first.isDamaged()) model.tell('notice', { tone: 'warn', messageKey: 'notice.settingsDamaged', params: {} })
  })
  mailboxes.show()
  line.show()
  // What a person sees comes first: three more processes at once would make the first picture late. A page that never says
  // that it stands does not keep the line waiting.
  void Promise.race([drawn.promise, new Promise((done) => setTimeout(done, switches.hidden ? 0 : 3000))])
    .then(() => {
      system = operatingSystem({
        ...services,
        desk,
        session: securePop(join(out, 'renderer')),
        preload: join(out, 'preload/pop.cjs'),
        icons: resources('icons'),
        words: () => language.words(),
        quitting: end.quitting,
      })
      openLinks(switches.links)
      return access.begin()
    })
    .catch((error: unknown) => log('error', 'access.begin', { error }))

  return {
    calls: deskCalls,
    handlers: deskHandlers(services, {
      drawn: drawn.resolve,
      chosen,
      region,
      window: () => desk.window(),
      downloads: () => app.getPath('downloads'),
    }),
    readPart: async (messageId, part) => {
      const found = await records.call('mail.part', { messageId, part })
      return found.ok ? { contentType: found.value.contentType, bytes: Buffer.from(found.value.base64, 'base64') } : null
    },
    linkClicked: clickedLink(model),
    deskRestarted: (restarts) =>
      showProcess({ name: 'desk', state: 'running', since: new Date().toISOString(), nextTryAt: null, restarts }),
    mayClose: () => end.quitting() || keeper.liveCalls().length === 0 || askBeforeClosing(language.words(), desk.window()),
    language: () => language.tag(),
  }
}
