/** Whether a case says that the customer is dissatisfied. */
export const isGrievance = (type: string): boolean => type === 'complaint' || type === 'claim'

/**
 * The open case that must be known before the first word: a complaint or claim before all else, then the first as they come
 * (newest first).
 */
export const caseToName = <C extends { readonly type: string }>(open: readonly C[]): C | undefined =>
  open.find(({ type }) => isGrievance(type)) ?? open[0]
