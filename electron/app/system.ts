import { join } from 'node:path'
import { app, globalShortcut, type Session } from 'electron'
import { popCalls } from '#shared/contract/pop.ts'
import { badgeCount } from '#shared/domain/badges.ts'
import type { Call } from '#shared/domain/call.ts'
import type { HeadsetAct } from '#shared/domain/headset/meaning.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import { routePop } from '../ipc/router.ts'
import { appBadge } from './badge.ts'
import { callActs } from './call-acts.ts'
import type { DeskWindow } from './desk-window.ts'
import { onClose, putAway } from './hide-on-close.ts'
import { news } from './news.ts'
import { notifier } from './notifications.ts'
import { popOrigin, popWindow } from './pop-window.ts'
import { ringNotice } from './ring-notice.ts'
import type { Services } from './services.ts'
import { globalKeys } from './shortcuts.ts'
import { appTray } from './tray.ts'
import { trayHost } from './tray-host.ts'
import { trayView, type TrayAct } from './tray-view.ts'

export interface SystemOptions extends Pick<Services, 'model' | 'phone' | 'records' | 'settings' | 'line' | 'log'> {
  desk: DeskWindow
  /** Of the call pop, which may nothing but show itself. */
  session: Session
  preload: string
  /** `resources/icons` of the application. */
  icons: string
  words: () => Translator
  quitting: () => boolean
}

/**
 * Courtesy as a guest of the operating system: tray, badge, call pop, notifications, global keys, and what closing the window means.
 * It only watches main's state and acts through the same services as the desk; made after the first picture.
 */
export function operatingSystem(options: SystemOptions): {
  /** A call changed; asked before the keeper takes it over, which forgets calls that were not answered. */
  onCall(call: Call): void
  /** A button of a headset asks for an act on a call. */
  byHeadset(wanted: HeadsetAct): void
  /** A call was answered by itself: the desk comes into view with it, and takes nothing out of the agent's hands. */
  answered(): void
} {
  const { desk, log, model, phone, records, settings, words } = options
  // Windows shows notifications only of programs it knows by this name, the one the installer writes.
  if (process.platform === 'win32') app.setAppUserModelId('example.courtesy.desktop')

  const open = (place: 'phone' | 'mail', at: string | null): void => {
    desk.show()
    const contents = desk.contents()
    const tell = (): void => model.tell('open', { place, open: at })
    if (contents?.isLoading() === true) contents.once('did-finish-load', tell)
    else tell()
  }
  const acts = callActs({ phone, model, showDesk: () => desk.show(), open })
  const notes = notifier(join(options.icons, '256x256.png'), log)
  const pop = popWindow({ session: options.session, preload: options.preload, log })
  routePop(
    { contents: () => pop.contents(), origin: popOrigin },
    {
      calls: popCalls,
      handlers: {
        'pop.view': () => pop.view(),
        'pop.answer': ({ id }) => (acts.answer(id), null),
        'pop.decline': ({ id }) => (acts.decline(id), null),
      },
    },
    log,
  )
  const ring = ringNotice({ pop, notes, desk, settings: settings.get, words, answer: acts.answer, decline: acts.decline })
  const tell = news({
    notes,
    deskFocused: () => desk.window()?.isFocused() === true,
    settings: settings.get,
    words,
    records,
    open,
  })

  const tray = appTray(join(options.icons, 'tray'), (wanted) => fromTray(wanted), log)
  const fromTray = (wanted: TrayAct): void => {
    switch (wanted.do) {
      case 'open':
        return desk.show()
      case 'ready':
        return void options.line.setPresence(wanted.ready, null)
      case 'quit':
        // The question stands on the desk: it is shown where a call makes one necessary.
        if (model.snapshot().interactions.some(({ call }) => call !== null && call.phase !== 'ended')) desk.show()
        return desk.mayClose() ? app.quit() : undefined
      case 'answer':
      case 'decline':
      case 'hangUp':
        return acts[wanted.do](wanted.id)
    }
  }
  const badge = appBadge(join(options.icons, 'tray'), desk.window)
  const keys = globalKeys(acts.byKey)
  let hasTray = false

  const look = (): void => {
    const snapshot = model.snapshot()
    const states = snapshot.interactions.map((each) => each.interaction.state)
    const waiting = badgeCount(
      states,
      snapshot.mailboxes.map((mailbox) => mailbox.unread),
    )
    tray.show(trayView(snapshot, waiting, words()))
    badge(waiting, words().t('badge.said', { count: waiting }))
    ring(snapshot.interactions)
  }
  const takeKeys = (): void => {
    const view = { tray: hasTray, shortcuts: keys(settings.get().globalShortcuts) }
    if (JSON.stringify(view) !== JSON.stringify(model.snapshot().system)) model.set('system', view)
  }

  model.watch((name, payload) => {
    if (name === 'interactions' || name === 'line' || name === 'mailboxes' || name === 'access') look()
    if (name === 'settings') {
      takeKeys()
      look()
    }
    if (name === 'mail.arrived') void tell.onLetter((payload as { conversationId: string }).conversationId)
  })
  for (const event of ['browser-window-focus', 'browser-window-blur', 'browser-window-created'] as const)
    app.on(event as 'browser-window-focus', () => setImmediate(look))

  desk.keepOnClose((window) => {
    const { keep, told } = settings.get().tray
    const how = onClose({ keep, tray: hasTray, quitting: options.quitting() })
    if (how === 'hide' && !told) {
      notes.show({ title: words().t('tray.told.title'), body: words().t('tray.told.text'), click: () => desk.show() })
      settings.set({ ...settings.get(), tray: { keep, told: true } })
      model.set('settings', settings.get())
    }
    return putAway(window, how)
  })
  app.on('before-quit', () => {
    globalShortcut.unregisterAll()
    pop.hide()
    tray.remove()
  })

  look()
  takeKeys()
  void trayHost().then((found) => {
    hasTray = found
    takeKeys()
  })
  return {
    byHeadset: acts.byHeadset,
    answered() {
      if (desk.window()?.isFocused() !== true) desk.callForAttention()
      model.tell('open', { place: 'phone', open: null })
    },
    onCall: (call) =>
      tell.onCall(
        call,
        model.snapshot().interactions.find((each) => each.interaction.id === call.callId),
      ),
  }
}
