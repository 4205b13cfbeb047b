import type { Party } from '../call.ts'
import { cleanText } from './clean-text.ts'
import { readNameAddrs } from './name-addr.ts'
import { partyOf } from './party.ts'
import { decode } from './uri.ts'

export interface Diverted {
  readonly from: Party | null
  readonly reason: string | null
}

const nothing: Diverted = { from: null, reason: null }

/**
 * The number the caller dialled before the call was sent on to us. Diversion (RFC 5806 §4: newest first, so the number first
 * dialled is the last), else History-Info (RFC 7044 §5: oldest first; a single entry is our own address and no diversion).
 */
export function readDiversion(diversion: readonly string[], history: readonly string[]): Diverted {
  const diversions = diversion.flatMap(readNameAddrs)
  const first = diversions.at(-1)
  const from = first && partyOf(first)
  if (first && from) return { from, reason: bounded(first.params.get('reason')) }
  const entries = history.flatMap(readNameAddrs)
  const oldest = entries[0]
  const target = oldest && partyOf(oldest)
  const next = entries[1]
  if (!oldest || !target || !next || partyOf(next)?.user === target.user) return nothing
  return { from: target, reason: historyReason(oldest.uri) ?? historyReason(next.uri) }
}

/** A reason rides in the URI as an embedded Reason header (RFC 7044 §5.2) or as a cause parameter (RFC 4458). */
function historyReason(uri: string): string | null {
  const embedded = /[?&]reason=([^&]*)/i.exec(uri)?.[1]
  if (embedded !== undefined) return bounded(decode(embedded))
  const cause = /;cause=(\d{3})/i.exec(uri)?.[1]
  return cause === undefined ? null : cause
}

function bounded(text: string | undefined): string | null {
  const clean = cleanText(text ?? '', 100)
  return clean === '' ? null : clean
}
