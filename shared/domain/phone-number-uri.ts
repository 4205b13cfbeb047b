/** Words networks and exchanges put where a number should be (RFC 3261 §8.1.1.3, RFC 3323 §4.1.1.3, 3GPP TS 24.607, and what PBXs send). */
const withheldWords = new Set([
  '',
  'anonymous',
  'anonym',
  'anonymus',
  'unknown',
  'unknown caller',
  'unknown number',
  'restricted',
  'private',
  'private number',
  'withheld',
  'number withheld',
  'unavailable',
  'not available',
  'blocked',
  'hidden',
  'no caller id',
  'no number',
  'no callerid',
  'caller id withheld',
  'coin line/payphone',
  'interaction with other service',
  'unbekannt',
  'unterdrückt',
  'nummer unterdrückt',
  'ismeretlen',
  'rejtett',
  'rejtett szám',
  'neznámé',
  'skryté',
  'skryté číslo',
  'үл мэдэгдэх',
  'нууцалсан',
  // ANONYMOUS on a keypad, as some networks send it.
  '266696687',
  '+266696687',
])

/** Whether a text says that the caller hides, in any of the forms networks use. */
export function isWithheld(text: string): boolean {
  const bare = text
    .replace(/^.*<([^<>]*)>.*$/s, '$1')
    .replace(/^(?:sips?|tel):/i, '')
    .trim()
    .toLowerCase()
  const user = bare
    .replace(/[@;].*$/s, '')
    .replaceAll('"', '')
    .trim()
  return withheldWords.has(user) || /@(?:anonymous|unknown)\.invalid(?:[:;>]|$)/.test(bare)
}

/**
 * The part of a `tel:` or `sip:` URI (or plain text) that may be a number.
 * `name`: a SIP user that is no number, as `user@host` or `user`, lower case; `number`: a text to read digits from, `fallback`
 * being what it is called should it turn out to be none.
 */
export type AddressText =
  | { readonly kind: 'number'; readonly text: string; readonly fallback: string | null }
  | { readonly kind: 'name'; readonly normalized: string }

/** Takes a URI (with or without name and angle brackets) or a plain text apart; null when nothing is left. */
export function readAddress(text: string): AddressText | null {
  const inside = /<([^<>]*)>/.exec(text)?.[1] ?? text
  const uri = inside.trim()
  const tel = /^tel:/i.exec(uri)
  if (tel) return readTel(unescape(uri.slice(4)))
  const sip = /^sips?:/i.exec(uri)
  if (!sip && !uri.includes('@')) return uri === '' ? null : { kind: 'number', text: uri, fallback: nameOf(uri) }
  const rest = sip ? uri.slice(sip[0].length) : uri
  const at = rest.lastIndexOf('@')
  // Without a user part only a host is named: nobody in particular.
  if (at < 0) return sip ? readUser(rest.replace(/[;?].*$/s, ''), null) : null
  return readUser(unescape(rest.slice(0, at)), rest.slice(at + 1).replace(/[:;?>].*$/s, ''))
}

function readUser(userAndPassword: string, host: string | null): AddressText | null {
  const user = userAndPassword.replace(/:.*$/s, '').trim()
  // An @ belongs escaped into a user (RFC 3261 §25.1); with no host behind it, it would pass for one.
  const alone = host === null || host === ''
  if (user === '' || (user.includes('@') && alone)) return null
  const name = nameOf(alone ? user : `${user.replace(/;.*$/s, '')}@${host}`)
  if (/^\+?[\p{Nd}\s().,/\-*#]+(?:;.*)?$/u.test(user)) return { kind: 'number', text: withParameters(user), fallback: name }
  // Alone it means what the same text means without the scheme.
  if (alone) return { kind: 'number', text: user, fallback: name }
  return name === null ? null : { kind: 'name', normalized: name }
}

function readTel(text: string): AddressText | null {
  const [number = '', ...parameters] = text.split(';')
  // RFC 3966 §5.1.5: a local number belongs to its context; only a context that is a country code makes it a number for us.
  const context = parameters.find((one) => /^phone-context=/i.test(one))?.slice('phone-context='.length)
  const whole = context !== undefined && /^\+\d{1,4}$/.test(context) && !number.startsWith('+') ? context + number : number
  return number.trim() === '' ? null : { kind: 'number', text: whole + extensionOf(parameters), fallback: null }
}

function withParameters(text: string): string {
  const [number = '', ...parameters] = text.split(';')
  return number + extensionOf(parameters)
}

function extensionOf(parameters: readonly string[]): string {
  const found = parameters.find((one) => /^ext=\d{1,9}$/i.test(one.trim()))
  return found === undefined ? '' : `;ext=${found.trim().slice(4)}`
}

/** A SIP user, alone or at its host, in lower case; null when the text holds anything else. At most 320 characters. */
function nameOf(text: string): string | null {
  const name = text.trim().toLowerCase()
  if (name.length > 320 || !/[\p{L}]/u.test(name)) return null
  return /^[\p{L}\p{M}\p{Nd}._~!'*+&$-]+(?:@[\p{L}\p{M}\p{Nd}._-]+|@\[[\da-f:.]+\])?$/u.test(name) ? name : null
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone % is not an escape; then the text is meant as it stands.
    return text
  }
}
