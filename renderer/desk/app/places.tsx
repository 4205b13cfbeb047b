import { lazy, type ComponentType } from 'react'
import type { MessageKey } from '#shared/i18n/translator.ts'
import { fetchCallForms, PhonePlace } from '../features/phone/index.ts'
import type { IconName } from '../ui/icons.ts'
import type { PlaceId } from '../ui/route.ts'
import { TasksPlace } from './soon.tsx'

// Everything but the phone is fetched when it is first wanted, or when there is nothing else to do: the dial pad comes first.
const mail = () => import('../features/mail/place.ts')
const customers = () => import('../features/customers/index.ts')
const cases = () => import('../features/cases/place.ts')
const supervision = () => import('../features/supervision/place.ts')
const settings = () => import('../features/settings/index.ts')

/** What is not there yet, in the order in which it is fetched; calls first. */
export const later: readonly (() => Promise<unknown>)[] = [fetchCallForms, customers, mail, cases, supervision, settings]

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
  readonly Place: ComponentType
}

/** The places of the rail, in their order; the last one stands at the foot. */
export const places: readonly PlaceRow[] = [
  { id: 'phone', label: 'place.phone', icon: 'phone', command: 'place.phone', Place: PhonePlace },
  {
    id: 'mail',
    label: 'place.mail',
    icon: 'mail',
    command: 'place.mail',
    Place: lazy(() => mail().then((part) => ({ default: part.MailPlace }))),
  },
  {
    id: 'customers',
    label: 'place.customers',
    icon: 'people',
    command: 'place.customers',
    Place: lazy(() => customers().then((part) => ({ default: part.CustomersPlace }))),
  },
  {
    id: 'cases',
    label: 'place.cases',
    icon: 'cases',
    command: 'place.cases',
    Place: lazy(() => cases().then((part) => ({ default: part.CasesPlace }))),
  },
  { id: 'tasks', label: 'place.tasks', icon: 'tasks', command: 'place.tasks', Place: TasksPlace },
  {
    id: 'supervision',
    label: 'place.supervision',
    icon: 'head',
    command: 'place.supervision',
    Place: lazy(() => supervision().then((part) => ({ default: part.SupervisionPlace }))),
  },
  {
    id: 'settings',
    label: 'place.settings',
    icon: 'gear',
    command: 'place.settings',
    Place: lazy(() => settings().then((part) => ({ default: part.SettingsPlace }))),
  },
]
