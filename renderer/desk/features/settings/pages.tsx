import type { ReactNode } from 'react'
import type { MessageKey } from '#shared/i18n/translator.ts'
import type { IconName } from '../../ui/icons.ts'
import { AboutPage } from './about-page.tsx'
import { AppearancePage } from './appearance-page.tsx'
import { KeysPage } from './keys-page.tsx'
import { LinePage } from './line-page.tsx'
import { MailboxesPage } from './mailboxes-page.tsx'
import { NotificationsPage } from './notifications-page.tsx'
import { SoundPage } from './sound-page.tsx'

export interface SettingsPage {
  readonly id: string
  readonly label: MessageKey
  readonly text: MessageKey
  readonly icon: IconName
  readonly Page: () => ReactNode
}

/** Pages of the settings, in their order. */
export const pages: readonly SettingsPage[] = [
  { id: 'line', label: 'settings.line', text: 'settings.line.text', icon: 'phone', Page: LinePage },
  { id: 'mailboxes', label: 'settings.mailboxes', text: 'settings.mailboxes.text', icon: 'mail', Page: MailboxesPage },
  { id: 'sound', label: 'settings.sound', text: 'settings.sound.text', icon: 'speaker', Page: SoundPage },
  {
    id: 'notifications',
    label: 'settings.notifications',
    text: 'settings.notifications.text',
    icon: 'bell',
    Page: NotificationsPage,
  },
  { id: 'appearance', label: 'settings.appearance', text: 'settings.appearance.text', icon: 'palette', Page: AppearancePage },
  { id: 'shortcuts', label: 'settings.shortcuts', text: 'settings.shortcuts.text', icon: 'keyboard', Page: KeysPage },
  { id: 'about', label: 'settings.about', text: 'settings.about.text', icon: 'info', Page: AboutPage },
]
