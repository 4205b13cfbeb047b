/** What of a URI identifies a party. */
export interface PartyUri {
  readonly scheme: 'sip' | 'sips' | 'tel'
  /** User part or telephone number, percent-decoded, without password, parameters and visual separators (tel: only). */
  readonly user: string
  /** Lower case; '' for tel:. */
  readonly host: string
  /** URI parameters and, for `sip:`, the embedded headers, undecoded. */
  readonly params: string
}

/** Reads a sip:, sips: (RFC 3261 §19.1) or tel: (RFC 3966) URI; other schemes and malformed ones give null. */
export function readPartyUri(uri: string): PartyUri | null {
  const scheme = /^\s*(sips?|tel):/i.exec(uri)
  if (!scheme?.[1]) return null
  const rest = uri.slice(scheme[0].length).trim()
  const kind = scheme[1].toLowerCase() as PartyUri['scheme']
  if (kind === 'tel') {
    const [number, params] = cut(rest, ';')
    return { scheme: kind, user: number.replace(/[-.()\s]/g, ''), host: '', params }
  }
  const at = rest.lastIndexOf('@', hostEnd(rest))
  const userinfo = at < 0 ? '' : rest.slice(0, at)
  const [hostport, params] = cut(rest.slice(at + 1), /[;?]/)
  const user = (userinfo.split(':')[0] ?? '').split(';')[0] ?? ''
  const host = hostport.replace(/:\d*$/, '').toLowerCase()
  return host === '' ? null : { scheme: kind, user: decode(user), host, params }
}

/** An `@` inside embedded headers (`?`) belongs to them, not to the user part. */
const hostEnd = (text: string): number => {
  const question = text.indexOf('?', Math.max(0, text.indexOf('@')))
  return question < 0 ? text.length : question
}

function cut(text: string, separator: string | RegExp): [string, string] {
  const at = typeof separator === 'string' ? text.indexOf(separator) : text.search(separator)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** Percent-decoding that leaves malformed escapes as they are. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
