/** A line for the log: a fixed name and facts that hold no customer data. */
export interface Log {
  (level: 'info' | 'warn' | 'error', what: string, context?: Record<string, unknown>): void
}

/**
 * Takes numbers, addresses, names and secrets out of a technical line: URIs, anything quoted, digit groups of four and more,
 * header lines. What SIP.js logs may quote a message; nothing of it is worth a customer's number on disk.
 */
export function redact(text: string): string {
  const line = text.split(/[\r\n]/, 1)[0] ?? ''
  return (
    line
      .slice(0, 300)
      // Chromium names the line of a description it cannot read.
      .replace(/(Failed to parse SessionDescription\.).*/, '$1')
      .replace(/\b(?:sips?|tel|mailto):[^\s>",;]+/gi, '[address]')
      .replace(/[^\s<>"]+@[^\s<>"]+/g, '[address]')
      .replace(/"[^"]*"?/g, '[text]')
      .replace(/\+?\d[\d\s().-]{2,}\d/g, '[number]')
  )
}
