import { Invitation, type Core, type Session } from 'sip.js'
import type { Log } from '../signalling/log.ts'
import type { Update } from '../signalling/updates.ts'
import { answerReinvites, tooShortHeaders } from './answer-reinvite.ts'
import { answerUpdate, updateRefusal } from './answer-update.ts'
import { refresh } from './refresh.ts'
import type { ReinviteParts } from './reinvite.ts'
import { answerTimer, takesUpdate, type Fields } from './session-expires.ts'
import { SessionTimer } from './session-timer.ts'

/** The call as its refreshing needs it. */
export interface RefreshedCall {
  session(): Session
  connected(): boolean
  /** Signalling was lost and the call is not reconciled yet. */
  lost(): boolean
  /** Runs a step after the other changes of the call. */
  queue(step: () => Promise<void>): Promise<void>
  vanished(): void
  /** A request of theirs was taken that may tell of another partner and another direction. */
  taken(request: Core.IncomingRequestMessage): void
}

/** What keeps a call fresh: its session timer (RFC 4028), and UPDATEs both ways (RFC 3311). */
export class Refreshing {
  readonly timer: SessionTimer
  readonly #call: RefreshedCall
  readonly #parts: ReinviteParts & { readonly log: Log }
  /** The other side takes UPDATE. */
  #byUpdate = false

  constructor(call: RefreshedCall, parts: ReinviteParts & { readonly log: Log }) {
    this.#call = call
    this.#parts = parts
    this.timer = new SessionTimer({
      clock: parts.clock,
      refresh: () => void this.#refresh(),
      expired: () => call.vanished(),
      reachable: () => parts.connected() && !call.lost(),
    })
  }

  /** Our INVITE was taken. */
  accepted(response: Fields): void {
    this.#byUpdate = takesUpdate(response)
    this.timer.accepted(response)
  }

  /** The session stands: a call that came brought its timer along. */
  established(): void {
    const session = this.#call.session()
    answerReinvites(session, (timer) => this.timer.agree(timer))
    if (!(session instanceof Invitation)) return
    const answer = answerTimer(session.request)
    this.#byUpdate = takesUpdate(session.request)
    this.timer.agree(answer.kind === 'agreed' ? answer.timer : null)
  }

  /** Answers an UPDATE in the call's dialog. */
  updated(update: Update): Promise<void> {
    const answering = (): Promise<void> => this.#answer(update)
    // One that touches no description, or comes while one is pending, need not wait for that.
    if (update.message.body === '' || updateRefusal(update.dialog, update.weCalled) !== null) return answering()
    return this.#call.queue(answering)
  }

  async #answer(update: Update): Promise<void> {
    const answer = answerTimer(update.message)
    if (answer.kind === 'tooShort') return update.reject(422, tooShortHeaders)
    const connected = this.#call.connected()
    const session = this.#call.session()
    const headers = answer.kind === 'agreed' ? answer.headers : []
    const taken = await answerUpdate(update, connected ? session : null, headers, this.#parts.random())
    if (!taken) return
    if (connected) this.timer.agree(answer.kind === 'agreed' ? answer.timer : null)
    this.#call.taken(update.message)
  }

  #refresh(): Promise<void> {
    return this.#call.queue(async () => {
      if (!this.#call.connected()) return
      const outcome = await refresh(this.#call.session(), this.#byUpdate, this.timer, this.#parts)
      this.#parts.log('info', 'call.refreshed', { outcome })
      // Anything else is tried again while there is time (RFC 4028 §10).
      if (outcome === 'gone') this.#call.vanished()
    })
  }
}
