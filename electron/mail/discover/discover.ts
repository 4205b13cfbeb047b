import type { Resolver } from 'node:dns/promises'
import type { Agent } from 'node:https'
import type { Out } from '#shared/contract/define.ts'
import type { mailCalls } from '#shared/contract/mail.ts'
import { raise } from '#shared/contract/result.ts'
import { isAddress } from '#shared/domain/mail/recipients.ts'
import { fromAutoconfig } from './autoconfig.ts'
import { fromGuesses } from './guess.ts'
import { fromSrv } from './srv.ts'

export type Discovered = Out<(typeof mailCalls)['discover']>
export type Found = Discovered[number]

/** All sources together, ms. */
const deadline = 12_000

/** What the look-ups go out by, where not the computer's own is wanted. */
export interface Ways {
  readonly agent?: Agent
  readonly resolver?: Resolver
}

/**
 * Servers for an address, the most trustworthy first: the domain's own autoconfig over https, DNS SRV (RFC 6186), then common names that
 * answered. All sources run at once and none may take longer than 12 s in all. The address itself goes nowhere: only its domain is looked
 * up, and nothing is asked over plain http.
 */
export async function discover(address: string, ways: Ways = {}): Promise<Discovered> {
  if (!isAddress(address)) raise('bad_input', 'error.mail.badAddress')
  const at = address.lastIndexOf('@')
  const domain = address.slice(at + 1).toLowerCase()
  const signal = AbortSignal.timeout(deadline)
  const sources = [
    fromAutoconfig(domain, address, signal, ways.agent),
    fromSrv(domain, address, signal, ways.resolver),
    fromGuesses(domain, address, signal),
  ]
  const found = (await Promise.all(sources.map((source) => source.catch(() => [])))).flat()
  const seen = new Set<string>()
  return found.filter((entry) => {
    const key = JSON.stringify([entry.imap.host, entry.imap.port, entry.smtp.host, entry.smtp.port])
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
