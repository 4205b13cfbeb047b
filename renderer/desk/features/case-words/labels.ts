import type { caseReasons, caseStatuses, caseTypes, dispositionCodes } from '#shared/domain/case-choices.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'

export const caseTypeLabels: Readonly<Record<(typeof caseTypes)[number], MessageKey>> = {
  question: 'case.type.question',
  order: 'case.type.order',
  complaint: 'case.type.complaint',
  claim: 'case.type.claim',
  suggestion: 'case.type.suggestion',
  compliment: 'case.type.compliment',
}

export const caseStatusLabels: Readonly<Record<(typeof caseStatuses)[number], MessageKey>> = {
  new: 'case.status.new',
  open: 'case.status.open',
  pending: 'case.status.pending',
  resolved: 'case.status.resolved',
  closed: 'case.status.closed',
}

export const caseReasonLabels: Readonly<Record<(typeof caseReasons)[number], MessageKey>> = {
  unprofessional: 'case.reason.unprofessional',
  treated_as_number: 'case.reason.treatedAsNumber',
  not_right_first_time: 'case.reason.notRightFirstTime',
  poor_result: 'case.reason.poorResult',
  not_resolved: 'case.reason.notResolved',
  impolite: 'case.reason.impolite',
  price_higher: 'case.reason.priceHigher',
  slow_answer: 'case.reason.slowAnswer',
}

/** Words of the outcomes. */
export const dispositionLabels: Readonly<Record<(typeof dispositionCodes)[number], MessageKey>> = {
  resolved: 'disposition.resolved',
  information_given: 'disposition.informationGiven',
  case_opened: 'disposition.caseOpened',
  callback_agreed: 'disposition.callbackAgreed',
  passed_on: 'disposition.passedOn',
  not_reached: 'disposition.notReached',
  wrong_number: 'disposition.wrongNumber',
  no_request: 'disposition.noRequest',
}
