const secretKey = /pass|secret|token|key$|authorization|credential|cookie/i
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\b(sips?|tel|mailto):[^\s<>"';,)]+/gi, '$1:…'],
  [/[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+/gu, '…@…'],
  [
    /(\b(?:pass(?:word|phrase|wd)?|secret|token|authorization|response|nonce|cnonce)["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;}]+)/gi,
    '$1…',
  ],
  // Instants are no telephone numbers: keep ISO dates readable.
  [/(?<![\w:.-])\+?\d(?:[\s()/.-]?\d){5,}(?![\w:])/g, '…'],
]

/** Takes secrets and customer data (numbers, addresses, SIP addresses, passwords) out of a text for the log. Bounded to 4,000 characters. */
export function redactText(text: string): string {
  const short = text.length > 4000 ? `${text.slice(0, 4000)}…` : text
  const dates: string[] = []
  const kept = short.replace(
    /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z)?|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/gi,
    (match) => {
      dates.push(match)
      return `\u0001${dates.length - 1}\u0002`
    },
  )
  const clean = patterns.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), kept)
  return clean.replace(/\u0001(\d+)\u0002/g, (_match, index: string) => dates[Number(index)] ?? '')
}

/** The same for a context object: values under telling keys are dropped whole, depth and width are bounded. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value instanceof Error) return redactText(value.stack ?? value.message)
  if (value === null || typeof value !== 'object') return typeof value === 'bigint' ? value.toString() : value
  if (depth > 4) return '…'
  if (Array.isArray(value)) return value.slice(0, 20).map((each) => redact(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 40)
      .map(([key, each]) => [key, secretKey.test(key) ? '…' : redact(each, depth + 1)]),
  )
}
