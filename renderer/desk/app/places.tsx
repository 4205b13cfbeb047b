import type { ReactNode } from 'react'
import type { MessageKey } from '#shared/i18n/translator.ts'
import { CasesPlace } from '../features/cases/index.ts'
import { CustomersPlace } from '../features/customers/index.ts'
import { MailPlace } from '../features/mail/index.ts'
import { PhonePlace } from '../features/phone/index.ts'
import { SettingsPlace } from '../features/settings/index.ts'
import type { IconName } from '../ui/icons.ts'
import type { PlaceId } from '../ui/route.ts'
import { SupervisionPlace, TasksPlace } from './soon.tsx'

export interface PlaceRow {
  readonly id: PlaceId
  readonly label: MessageKey
  readonly icon: IconName
  readonly command:
    | 'place.phone'
    | 'place.mail'
    | 'place.customers'
    | 'place.cases'
    | 'place.tasks'
    | 'place.supervision'
    | 'place.settings'
  readonly Place: () => ReactNode
}

/** The places of the rail, in their order; the last one stands at the foot. */
export const places: readonly PlaceRow[] = [
  { id: 'phone', label: 'place.phone', icon: 'phone', command: 'place.phone', Place: PhonePlace },
  { id: 'mail', label: 'place.mail', icon: 'mail', command: 'place.mail', Place: MailPlace },
  { id: 'customers', label: 'place.customers', icon: 'people', command: 'place.customers', Place: CustomersPlace },
  { id: 'cases', label: 'place.cases', icon: 'cases', command: 'place.cases', Place: CasesPlace },
  { id: 'tasks', label: 'place.tasks', icon: 'tasks', command: 'place.tasks', Place: TasksPlace },
  { id: 'supervision', label: 'place.supervision', icon: 'head', command: 'place.supervision', Place: SupervisionPlace },
  { id: 'settings', label: 'place.settings', icon: 'gear', command: 'place.settings', Place: SettingsPlace },
]
