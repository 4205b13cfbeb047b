// Lists without their schemas: the page needs them for its first picture, and zod it does not.

export const caseTypes = ['question', 'order', 'complaint', 'claim', 'suggestion', 'compliment'] as const
export const caseStatuses = ['new', 'open', 'pending', 'resolved', 'closed'] as const
/** Causes of dissatisfaction (SERVICE, *What customers bring*). */
export const caseReasons = [
  'unprofessional',
  'treated_as_number',
  'not_right_first_time',
  'poor_result',
  'not_resolved',
  'impolite',
  'price_higher',
  'slow_answer',
] as const

/** Outcome codes the product ships; an agent's choice at the end, not the SIP end reason. */
export const dispositionCodes = [
  'resolved',
  'information_given',
  'case_opened',
  'callback_agreed',
  'passed_on',
  'not_reached',
  'wrong_number',
  'no_request',
] as const
