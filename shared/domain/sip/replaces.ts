/** Which call an INVITE wants to take the place of (RFC 3891 §6.1); the tags as its receiver sees them: `toTag` is its own. */
export interface Replaces {
  readonly callId: string
  readonly toTag: string
  readonly fromTag: string
  readonly earlyOnly: boolean
}

/** Reads a Replaces header field; null when it is malformed. */
export function readReplaces(text: string): Replaces | null {
  if (text.length > 1000) return null
  const [callId = '', ...rest] = text.split(';').map((one) => one.trim())
  const params = new Map(
    rest.map((one) => {
      const [name = '', value = ''] = one.split('=')
      return [name.trim().toLowerCase(), value.trim()] as const
    }),
  )
  const [toTag = '', fromTag = ''] = [params.get('to-tag'), params.get('from-tag')]
  if (![callId, toTag, fromTag].every((one) => /^[\x21-\x2b\x2d-\x3a\x3c-\x7e]+$/.test(one))) return null
  return { callId, toTag, fromTag, earlyOnly: params.has('early-only') }
}

/** As it stands in a request; nothing but what {@link readReplaces} took can be in it. */
export const writeReplaces = ({ callId, earlyOnly, fromTag, toTag }: Replaces): string =>
  `${callId};to-tag=${toTag};from-tag=${fromTag}${earlyOnly ? ';early-only' : ''}`
