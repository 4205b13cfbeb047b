/** Header fields that tell a machine's letter; names in lower case, values as received. */
export type HeaderFields = ReadonlyMap<string, string>

const robots =
  /^(?:mailer-daemon|postmaster|mail-daemon|(?:no|do[-_.]?not|dont)[-_.]?reply|auto(?:matic)?[-_.]?reply|bounces?|listserv|majordomo)(?:[-+_.=].*)?$/i

/**
 * Whether a machine sent the letter: automatic answers (RFC 3834 §5 Auto-Submitted), lists (RFC 2919, RFC 2369) and bulk mail
 * (Precedence), Exchange's X-Auto-Response-Suppress, reports (RFC 6522), the null return path (RFC 5321 §4.5.5), and senders that
 * say so by name. Such a letter is never answered automatically.
 */
export function isAutomatic(fields: HeaderFields, from: string): boolean {
  const has = (name: string): boolean => (fields.get(name) ?? '').trim() !== ''
  const submitted = (fields.get('auto-submitted') ?? 'no').split(';')[0]?.trim().toLowerCase()
  if (submitted !== 'no' && submitted !== '') return true
  if (/^\s*(?:bulk|list|junk|auto_reply)\b/i.test(fields.get('precedence') ?? '')) return true
  if (['list-id', 'list-unsubscribe', 'list-post', 'x-loop', 'x-autoreply', 'x-autorespond', 'x-failed-recipients'].some(has))
    return true
  const suppress = (fields.get('x-auto-response-suppress') ?? '').trim().toLowerCase()
  if (suppress !== '' && suppress !== 'none') return true
  if (/^\s*<>\s*$/.test(fields.get('return-path') ?? '')) return true
  if (/^\s*multipart\/report\b/i.test(fields.get('content-type') ?? '')) return true
  return robots.test(from.split('@')[0] ?? '')
}
