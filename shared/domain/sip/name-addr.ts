import { splitOutside } from './split-list.ts'

/** One `name-addr` or `addr-spec` with its header parameters (RFC 3261 §25.1). */
export interface NameAddr {
  /** Display name, unquoted and unescaped; '' when there was none. */
  readonly name: string
  readonly uri: string
  /** Header parameters (after the `>`), names in lower case, values unquoted; a parameter without value has ''. */
  readonly params: ReadonlyMap<string, string>
}

/** Reads all members of a header field that may hold several (P-Asserted-Identity, Diversion, History-Info); malformed ones are left out. */
export function readNameAddrs(text: string): NameAddr[] {
  return splitOutside(text, ',').flatMap((one) => readNameAddr(one) ?? [])
}

/** Reads one member; null when there is no URI in it. */
export function readNameAddr(text: string): NameAddr | null {
  const [display, rest] = readDisplay(text.trim())
  if (rest.startsWith('<')) {
    const end = rest.indexOf('>')
    if (end < 2) return null
    return { name: display, uri: rest.slice(1, end).trim(), params: readParams(rest.slice(end + 1)) }
  }
  // Without brackets every `;` begins a header parameter (RFC 3261 §20.10), except in a tel: URI, where people forget the brackets.
  if (display !== '') return null
  const [uri = '', ...params] = splitOutside(rest, ';')
  return /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(uri) ? { name: '', uri, params: readParams(`;${params.join(';')}`) } : null
}

function readDisplay(text: string): [string, string] {
  if (text.startsWith('"')) {
    let name = ''
    for (let at = 1; at < text.length; at++) {
      const character = text.charAt(at)
      if (character === '\\') name += text.charAt(++at)
      else if (character === '"') return [name, text.slice(at + 1).trim()]
      else name += character
    }
    return [name, '']
  }
  const bracket = text.indexOf('<')
  return bracket < 0 ? ['', text] : [text.slice(0, bracket).trim(), text.slice(bracket)]
}

function readParams(text: string): ReadonlyMap<string, string> {
  const params = new Map<string, string>()
  for (const one of splitOutside(text, ';')) {
    const at = one.indexOf('=')
    const name = (at < 0 ? one : one.slice(0, at)).trim().toLowerCase()
    const value = at < 0 ? '' : one.slice(at + 1).trim()
    if (name !== '' && !params.has(name)) params.set(name, unquote(value))
  }
  return params
}

const unquote = (text: string): string => (/^".*"$/s.test(text) ? text.slice(1, -1).replace(/\\(.)/gs, '$1') : text)
