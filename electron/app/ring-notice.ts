import type { BrowserWindow } from 'electron'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { callToPop, ringingCalls } from '#shared/domain/attention.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import type { Notifier } from './notifications.ts'
import { callerName, popView } from './pop-view.ts'
import type { PopWindow } from './pop-window.ts'

export interface RingNoticeOptions {
  pop: PopWindow
  notes: Notifier
  desk: { callForAttention(): void; window(): BrowserWindow | null; show(): void }
  settings: () => UserSettings
  words: () => Translator
  answer: (id: string) => void
  decline: (id: string) => void
  platform?: NodeJS.Platform
}

/**
 * How a ring is told outside the desk: by the call pop; without it by the desk window coming into view. The system's notification stands
 * beside the pop on macOS, where it has buttons, and in its place where the pop is turned off.
 */
export function ringNotice(options: RingNoticeOptions): (active: readonly ActiveInteraction[]) => void {
  const { desk, notes, pop } = options
  const noted = new Map<string, () => void>()
  const seen = new Set<string>()

  const note = (each: ActiveInteraction): void => {
    const { notifications } = options.settings()
    const words = options.words()
    const actions = (options.platform ?? process.platform) === 'darwin'
    if (!notifications.system || (notifications.pop && !actions)) return
    const { id } = each.interaction
    const name = notifications.names ? callerName(each, words) : words.t('pop.someone')
    const remove = notes.show({
      title: words.t('notify.ring', { name }),
      body: notifications.names ? (each.interaction.queue ?? '') : '',
      click: desk.show,
      actions: [
        { text: words.t('call.answer'), run: () => options.answer(id) },
        { text: words.t('call.decline'), run: () => options.decline(id) },
      ],
    })
    noted.set(id, remove)
  }

  return (active) => {
    const ringing = ringingCalls(active)
    const { notifications, theme } = options.settings()
    const deskFocused = desk.window()?.isFocused() === true
    for (const each of ringing) {
      // Looking a name up takes some milliseconds; a notification cannot be mended once it stands there.
      if (each.matching || seen.has(each.interaction.id)) continue
      seen.add(each.interaction.id)
      if (deskFocused) continue
      if (!notifications.pop) desk.callForAttention()
      note(each)
    }
    for (const id of seen) if (!ringing.some((each) => each.interaction.id === id)) seen.delete(id)
    for (const [id, remove] of noted)
      if (!ringing.some((each) => each.interaction.id === id)) {
        noted.delete(id)
        remove()
      }
    const shown = callToPop(active, { wanted: notifications.pop, deskFocused })
    if (shown) pop.show(popView(shown, ringing.length - 1, options.words(), theme))
    else pop.hide()
  }
}
