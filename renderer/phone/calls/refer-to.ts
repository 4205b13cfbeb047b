import { UserAgent, type Session, type URI } from 'sip.js'

/**
 * The `Refer-To` of a transfer to a number or user. In angle brackets: SIP.js writes the bare address, and a `;` or `?` in it would then
 * belong to the header and not to the address (RFC 3261 §20.10).
 * @param uri as `dialUri` makes it
 */
export const referToNumber = (uri: string): string => `<${uri}>`

/**
 * The `Refer-To` of a transfer to somebody we are already talking to (RFC 3891 §5): their new call takes the place of ours.
 * Their name stays out: SIP.js would write it unescaped.
 * @returns null while that call is not established
 */
export function referToCall(other: Session): string | null {
  const { dialog } = other
  if (!dialog) return null
  const replaces = encodeURIComponent(`${dialog.callId};to-tag=${dialog.remoteTag};from-tag=${dialog.localTag}`)
  return `<${withoutHeaders(dialog.remoteTarget)}?Replaces=${replaces}>`
}

/** A contact may carry headers of its own; together with ours they would not parse. */
function withoutHeaders(target: URI): string {
  const [bare = ''] = target.toString().split('?')
  return UserAgent.makeURI(bare) ? bare : target.toString()
}
