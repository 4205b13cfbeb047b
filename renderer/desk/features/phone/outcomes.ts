import type { callOutcomes } from '#shared/domain/interaction.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'

/** Words for what became of a call. */
export const outcomeLabels: Readonly<Record<(typeof callOutcomes)[number], MessageKey>> = {
  answered: 'outcome.answered',
  transferred: 'outcome.transferred',
  missed: 'outcome.missed',
  declined: 'outcome.declined',
  elsewhere: 'outcome.elsewhere',
  not_reached: 'outcome.notReached',
  failed: 'outcome.failed',
}
