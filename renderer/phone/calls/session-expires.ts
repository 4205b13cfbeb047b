/** Session timers (RFC 4028), the rules: pure. `ask`: what we ask for; `least`: the shortest we take (RFC 4028 §4 recommends 90); seconds. */
export const timerSeconds = { ask: 1800, least: 90, most: 86_400 } as const

/** What both sides agreed on. */
export interface AgreedTimer {
  readonly seconds: number
  readonly weRefresh: boolean
}

/** Header fields of one message, names without regard to case. */
export interface Fields {
  getHeader(name: string): string | undefined
  getHeaders(name: string): string[]
}

/** Session-Expires or its short form `x`; null when absent or malformed. */
export function readSessionExpires(fields: Fields): { seconds: number; refresher: 'uac' | 'uas' | null } | null {
  const text = fields.getHeader('session-expires') ?? fields.getHeader('x') ?? ''
  const seconds = Number(/^\s*(\d{1,9})(?=[\s;]|$)/.exec(text)?.[1] ?? 0)
  if (seconds === 0) return null
  const refresher = /;\s*refresher\s*=\s*"?(uac|uas)\b/i.exec(text)?.[1]?.toLowerCase()
  return { seconds: Math.min(seconds, timerSeconds.most), refresher: (refresher as 'uac' | 'uas' | undefined) ?? null }
}

/** Seconds of Min-SE; 0 when absent or malformed. */
export const readMinSe = (fields: Fields): number =>
  Number(/^\s*(\d{1,9})(?=[\s;]|$)/.exec(fields.getHeader('min-se') ?? '')?.[1] ?? 0)

const lists = (fields: Fields, name: string, tag: string): boolean =>
  fields.getHeaders(name).some((one) => one.split(',').some((each) => each.trim().toLowerCase() === tag))

/** The other side takes UPDATE (RFC 3311 §5). */
export const takesUpdate = (fields: Fields): boolean => lists(fields, 'allow', 'update')

/**
 * What to say to a request of theirs that asks for a timer (RFC 4028 §9): `tooShort` is answered 422 with Min-SE. Somebody who knows no
 * timers (an exchange on the way put the header in) can neither be refused nor made to refresh.
 */
export function answerTimer(
  request: Fields,
): { readonly kind: 'none' | 'tooShort' } | { readonly kind: 'agreed'; readonly timer: AgreedTimer; readonly headers: string[] } {
  const asked = readSessionExpires(request)
  if (!asked) return { kind: 'none' }
  const knows = lists(request, 'supported', 'timer') || lists(request, 'k', 'timer') || lists(request, 'require', 'timer')
  if (knows && asked.seconds < timerSeconds.least) return { kind: 'tooShort' }
  const refresher = knows ? (asked.refresher ?? 'uac') : 'uas'
  return {
    kind: 'agreed',
    timer: { seconds: asked.seconds, weRefresh: refresher === 'uas' },
    headers: [`Session-Expires: ${asked.seconds};refresher=${refresher}`, ...(knows ? ['Require: timer'] : [])],
  }
}

/** What their 2xx to a request of ours agreed on (RFC 4028 §7.2); null: no timer. Without a refresher it is us who asked. */
export function agreedTimer(response: Fields): AgreedTimer | null {
  const said = readSessionExpires(response)
  return said && { seconds: said.seconds, weRefresh: said.refresher !== 'uas' }
}

/** When a call whose refresh never came is over, before the exchange takes it down (RFC 4028 §10); seconds after the last refresh. */
export const givenUpAfter = (seconds: number): number => seconds - Math.min(32, seconds / 3)

/** Header fields of the first INVITE of a call. */
export const firstTimerHeaders = [`Session-Expires: ${timerSeconds.ask}`, `Min-SE: ${timerSeconds.least}`]
