/** A SIP request taken apart as far as one must to answer it; nothing of it is trusted. */
export interface SipRequestHead {
  readonly method: string
  readonly uri: string
  /** As `SIP/2.0`. */
  readonly version: string
  /** Header lines in their order, unfolded, names in lower case and long form. */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly line: string }[]
  readonly body: string
  /** Everything before the body, in UTF-16 units. */
  readonly headLength: number
}

/** Short forms of header names (RFC 3261 §20, RFC 4028 §4, RFC 6665 §8.2, RFC 3515 §2.1, RFC 3841 §10). */
const longNames: Readonly<Record<string, string>> = {
  ...{ v: 'via', f: 'from', t: 'to', i: 'call-id', m: 'contact', c: 'content-type', l: 'content-length', e: 'content-encoding' },
  ...{ k: 'supported', s: 'subject', x: 'session-expires', o: 'event', r: 'refer-to', b: 'referred-by', u: 'allow-events' },
}

/** Null when the first line is none of a request. */
export function readRequestHead(text: string): SipRequestHead | null {
  const end = text.indexOf('\r\n\r\n')
  const head = end < 0 ? text : text.slice(0, end)
  const [first = '', ...lines] = head.split(/\r\n(?![ \t])/)
  const [, method, uri, version] = /^([A-Za-z0-9.!%*_+`'~-]+) (\S+) (SIP\/\d{1,3}\.\d{1,3})$/i.exec(first) ?? []
  if (method === undefined || uri === undefined || version === undefined) return null
  const fields = lines.map((line) => {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    const value = line
      .slice(at + 1)
      .replace(/\r\n[ \t]+/g, ' ')
      .trim()
    return { name: longNames[name] ?? name, value, line }
  })
  return {
    method,
    uri,
    version: version.toUpperCase(),
    fields,
    body: end < 0 ? '' : text.slice(end + 4),
    headLength: head.length,
  }
}

/** Values of one header field, in their order. */
export const valuesOf = (head: SipRequestHead, name: string): string[] =>
  head.fields.filter((one) => one.name === name).map((one) => one.value)

/**
 * A stateless refusal (RFC 3261 §8.2.6.2) from the request's own header lines; null when it lacks what an answer needs.
 * @param status as `416 Unsupported URI Scheme`
 */
export function refusal(head: SipRequestHead, status: string, more: readonly string[] = []): string | null {
  const first = (name: string): string[] => head.fields.filter((one) => one.name === name).map((one) => one.line)
  const vias = first('via')
  const single = ['from', 'to', 'call-id', 'cseq'].map((name) => first(name)[0])
  if (vias.length === 0 || single.some((one) => one === undefined)) return null
  const tagged = single.map((line, at) => (at === 1 && !/;\s*tag\s*=/i.test(line ?? '') ? `${line};tag=refused` : line))
  return [`SIP/2.0 ${status}`, ...vias, ...tagged, ...more, 'Content-Length: 0', '', ''].join('\r\n')
}
