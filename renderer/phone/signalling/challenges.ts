import { knownDigests } from './digest.ts'

/**
 * Trap: SIP.js takes the last challenge, whether or not it can answer it, so that "SHA-256, then one we do not know" ends in 401 for
 * ever. Keeps, per header name, the first challenge we can answer (RFC 8760 §2.4) and drops the others, before SIP.js reads the message.
 * A message whose challenges are all unknown to us is left as it is: the refusal is then true, see {@link onlyUnknownDigests}.
 * @param message one whole SIP message
 */
export function keepAnswerableChallenges(message: string): string {
  if (!/^(?:www|proxy)-authenticate\s*:/im.test(message)) return message
  const end = message.indexOf('\r\n\r\n')
  const head = end < 0 ? message : message.slice(0, end)
  const lines = head.split(/\r\n(?![ \t])/)
  const kept = lines.filter((line) => {
    const name = challengeName(line)
    const first = name === null ? undefined : lines.find((other) => challengeName(other) === name && isAnswerable(other))
    return first === undefined || first === line
  })
  return kept.length === lines.length ? message : kept.join('\r\n') + (end < 0 ? '' : message.slice(end))
}

/** True when a 401 or 407 offers digests, but none that we can compute. */
export function onlyUnknownDigests(challenges: readonly string[]): boolean {
  return challenges.length > 0 && !challenges.some((one) => isAnswerable(`x: ${one}`))
}

const challengeName = (line: string): string | null => /^((?:www|proxy)-authenticate)\s*:/i.exec(line)?.[1]?.toLowerCase() ?? null

function isAnswerable(line: string): boolean {
  const value = line.slice(line.indexOf(':') + 1).trim()
  if (!/^digest\s/i.test(value)) return false
  const algorithm = /[\s,]algorithm\s*=\s*"?([A-Za-z0-9-]+)/i.exec(value)?.[1]
  return algorithm === undefined || knownDigests.has(algorithm.toLowerCase())
}
