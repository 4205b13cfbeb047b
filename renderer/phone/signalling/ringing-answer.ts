/** A tag of its own, so that the early dialog made of it is never taken for the one that is answered, whose address comes with the 200. */
const ownTag = 'ringing'

/**
 * Trap: SIP.js drops a 180 or 183 that has no Contact or no To tag (RFC 3261 §12.1.1 asks for them, gateways leave them out), and whoever
 * calls hears nothing until somebody answers. What lacks is filled in; everything else stays as it came.
 * @param text one SIP message
 */
export function completeRinging(text: string): string {
  if (!/^SIP\/2\.0 1(?!00)\d\d(?: |\r\n)/.test(text)) return text
  const end = text.indexOf('\r\n\r\n')
  const head = end < 0 ? text : text.slice(0, end)
  const [start = '', ...lines] = head.split(/\r\n(?![ \t])/)
  const named = (names: RegExp): number => lines.findIndex((line) => names.test(line))
  const to = named(/^(?:to|t)\s*:/i)
  const line = lines[to]
  if (line === undefined || !lines.some((each) => /^cseq\s*:\s*\d+\s+INVITE\s*$/i.test(each))) return text
  const tagged = /;\s*tag\s*=/i.test(line)
  if (tagged && named(/^(?:contact|m)\s*:/i) >= 0) return text
  lines[to] = tagged ? line.replace(/(;\s*tag\s*=\s*)/i, `$1${ownTag}-`) : `${line};tag=${ownTag}`
  const contact = named(/^(?:contact|m)\s*:/i) >= 0 ? [] : ['Contact: <sip:ringing@ringing.invalid>']
  return [start, ...lines, ...contact].join('\r\n') + (end < 0 ? '' : text.slice(end))
}
