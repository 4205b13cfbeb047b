import type { Contact } from './contact.ts'

const dayMs = 86_400_000

/** Own fields of a contact that Courtesy itself reads: the day of the next renewal (`YYYY-MM-DD`) and the last service score (0–10). */
export const contactFields = { renewalOn: 'renewalOn', lastScore: 'lastScore' } as const

/** Whole days until the renewal, negative when it is past; null when no day is known. `now` in milliseconds since 1970. */
export function renewalDaysOf(custom: Contact['custom'], now: number): number | null {
  const date = custom[contactFields.renewalOn]
  if (date === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(date)) return null
  const then = Date.parse(`${date}T00:00:00.000Z`)
  return Number.isNaN(then) ? null : Math.round((then - Math.floor(now / dayMs) * dayMs) / dayMs)
}

/** The last service score, 0–10; null when there is none. */
export function lastScoreOf(custom: Contact['custom']): number | null {
  const text = custom[contactFields.lastScore]
  const score = text === undefined || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'))
  return score >= 0 && score <= 10 ? score : null
}
