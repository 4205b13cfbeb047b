import type { Voicemail } from '../exchange.ts'
import { readNameAddr } from './name-addr.ts'
import { readPartyUri } from './uri.ts'

/** Reads the body of a NOTIFY about the voice mailbox (RFC 3842 §5.2); null when it says nothing of waiting messages. */
export function readMessageSummary(body: string): Voicemail | null {
  const lines = body.slice(0, 4000).split(/\r?\n/)
  const field = (name: string): string | undefined =>
    lines
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim()
  const waiting = field('messages-waiting')?.toLowerCase()
  if (waiting !== 'yes' && waiting !== 'no') return null
  const [, fresh, old] = /^(\d{1,6})\/(\d{1,6})/.exec(field('voice-message') ?? '') ?? []
  return {
    waiting: waiting === 'yes',
    fresh: fresh === undefined ? null : Number(fresh),
    old: old === undefined ? null : Number(old),
    account: accountOf(field('message-account') ?? ''),
  }
}

/** User part of the account, when it is one that can be dialled. */
function accountOf(text: string): string | null {
  const user = readPartyUri(readNameAddr(text)?.uri ?? '')?.user ?? ''
  return /^[A-Za-z0-9.+_*#-]{1,120}$/.test(user) ? user : null
}
