import type { ReactNode } from 'react'
import type { MessageKey } from '#shared/i18n/translator.ts'
import type { IconName } from '../../ui/icons.ts'
import { AuditPage } from './audit-page.tsx'
import { CueFigures } from './cue-figures.tsx'
import { DeckPage } from './deck-page.tsx'
import { StatesPage } from './states-page.tsx'

export interface Page {
  readonly id: string
  readonly label: MessageKey
  readonly text: MessageKey
  readonly icon: IconName
  /** Null for the standards, which are a place with a list of their own. */
  readonly Page: (() => ReactNode) | null
}

/** Pages of the lead, in their order. */
export const pages: readonly Page[] = [
  { id: 'cues', label: 'supervision.cues', text: 'supervision.cues.text', icon: 'spark', Page: CueFigures },
  { id: 'deck', label: 'supervision.deck', text: 'supervision.deck.text', icon: 'edit', Page: DeckPage },
  { id: 'standards', label: 'supervision.standards', text: 'supervision.standards.text', icon: 'note', Page: null },
  { id: 'states', label: 'supervision.states', text: 'supervision.states.text', icon: 'head', Page: StatesPage },
  { id: 'audit', label: 'audit.title', text: 'audit.text', icon: 'clock', Page: AuditPage },
]
