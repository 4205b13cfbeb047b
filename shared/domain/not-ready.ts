// Lists without their schemas: the page needs them for its first picture, and zod it does not.

/** Reasons an agent can give for not being ready; kept with the presence as their key. */
export const notReadyReasons = ['break', 'lunch', 'training', 'backOffice', 'meeting'] as const
/** The same, and the one that the desk gives by itself. */
export const shownReasons = [...notReadyReasons, 'rungOut'] as const
export type NotReadyReason = (typeof shownReasons)[number]
