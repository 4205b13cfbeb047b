import type { z } from 'zod'
import type { deskEvents } from '#shared/contract/desk/events.ts'

export type Prefill = z.infer<(typeof deskEvents)['prefill']>

/**
 * What a `tel:`, `callto:`, `sip:` or `mailto:` address asks to be filled in; it never dials or sends by itself. Null for anything else.
 * `attach` and every other field of a mailto address but to, cc, subject and body are ignored (RFC 6068 §4 warns of them).
 */
export function parseLink(link: string): Prefill | null {
  if (link.length > 4000) return null
  const scheme = /^(tel|callto|sips?|mailto):/i.exec(link)?.[1]?.toLowerCase()
  if (scheme === undefined) return null
  if (scheme === 'mailto') return compose(link)
  const number = scheme === 'tel' || scheme === 'callto'
  const bare = number ? link.slice(scheme.length + 1).replace(/^\/\//, '') : link
  const [address = ''] = bare.split(/[;?]/)
  const target = number ? decode(address) : address
  const clean = target
    .replace(/[^\w+*#@:.()\-/ ]/g, '')
    .trim()
    .slice(0, 200)
  return clean === '' ? null : { kind: 'dial', target: clean }
}

function compose(link: string): Prefill | null {
  const [path, query] = cut(link.slice('mailto:'.length), '?')
  const fields = new Map<string, string[]>()
  for (const pair of query.split('&')) {
    const [name, value] = cut(pair, '=')
    const key = decode(name).toLowerCase()
    fields.set(key, [...(fields.get(key) ?? []), decode(value)])
  }
  const list = (texts: readonly string[]): string[] =>
    texts
      .flatMap((text) => text.split(','))
      .map((text) => oneLine(text))
      .filter((text) => text.includes('@'))
      .slice(0, 50)
  const to = list([...path.split(',').map(decode), ...(fields.get('to') ?? [])])
  return {
    kind: 'compose',
    to,
    cc: list(fields.get('cc') ?? []),
    subject: oneLine(fields.get('subject')?.[0] ?? ''),
    body: (fields.get('body')?.[0] ?? '').replace(/\r\n/g, '\n').slice(0, 20_000),
  }
}

/** At the first `sign`; what is behind it may hold more of them (`subject=a=b`, `body=Why?`). */
function cut(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** No line breaks or other control characters may come into a header this way. */
const oneLine = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .slice(0, 500)
