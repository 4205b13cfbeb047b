/** Characters of a SIP user part that need no escape (RFC 3261 §25.1), without `;` and `?`, which could smuggle parameters. */
const plain = /[A-Za-z0-9\-_.!~*'()&=+$,/]/

/**
 * The Request-URI for what was dialled: a number (its `#` escaped; SIP.js makes no URI of it otherwise), a user of our exchange, or
 * `user@host`. `tel:` and `sip:` prefixes and the visual separators of RFC 3966 are taken off.
 * @returns null when nothing in it can be dialled
 */
export function dialUri(target: string, domain: string): string | null {
  const bare = target.trim().replace(/^(?:sips?|tel|callto):(?:\/\/)?/i, '')
  const at = bare.lastIndexOf('@')
  const user = at < 0 ? bare : bare.slice(0, at)
  const host = at < 0 ? domain : bare.slice(at + 1)
  if (!/^(?:[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/.test(host)) return null
  const dialled = /^[+\d\s().\-/*#]+$/.test(user) ? user.replace(/[\s().\-/]/g, '') : user
  if (dialled === '' || dialled.length > 120 || /[\s"<>\\\p{Cc}]/u.test(dialled)) return null
  const escaped = [...dialled].map((one) => (plain.test(one) ? one : escape(one))).join('')
  return `sip:${escaped}@${host}`
}

const escape = (character: string): string =>
  [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
