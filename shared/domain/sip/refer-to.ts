import type { Party } from '../call.ts'
import { readNameAddr } from './name-addr.ts'
import { partyOf } from './party.ts'
import { readReplaces, writeReplaces } from './replaces.ts'

/** Whom a REFER asks us to call (RFC 3515 §2.1). */
export interface ReferTarget {
  /** A `sip:` address without header fields. */
  readonly uri: string
  readonly who: Party
  /** The Replaces header of an attended transfer (RFC 3891 §5), rewritten from what was read; null: blind. */
  readonly replaces: string | null
}

/**
 * Reads a Refer-To. Only a plain call can be asked for: another method, another scheme or a header field that is not Replaces makes
 * it null, as a malformed one does; what the address smuggles in escapes goes no further.
 */
export function readReferTo(header: string): ReferTarget | null {
  const address = header.length > 2000 ? null : readNameAddr(header)
  if (!address) return null
  const [uri, fields] = splitOnce(address.uri, '?')
  const who = partyOf({ ...address, uri })
  if (!who || !/^sips?:[^\s<>"%\r\n]*(?:%[0-9A-F]{2}[^\s<>"%\r\n]*)*$/i.test(uri)) return null
  if (/;\s*method\s*=\s*(?!invite\b)/i.test(uri)) return null
  if (fields === '') return { uri, who, replaces: null }
  const [name, value] = splitOnce(fields, '=')
  if (name.toLowerCase() !== 'replaces') return null
  const replaces = readReplaces(unescaped(value))
  return replaces && { uri, who, replaces: writeReplaces(replaces) }
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
