import type { FitReason } from '#shared/domain/playbook/fitting.ts'
import { caseReasons, caseTypes } from '#shared/domain/case-choices.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'
import { useT } from '../../ui/i18n.tsx'
import { caseReasonLabels, caseTypeLabels } from '../case-words/index.ts'

/** Each says with `{{value}}` what holds. */
const words: Readonly<Record<FitReason['fact'], MessageKey>> = {
  always: 'playbook.why.always',
  caseType: 'playbook.why.caseType',
  reason: 'playbook.why.reason',
  queue: 'playbook.why.queue',
  ivr: 'playbook.why.ivr',
  direction: 'playbook.why.direction',
  internal: 'playbook.why.internal',
  withheld: 'playbook.why.withheld',
  sharedNumber: 'playbook.why.sharedNumber',
  segment: 'playbook.why.segment',
  repeatContact: 'playbook.why.repeatContact',
  openComplaint: 'playbook.why.openComplaint',
  renewalDue: 'playbook.why.renewalDue',
  scoreUnder: 'playbook.why.scoreUnder',
  crisis: 'playbook.why.crisis',
}

/** Says why a standard fits, in one line. */
export function useSayReasons(): (reasons: readonly FitReason[]) => string {
  const t = useT()
  const valueOf = ({ fact, value }: FitReason): string | number => {
    const type = fact === 'caseType' ? caseTypes.find((each) => each === value) : undefined
    const cause = fact === 'reason' ? caseReasons.find((each) => each === value) : undefined
    return type ? t(caseTypeLabels[type]) : cause ? t(caseReasonLabels[cause]) : (value ?? '')
  }
  return (reasons) =>
    reasons
      .map((reason) =>
        t(words[reason.fact], { value: valueOf(reason), ...(typeof reason.value === 'number' ? { count: reason.value } : {}) }),
      )
      .join(' · ')
}
