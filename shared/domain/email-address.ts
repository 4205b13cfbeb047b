/**
 * The bare address in lower case, without `mailto:`, name and angle brackets; null when it is none.
 * Lower case on both sides of the @: RFC 5321 §2.4 lets a server tell `Anna` from `anna`, none in use does.
 */
export function normalizeEmail(raw: string): string | null {
  if (raw.length > 1000) return null
  const inside = /<([^<>]*)>/.exec(raw)?.[1] ?? raw
  const address = inside
    .normalize('NFC')
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/\?.*$/s, '')
    .replace(/\.$/, '')
    .toLowerCase()
  return address.length <= 320 &&
    /^[^\s@<>",;\p{Cc}\p{Cf}]+@[^\s@<>",;\p{Cc}\p{Cf}.]+(?:\.[^\s@<>",;\p{Cc}\p{Cf}.]+)*$/u.test(address)
    ? address
    : null
}
