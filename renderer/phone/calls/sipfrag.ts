/**
 * The status a NOTIFY about a transfer tells of (RFC 3515 §2.4.5, `message/sipfrag` of RFC 3420).
 * @returns null when the body begins with no status line
 */
export function sipfragStatus(body: string): number | null {
  const found = /^\s*SIP\/2\.0 ([1-6]\d\d)(?:\s|$)/.exec(body)
  return found ? Number(found[1]) : null
}
