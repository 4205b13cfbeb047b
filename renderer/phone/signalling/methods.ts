/** What the phone takes from others. SIP.js would name SUBSCRIBE, REGISTER and PRACK too, which it cannot do here, and not UPDATE. */
export const allowedMethods = [
  'ACK',
  'BYE',
  'CANCEL',
  'INFO',
  'INVITE',
  'MESSAGE',
  'NOTIFY',
  'OPTIONS',
  'REFER',
  'UPDATE',
] as const

export const allowHeader = `Allow: ${allowedMethods.join(', ')}`

/** Option tags a request may require of us (RFC 3261 §20.32). */
export const knownExtensions: ReadonlySet<string> = new Set(['replaces', 'timer'])

/** A message of ours on its way out, with the methods we really take. */
export function completeOutgoing(message: string): string {
  const end = message.indexOf('\r\n\r\n')
  const head = end < 0 ? message : message.slice(0, end)
  return head.replace(/^Allow: ?[^\r\n]*/im, allowHeader) + (end < 0 ? '' : message.slice(end))
}
