import type { EndReason } from '#shared/domain/call.ts'

/** Why an INVITE of ours was not accepted, by the status of its answer (RFC 3261 §21, RFC 3398 §8.2.6.1). */
export function refusalReason(status: number): EndReason {
  switch (status) {
    case 486:
    case 600:
      return 'busy'
    case 408:
    case 480:
    case 487:
      return 'no_answer'
    case 404:
    case 410:
    case 484:
    case 485:
    case 604:
      return 'not_found'
    case 488:
    case 606:
    case 415:
      return 'media_failed'
    case 401:
    case 403:
    case 407:
    case 433:
    case 603:
    case 607:
    case 608:
      return 'refused'
    default:
      return 'failed'
  }
}

/**
 * Why a ringing call was cancelled: somebody else took it when the CANCEL says so (RFC 3326: `SIP;cause=200`), else the caller gave up.
 * @param reasons Reason header fields of the CANCEL
 */
export function cancelReason(reasons: readonly string[]): EndReason {
  const elsewhere = reasons.some(
    (one) =>
      /(?:^|,)\s*SIP\s*;(?:[^,]*;)?\s*cause\s*=\s*"?200\b/i.test(one) || /Q\.850\s*;(?:[^,]*;)?\s*cause\s*=\s*26\b/i.test(one),
  )
  return elsewhere ? 'answered_elsewhere' : 'caller_gave_up'
}
