import type { AnswerAsked } from '../call.ts'
import type { HeaderSource } from './invite-facts.ts'
import { splitOutside } from './split-list.ts'

/** Longest wait an exchange may ask for, seconds; a longer one is a mistake, and a caller is not left ringing for it. */
const longestWait = 60

/**
 * Whether an INVITE asks to be answered by the telephone itself: `Answer-Mode` and `Priv-Answer-Mode` (RFC 5373), and what exchanges
 * really send, `Call-Info: <…>;answer-after=N` and `Alert-Info: <…>;info=alert-autoanswer[;delay=N]`, also without an address and with
 * the backslash before the semicolon that dial plans leave in. Total: any text gives an answer.
 */
export function readAnswerAsked(headers: HeaderSource): AnswerAsked | null {
  const modes = ['Priv-Answer-Mode', 'Answer-Mode'].flatMap((name) =>
    headers.all(name).map((value) => value.split(';')[0]!.trim().toLowerCase()),
  )
  if (modes.includes('manual')) return { mode: 'manual', after: 0 }
  const members = (name: string): Map<string, string>[] =>
    headers.all(name).flatMap((value) => splitOutside(value, ',').map(parameters))
  for (const one of members('Call-Info')) {
    const after = seconds(one.get('answer-after'))
    if (after !== null) return { mode: 'auto', after }
  }
  for (const one of members('Alert-Info')) {
    const info = one.get('info')?.toLowerCase()
    if (info === 'alert-autoanswer') return { mode: 'auto', after: seconds(one.get('delay')) ?? 0 }
  }
  return modes.includes('auto') ? { mode: 'auto', after: 0 } : null
}

/** Parameters of a member, whether or not an address stands before them. */
function parameters(member: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const part of splitOutside(member, ';')) {
    const [, name, value] = /^([a-z-]+)\s*=\s*"?([^"]*)"?$/i.exec(part) ?? []
    if (name !== undefined && value !== undefined && !found.has(name.toLowerCase())) found.set(name.toLowerCase(), value.trim())
  }
  return found
}

function seconds(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,4}$/.test(text)) return null
  return Math.min(longestWait, Number(text))
}
