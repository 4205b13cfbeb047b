import type { Transfer } from '#shared/domain/call.ts'

/** Why a transfer did not come about, as far as a person can do something with it. */
export type TransferWhy = 'busy' | 'noAnswer' | 'notFound' | 'refused' | 'silent' | 'unsent' | 'other'

/** Null while it is under way. Statuses as in RFC 3261 §21. */
export function whyNotTransferred({ problem, state, status }: Transfer): TransferWhy | null {
  if (state !== 'failed') return null
  if (problem !== 'failed') return problem ?? 'other'
  if (status === 486 || status === 600) return 'busy'
  if (status === 480 || status === 408 || status === 487) return 'noAnswer'
  return status === 404 || status === 484 || status === 604 ? 'notFound' : 'other'
}
