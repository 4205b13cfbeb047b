import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import type { recordsCalls } from '#shared/contract/records/index.ts'
import { wasMissed } from '#shared/domain/attention.ts'
import type { Call } from '#shared/domain/call.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { UserSettings } from '#shared/settings/user-settings.ts'
import { gather, letterWords, type Letter } from './letter-news.ts'
import type { Notifier } from './notifications.ts'
import { callerName } from './pop-view.ts'
import type { Supervised } from './supervised.ts'

const burstMs = 1500

export interface NewsOptions {
  notes: Notifier
  /** The person looks at the desk, which tells these things itself. */
  deskFocused: () => boolean
  settings: () => UserSettings
  words: () => Translator
  records: Pick<Supervised<typeof recordsCalls>, 'call'>
  open: (place: 'phone' | 'mail', open: string | null) => void
}

/** Missed calls and new letters, told by the system's notifications while the desk is not in front. */
export function news(options: NewsOptions): {
  onCall(call: Call, known: ActiveInteraction | undefined): void
  onLetter(conversationId: string): Promise<void>
} {
  const silent = (): boolean => !options.settings().notifications.system || options.deskFocused()
  const tellLetters = gather<Letter>(burstMs, (letters) => {
    if (silent()) return
    const [first] = letters
    options.notes.show({
      ...letterWords(letters, options.settings().notifications.names, options.words()),
      click: () => options.open('mail', letters.length === 1 ? (first?.conversationId ?? null) : null),
    })
  })
  return {
    onCall(call, known) {
      if (!wasMissed(call) || silent()) return
      const { t } = options.words()
      const name = known && options.settings().notifications.names ? callerName(known, options.words()) : null
      options.notes.show({
        title: name === null ? t('notify.missed.plain') : t('notify.missed', { name }),
        body: t('notify.missed.text'),
        click: () => options.open('phone', call.callId),
      })
    },
    async onLetter(conversationId) {
      if (silent()) return
      const found = await options.records.call('mail.conversation', { id: conversationId })
      if (!found.ok) return
      const { contactName, counterpart, subject } = found.value.conversation
      tellLetters({ conversationId, from: contactName ?? (counterpart.name || counterpart.address), subject })
    },
  }
}
