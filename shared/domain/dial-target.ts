/**
 * What to dial for what was typed. `normalized` is E.164 or a short code when the text is a telephone number. A SIP address keeps its
 * user part (the line dials within its own domain), an extension or user name stays as it is, and so does a code of the exchange with `*`
 * or `#`, which no country's number has. Null when it is none of these.
 */
export function dialTarget(typed: string, normalized: string | null): string | null {
  const text = typed.trim().replace(/^(sips?|tel|callto):/i, '')
  const digits = text.replace(/[\s()/.-]/g, '')
  if (/[*#]/.test(digits) && /^\+?[\d*#]{1,40}$/.test(digits)) return digits
  if (normalized !== null && /^\+?[\d*#]+$/.test(normalized)) return normalized
  const user = text.split('@')[0] ?? ''
  if (/^[A-Za-z0-9_.!~*'+#&=$-]{1,100}$/.test(user)) return user
  return /^\+?[\d*#]{1,40}$/.test(digits) ? digits : null
}
