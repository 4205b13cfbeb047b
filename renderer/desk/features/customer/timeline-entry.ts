import type { TimelineEntry } from '#shared/domain/interaction.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import type { IconName } from '../../ui/icons.ts'
import { go } from '../../ui/route.ts'
import { clock } from '../../ui/time.ts'

const icons: Readonly<Record<TimelineEntry['kind'], IconName>> = {
  call: 'phone',
  mail: 'mail',
  visit: 'door',
  note: 'note',
  case: 'cases',
}

/** Icon, kind and words of an entry. @param sayNumber a number as it is shown */
export function describeEntry(
  entry: TimelineEntry,
  t: Translator['t'],
  sayNumber: (normalized: string) => string,
): { icon: IconName; kind: string; text: string } {
  const inbound = entry.direction === 'inbound'
  const kind = {
    call: t(entry.outcome === 'missed' ? 'entry.missed' : inbound ? 'entry.callIn' : 'entry.callOut'),
    mail: t(inbound ? 'entry.mailIn' : 'entry.mailOut'),
    visit: t('entry.visit'),
    note: t('entry.note'),
    case: t('entry.case'),
  }[entry.kind]
  const line = entry.line === null ? null : t('entry.line', { line: sayNumber(entry.line) })
  const length = entry.seconds === null ? null : clock(entry.seconds * 1000)
  return {
    icon: entry.outcome === 'missed' ? 'missed' : icons[entry.kind],
    kind,
    text: [entry.title, line, entry.outcome === 'transferred' ? t('outcome.transferred') : null, entry.summary, length]
      .filter(Boolean)
      .join(' · '),
  }
}

/** What a click on an entry opens; null when there is nothing more to see. */
export function openEntry(entry: TimelineEntry): (() => void) | null {
  const { caseId, conversationId, interactionId } = entry
  if (entry.kind === 'mail' && conversationId) return () => go('mail', conversationId)
  if (entry.kind === 'case' && caseId) return () => go('cases', caseId)
  if (entry.kind === 'call' && interactionId) return () => go('phone', interactionId)
  return null
}
