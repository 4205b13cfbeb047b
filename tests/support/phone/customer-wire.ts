import { createHash } from 'node:crypto'

/** What comes over the wire to the customer's telephone, and what it proves of itself; pure. */

export interface Response {
  readonly status: number
  /** Branch and method: a CANCEL shares the branch of its INVITE (RFC 3261 §9.1). */
  readonly transaction: string
  readonly toTag: string
  readonly contact: string
  readonly recordRoutes: readonly string[]
  readonly body: string
  /** What it asks us to prove, of a 401. */
  readonly challenge: string
}

/** `180 Ringing, then 200 OK`: the first without a Contact, as some gateways send it, the second a while later. */
export function ringsFirst(answer: string): [string | null, string] {
  const [, ringing, final] = /^(1\d\d [^,]+), then (.+)$/.exec(answer) ?? []
  return ringing !== undefined && final !== undefined ? [ringing, final] : [null, answer]
}

/** The answer to a digest challenge without qop (RFC 2617 §3.2.2), as the lab's exchange asks for it. */
export function digest(user: string, password: string, challenge: string): string {
  const part = (name: string): string => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? ''
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex')
  const [realm, nonce, uri] = [part('realm'), part('nonce'), 'sip:toll.test']
  const response = md5(`${md5(`${user}:${realm}:${password}`)}:${nonce}:${md5(`REGISTER:${uri}`)}`)
  return `Digest username="${user}", realm="${realm}", nonce="${nonce}", uri="${uri}", response="${response}"`
}

export function readResponse(text: string): Response | null {
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(text)?.[1])
  if (!status) return null
  const [top = '', ...rest] = text.split('\r\n\r\n')
  const field = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(top)?.[1]?.trim() ?? ''
  const routes = [...top.matchAll(/^Record-Route:\s*(.*)$/gim)].flatMap((one) =>
    (one[1] ?? '').split(/,(?=\s*<)/).map((route) => route.trim()),
  )
  return {
    status,
    transaction: `${/branch=([^;\s]+)/.exec(field('Via'))?.[1] ?? ''} ${field('CSeq').split(' ')[1] ?? ''}`,
    toTag: /;tag=([^;\s]+)/.exec(field('To'))?.[1] ?? '',
    contact: /<([^>]+)>/.exec(field('Contact'))?.[1] ?? '',
    recordRoutes: routes,
    body: rest.join('\r\n\r\n'),
    challenge: field('WWW-Authenticate'),
  }
}
