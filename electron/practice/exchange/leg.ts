import { randomBytes, randomUUID } from 'node:crypto'
import { addressOf, answerTo, branchOf, cseqOf, header, tagOf, writeMessage, type SipMessage } from './message.ts'

export const domain = 'practice.example'
export const newTag = (): string => randomBytes(6).toString('hex')
export const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`

/** Why a leg ended. `gave_up`: we cancelled; `refused` carries the agent's status. */
export type LegEnd = { readonly by: 'agent' | 'customer' | 'gave_up' } | { readonly by: 'refused'; readonly status: number }

/** What a leg tells whoever plays the customer. */
export interface LegEvents {
  ringing(): void
  /** The agent answered our call; the description is the agent's answer. */
  answered(sdp: string): void
  /** The agent changes the session: hold, resume, a new path. Answer with the customer's description, or null to refuse (488). */
  changed(sdp: string): Promise<string | null>
  tone(tone: string): void
  ended(end: LegEnd): void
}

export interface LegParts {
  /** Sends over the agent's newest registered connection; false when there is none. */
  write(text: string): boolean
  /** `host:port` of our socket. */
  readonly host: string
  gone(leg: Leg): void
}

type State = 'calling' | 'ringing' | 'up' | 'over'

/**
 * One dialog with the agent's phone (RFC 3261 §12), from whichever side it began. Over a WebSocket nothing is lost in between, so
 * nothing is sent twice.
 */
export class Leg {
  readonly id: string
  readonly sipCallId: string
  readonly #parts: LegParts
  readonly #localTag = newTag()
  #events: LegEvents | null = null
  #state: State = 'calling'
  #remoteTag: string | null = null
  #local = ''
  #remote = ''
  #target = ''
  #seq = 1
  #invite: SipMessage | null = null
  #sent: { branch: string; uri: string; cancelled: boolean; heard: boolean } | null = null

  constructor(sipCallId: string, parts: LegParts, id: string = randomUUID()) {
    this.id = id
    this.sipCallId = sipCallId
    this.#parts = parts
  }

  get state(): State {
    return this.#state
  }

  listen(events: LegEvents): void {
    this.#events = events
  }

  // --- calls to the agent

  /** Sends the INVITE. `from` is a whole From value without tag; `headers` say who calls and why. */
  invite(to: { uri: string; aor: string }, from: string, headers: readonly (readonly [string, string])[], sdp: string): boolean {
    this.#local = `${from};tag=${this.#localTag}`
    this.#remote = `<${to.aor}>`
    this.#target = to.uri
    this.#sent = { branch: newBranch(), uri: to.uri, cancelled: false, heard: false }
    return this.#request('INVITE', this.#sent.branch, [...headers, this.#contact(), ['Content-Type', 'application/sdp']], sdp)
  }

  onInviteResponse(response: SipMessage): void {
    const sent = this.#sent
    const status = response.status ?? 500
    if (!sent || branchOf(response) !== sent.branch) return
    if (status < 200) {
      sent.heard = true
      if (sent.cancelled) return this.#sendCancel(sent)
      if (status >= 180 && this.#state === 'calling') {
        this.#state = 'ringing'
        this.#events?.ringing()
      }
      return
    }
    if (status >= 300) {
      this.#ack(sent.branch, sent.uri, header(response, 'to') ?? this.#remote)
      return this.#end(sent.cancelled ? { by: 'gave_up' } : { by: 'refused', status })
    }
    this.#remoteTag = tagOf(header(response, 'to'))
    this.#remote = header(response, 'to') ?? this.#remote
    this.#target = addressOf(header(response, 'contact') ?? '') || this.#target
    this.#ack(newBranch(), this.#target, this.#remote)
    if (this.#state === 'up' || this.#state === 'over') return
    this.#state = 'up'
    // The answer and our giving up crossed on their way (RFC 3261 §9.1): the call is up, so it ends by BYE.
    if (sent.cancelled) return this.hangUp()
    this.#events?.answered(response.body)
  }

  /** Gives up calling, or ends a call that is up. */
  hangUp(): void {
    if (this.#state === 'over') return
    if (this.#state === 'up') {
      this.#seq++
      this.#request('BYE', newBranch(), [])
      return this.#end(this.#sent?.cancelled === true ? { by: 'gave_up' } : { by: 'customer' })
    }
    if (this.#invite) {
      this.#parts.write(answerTo(this.#invite, 480, this.#localTag))
      return this.#end({ by: 'customer' })
    }
    if (!this.#sent || this.#sent.cancelled) return
    this.#sent.cancelled = true
    // Before anything was heard there is nothing to cancel (RFC 3261 §9.1).
    if (this.#sent.heard) this.#sendCancel(this.#sent)
  }

  // --- calls of the agent

  /** Takes over the agent's INVITE. */
  accept(invite: SipMessage): void {
    this.#invite = invite
    this.#remoteTag = tagOf(header(invite, 'from'))
    this.#local = `${header(invite, 'to') ?? ''};tag=${this.#localTag}`
    this.#remote = header(invite, 'from') ?? ''
    this.#target = addressOf(header(invite, 'contact') ?? '')
  }
  ring(): void {
    if (!this.#invite || this.#state !== 'calling') return
    this.#state = 'ringing'
    this.#parts.write(answerTo(this.#invite, 180, this.#localTag, { headers: [this.#contact()] }))
  }
  pickUp(sdp: string): void {
    if (!this.#invite || this.#state === 'up' || this.#state === 'over') return
    this.#parts.write(answerTo(this.#invite, 200, this.#localTag, { headers: [this.#contact()], sdp }))
    this.#invite = null
    this.#state = 'up'
  }
  refuse(status: number): void {
    if (!this.#invite || this.#state === 'over') return
    this.#parts.write(answerTo(this.#invite, status, this.#localTag))
    this.#end({ by: 'customer' })
  }

  // --- requests of the agent inside the dialog

  onRequest(request: SipMessage): void {
    const respond = (status: number, more: Parameters<typeof answerTo>[3] = {}): void =>
      void this.#parts.write(answerTo(request, status, this.#localTag, more))
    if (request.method === 'ACK') return
    if (request.method === 'CANCEL') {
      respond(200)
      if (!this.#invite || this.#state === 'up') return
      this.#parts.write(answerTo(this.#invite, 487, this.#localTag))
      return this.#end({ by: 'agent' })
    }
    if (this.#state !== 'up' || tagOf(header(request, 'from')) !== this.#remoteTag) return respond(481)
    switch (request.method) {
      case 'BYE':
        respond(200)
        return this.#end({ by: 'agent' })
      case 'INFO': {
        respond(200)
        const tone = /^\s*Signal\s*=\s*([0-9A-D*#])/im.exec(request.body)?.[1]
        if (tone !== undefined) this.#events?.tone(tone)
        return
      }
      case 'INVITE':
        return void this.#change(request, respond)
      case 'OPTIONS':
      case 'UPDATE':
        return respond(200)
      default:
        return respond(405)
    }
  }

  async #change(request: SipMessage, respond: (status: number, more?: Parameters<typeof answerTo>[3]) => void): Promise<void> {
    const contact = addressOf(header(request, 'contact') ?? '')
    if (contact !== '') this.#target = contact
    // An INVITE without a description asks for an offer of ours; our phone never sends one.
    const sdp = request.body === '' ? null : ((await this.#events?.changed(request.body)) ?? null)
    if (this.#state !== 'up') return
    if (sdp === null) respond(488)
    else respond(200, { headers: [this.#contact()], sdp })
  }

  #sendCancel(sent: { branch: string; uri: string }): void {
    this.#request('CANCEL', sent.branch, [], '', sent.uri)
  }

  #ack(branch: string, uri: string, to: string): void {
    const seq = this.#seq
    this.#parts.write(
      writeMessage(`ACK ${uri} SIP/2.0`, [
        ['Via', `SIP/2.0/WS ${domain};branch=${branch}`],
        ['Max-Forwards', '70'],
        ['From', this.#local],
        ['To', to],
        ['Call-ID', this.sipCallId],
        ['CSeq', `${seq} ACK`],
      ]),
    )
  }

  #request(
    method: string,
    branch: string,
    headers: readonly (readonly [string, string])[],
    body = '',
    uri = this.#target,
  ): boolean {
    return this.#parts.write(
      writeMessage(
        `${method} ${uri} SIP/2.0`,
        [
          ['Via', `SIP/2.0/WS ${domain};branch=${branch}`],
          ['Max-Forwards', '70'],
          ['From', this.#local],
          ['To', this.#remote],
          ['Call-ID', this.sipCallId],
          ['CSeq', `${this.#seq} ${method}`],
          ...headers,
        ],
        body,
      ),
    )
  }

  #contact(): [string, string] {
    return ['Contact', `<sip:customer@${this.#parts.host};transport=ws>`]
  }

  #end(end: LegEnd): void {
    if (this.#state === 'over') return
    this.#state = 'over'
    this.#parts.gone(this)
    this.#events?.ended(end)
  }
}

/** Whether a response belongs to an INVITE. */
export const isInviteResponse = (response: SipMessage): boolean => cseqOf(response)?.method === 'INVITE'
