import type { Address } from '../mail.ts'

export interface AnsweredLetter {
  readonly direction: 'inbound' | 'outbound'
  readonly from: Address | null
  readonly replyTo: readonly Address[]
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
}

/**
 * Who gets the answer. `reply`: Reply-To, else From (RFC 5322 §3.6.3); to a letter of our own, those it went to. `reply_all`: besides, the
 * other To and Cc stay, each in its place. Our own addresses never, nobody twice, forwarding starts empty.
 * @param own our mailboxes' addresses.
 */
export function recipientsFor(
  kind: 'reply' | 'reply_all' | 'forward' | 'new',
  letter: AnsweredLetter,
  own: readonly string[],
): { to: Address[]; cc: Address[] } {
  if (kind === 'forward' || kind === 'new') return { to: [], cc: [] }
  const taken = new Set(own.map((address) => address.toLowerCase()))
  const pick = (list: readonly Address[]): Address[] =>
    list.filter((entry) => {
      const key = entry.address.toLowerCase()
      if (key === '' || taken.has(key)) return false
      taken.add(key)
      return true
    })
  const first =
    letter.direction === 'outbound' ? letter.to : letter.replyTo.length > 0 ? letter.replyTo : letter.from ? [letter.from] : []
  const to = pick(first)
  if (kind === 'reply') return { to, cc: [] }
  return { to: letter.direction === 'outbound' ? to : [...to, ...pick(letter.to)], cc: pick(letter.cc) }
}

/**
 * Whether a text can be an address of SMTP (RFC 5321 §4.1.2, addr-spec with a domain, RFC 6531 allows letters beyond ASCII).
 * Stricter than the standard where people err: no spaces, no quotes, a dot or brackets in the domain, 254 characters in all.
 */
export function isAddress(text: string): boolean {
  if (text.length > 254) return false
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at)
  const domain = text.slice(at + 1)
  if (
    at < 1 ||
    local.length > 64 ||
    /[\s"(),:;<>@[\\\]\p{Cc}]/u.test(local) ||
    local.startsWith('.') ||
    local.endsWith('.') ||
    local.includes('..')
  )
    return false
  return /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?)(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?)+$/u.test(
    domain,
  )
}
