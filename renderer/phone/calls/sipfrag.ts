/**
 * The status a NOTIFY about a transfer tells of (RFC 3515 §2.4.5, `message/sipfrag` of RFC 3420).
 * @returns null when the body begins with no status line
 */
export function sipfragStatus(body: string): number | null {
  const found = /^\s*SIP\/2\.0 ([1-6]\d\d)(?:\s|$)/.exec(body)
  return found ? Number(found[1]) : null
}

/**
 * Where a call was parked, when the last NOTIFY about its transfer names a slot: a Contact of digits in its `message/sipfrag`.
 * @param code what was dialled to park; that alone is no slot
 */
export function sipfragSlot(body: string, code: string): string | null {
  const slot = /^(?:contact|m)\s*:\s*(?:"[^"\r\n]{0,100}"\s*)?<?sips?:([0-9*#]{1,20})@/im.exec(body.slice(0, 4000))?.[1]
  return slot === undefined || slot === code ? null : slot
}
