/** Longest header text looked at; what is beyond is dropped. */
const longest = 8192
/** Greatest number of list members looked at. */
const most = 32

/**
 * Splits header text at a separator that is outside quoted strings (with backslash escapes) and outside angle brackets
 * (RFC 3261 §7.3.1: a comma may join several values of one header field).
 * @returns trimmed, non-empty parts, in order
 */
export function splitOutside(text: string, separator: ',' | ';'): string[] {
  const parts: string[] = []
  let quoted = false
  let bracket = false
  let part = ''
  const bounded = text.slice(0, longest)
  for (let at = 0; at < bounded.length && parts.length < most; at++) {
    const character = bounded.charAt(at)
    if (quoted) {
      part += character
      if (character === '\\' && at + 1 < bounded.length) part += bounded.charAt(++at)
      else if (character === '"') quoted = false
      continue
    }
    if (character === separator && !bracket) {
      parts.push(part)
      part = ''
      continue
    }
    if (character === '"' && !bracket) quoted = true
    else if (character === '<') bracket = true
    else if (character === '>') bracket = false
    part += character
  }
  if (parts.length < most) parts.push(part)
  return parts.map((one) => one.trim()).filter((one) => one !== '')
}
