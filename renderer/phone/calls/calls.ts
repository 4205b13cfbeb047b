import { raise } from '#shared/contract/result.ts'
import type { Call, EndReason } from '#shared/domain/call.ts'
import { Inviter, SessionState, UserAgent, type Core, type Invitation, type Session } from 'sip.js'
import { isInvented } from '../signalling/invented.ts'
import type { CallMedia } from './call-media.ts'
import { refusalReason } from './end-reason.ts'
import { dialUri } from './dial-target.ts'
import { goodBye, type GoodBye } from './good-bye.ts'
import { factsOf, outgoingFacts } from './invite-headers.ts'
import { LiveCall, type CallParts } from './live-call.ts'
import { lookAfter } from './look-after.ts'
import { referToCall, referToNumber } from './refer-to.ts'
import { sendInfoTones } from './info-tones.ts'
import { handOver, type Successor } from './transfers.ts'

/** Ringing, talking and held together; more is more than a person can follow. */
const mostCalls = 4
/** An outgoing call that nobody answers; milliseconds. */
const answerWithin = 180_000
/** How long a call may go on ringing after signalling was lost under it: its CANCEL may have been missed. */
const ringsAfterLoss = 20_000

export interface Alerts {
  /** `full`: nobody talks; `soft`: a second call while talking. */
  ring(kind: 'full' | 'soft' | 'off'): void
  ringback(on: boolean): void
}

export interface CallsParts extends Omit<CallParts, 'changed' | 'whenConnected' | 'sayGoodBye'> {
  readonly agent: () => UserAgent | null
  readonly reachable: () => boolean
  readonly headers: () => { queue: string; ivrOption: string }
  /** Opens the microphone beforehand, so that a call that cannot be answered goes on ringing; returns how to let it go. */
  readonly openMicrophone: () => Promise<() => void>
  readonly alerts: Alerts
  readonly newId: () => string
  readonly changed: (call: Call) => void
}

/** All calls of the line. Expected failures are thrown as `Failure`; how a call goes on is told by `changed`. */
export class Calls {
  readonly #parts: CallsParts
  readonly #calls = new Map<string, LiveCall>()
  readonly #answering = new Set<string>()
  readonly #goodByes = new Set<GoodBye>()
  #later: { readonly since: number; readonly step: () => void }[] = []
  readonly #look: () => void
  ready = true

  constructor(parts: CallsParts) {
    this.#parts = parts
    this.#look = lookAfter(parts.clock, () => [...this.#calls.values()])
  }

  views(): Call[] {
    return [...this.#calls.values()].map((call) => call.view)
  }

  /** How long a call has been without signalling, or a good-bye has been waiting for it. */
  lostForMs(): number | null {
    const calls = [...this.#calls.values()].flatMap((call) => (call.connected && call.lostAt !== null ? [call.lostAt] : []))
    const since = [...calls, ...this.#later.map((one) => one.since)]
    return since.length === 0 ? null : this.#parts.clock.now() - Math.min(...since)
  }

  invited(invitation: Invitation): void {
    if (!this.ready) return void invitation.reject({ statusCode: 480 })
    if (this.#calls.size >= mostCalls) return void invitation.reject({ statusCode: 486 })
    const call = this.#add(this.#parts.newId(), invitation, factsOf(invitation, this.#parts.headers()))
    this.#sayRinging(call, invitation)
    this.#changed(call)
  }

  dial(callId: string, target: string): void {
    const agent = this.#parts.agent()
    if (this.#calls.has(callId)) return
    if (!agent || !this.#parts.reachable()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    if (this.#calls.size >= mostCalls) return raise('conflict', 'error.call.tooMany')
    const { uri: own, displayName } = agent.configuration
    const text = dialUri(target, own.host)
    const uri = text === null ? undefined : UserAgent.makeURI(text)
    if (text === null || !uri) return raise('bad_input', 'error.call.badNumber')
    this.#holdOthers(callId)
    const inviter = new Inviter(agent, uri, { earlyMedia: false })
    const facts = outgoingFacts(
      target,
      text,
      { name: displayName, user: own.user ?? '', uri: String(own) },
      inviter.request.callId,
    )
    const call = this.#add(callId, inviter, facts)
    this.#changed(call)
    const timer = this.#parts.clock.setTimeout(() => this.#leave(call, 'no_answer'), answerWithin)
    inviter
      .invite({
        requestDelegate: {
          onProgress: () => call.alerting(),
          onAccept: () => this.#parts.clock.clearTimeout(timer),
          onRedirect: (response) => this.#refused(call, response),
          onReject: (response) => this.#refused(call, response),
        },
      })
      .catch(() => {})
  }

  async answer(callId: string): Promise<void> {
    const call = this.#get(callId)
    if (call.view.phase !== 'ringing' || this.#answering.has(callId)) return raise('conflict', 'error.call.notRinging')
    if (!this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    this.#answering.add(callId)
    try {
      const release = await this.#parts.openMicrophone()
      if (call.session.state !== SessionState.Initial) {
        release()
        return raise('conflict', 'error.call.notRinging')
      }
      this.#holdOthers(callId)
      this.#ring()
      call.otherwise = 'media_failed'
      const accepted = (call.session as Invitation).accept()
      accepted.catch(() => {}).finally(release)
    } finally {
      if (call.session.state === SessionState.Initial) this.#answering.delete(callId)
    }
  }

  /**
   * Declines with 486: the caller goes on to the next agent. 603 (RFC 3261 §21.6.2) would end the search everywhere,
   * and a caller of a queue would be thrown out of it.
   */
  decline(callId: string): void {
    this.#refuse(callId, 'declined', 486)
  }

  #refuse(callId: string, reason: 'declined' | 'desk_closed', statusCode: number): void {
    const call = this.#get(callId)
    if (call.view.phase !== 'ringing') return raise('conflict', 'error.call.notRinging')
    call.finish(reason, () => void (call.session as Invitation).reject({ statusCode }).catch(() => {}))
  }

  /** Ends a call of ours whatever it is at. `closing`: the desk is being closed; a call that rings then was declined by nobody (480). */
  hangUp(callId: string, closing = false): void {
    const call = this.#get(callId)
    const rings = call.view.phase === 'ringing' && !this.#answering.has(callId)
    if (rings) this.#refuse(callId, closing ? 'desk_closed' : 'declined', closing ? 480 : 486)
    else this.#leave(call, 'hung_up_here')
  }

  hold(callId: string, held: boolean): void {
    const call = this.#connected(callId)
    if (!held && !this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    if (!held) this.#holdOthers(callId)
    void call.hold(held)
  }

  /** Hands a call over to a number or user; how it goes on is told by its `transfer`. */
  transfer(callId: string, target: string): void {
    const call = this.#transferable(callId)
    const text = dialUri(target, this.#parts.agent()?.configuration.uri.host ?? '')
    if (text === null || !UserAgent.makeURI(text)) return raise('bad_input', 'error.call.badNumber')
    this.#handOver(call, { kind: 'blind', to: target, referTo: referToNumber(text), other: null })
  }

  /** Hands a call over to whom another of our calls is with, and leaves both. */
  transferTo(callId: string, otherCallId: string): void {
    const call = this.#transferable(callId)
    const other = this.#connected(otherCallId)
    if (call === other) return raise('bad_input', 'error.call.badNumber')
    const referTo = referToCall(other.session) ?? raise('conflict', 'error.call.notConnected')
    const { facts, direction } = other.view
    const party = direction === 'outbound' ? facts.to : (facts.asserted ?? facts.from)
    this.#handOver(call, { kind: 'attended', to: party.name || party.user, referTo, other })
  }

  /** The sound of a call that is talked; null when there is none. */
  media(callId: string): CallMedia | null {
    const call = this.#calls.get(callId)
    return call?.connected === true ? call.media() : null
  }

  mute(callId: string, muted: boolean): void {
    this.#connected(callId).mute(muted)
  }

  sendTones(callId: string, tones: string): void {
    const call = this.#connected(callId)
    if (call.view.held) return raise('conflict', 'error.call.tonesOnHold')
    if (!call.media()?.sendTones(tones)) sendInfoTones(call.session, tones)
  }

  silence(callId: string): void {
    this.#get(callId).silenced = true
    this.#ring()
  }

  /** Signalling is gone: sound goes on, ringing goes on, but a call we are making cannot be answered any more. */
  lost(): void {
    for (const one of this.#goodByes) this.#whenConnected(() => one.again())
    this.#goodByes.clear()
    for (const call of [...this.#calls.values()]) {
      call.lost()
      if (call.view.phase === 'dialling' || call.view.phase === 'alerting') this.#leave(call, 'connection_lost')
    }
  }

  /** Registered over a new connection: say the good-byes that waited, then reconcile what is up. */
  restored(): void {
    for (const { step } of this.#later.splice(0)) step()
    for (const call of this.#calls.values()) {
      if (call.connected) void call.reconcile()
      else if (call.view.phase === 'ringing' && call.view.signallingLost) this.#endRingingSoon(call)
    }
  }

  /** The microphone of a call being made could not be opened: nobody is rung to hear silence. */
  microphoneFailed(session: Session): void {
    const call = [...this.#calls.values()].find((one) => one.session === session)
    if (call) this.#leave(call, 'media_failed')
  }

  /** Ends everything, as when the line is taken out of use. */
  endAll(): void {
    for (const call of [...this.#calls.values()]) this.hangUp(call.view.callId, true)
    this.#later = []
  }

  #add(callId: string, session: Invitation | Inviter, facts: Call['facts']): LiveCall {
    const call = new LiveCall(callId, session, facts, {
      ...this.#parts,
      changed: (one) => this.#changed(one),
      whenConnected: (step) => this.#whenConnected(step),
      sayGoodBye: (one) => this.#sayGoodBye(one),
    })
    this.#calls.set(callId, call)
    return call
  }

  #whenConnected(step: () => void): void {
    this.#later.push({ since: this.#parts.clock.now(), step })
  }

  #sayGoodBye(session: Session): void {
    const saying = goodBye(session, () => this.#goodByes.delete(saying))
    this.#goodByes.add(saying)
    this.#parts.clock.setTimeout(() => this.#goodByes.delete(saying), 40_000)
  }

  #changed(call: LiveCall): void {
    this.#look()
    if (call.ended) this.#calls.delete(call.view.callId)
    if (call.ended || call.connected) this.#answering.delete(call.view.callId)
    this.#ring()
    this.#parts.changed(call.view)
  }

  #ring(): void {
    const calls = [...this.#calls.values()]
    const rings = calls.some((one) => one.view.phase === 'ringing' && !one.silenced && !this.#answering.has(one.view.callId))
    const talking = calls.some((one) => one.connected || this.#answering.has(one.view.callId))
    this.#parts.alerts.ring(rings ? (talking ? 'soft' : 'full') : 'off')
    this.#parts.alerts.ringback(calls.some((one) => one.view.phase === 'alerting'))
  }

  #holdOthers(callId: string): void {
    for (const call of this.#calls.values()) if (call.connected && call.view.callId !== callId) void call.hold(true)
  }

  #leave(call: LiveCall, reason: EndReason): void {
    const { session } = call
    call.finish(reason, () => {
      const { state } = session
      if (state === SessionState.Established) this.#sayGoodBye(session)
      if (state !== SessionState.Initial && state !== SessionState.Establishing) return
      void (session instanceof Inviter ? session.cancel() : (session as Invitation).reject({ statusCode: 480 })).catch(() => {})
    })
  }

  #refused(call: LiveCall, response: Core.IncomingResponse): void {
    const status = response.message.statusCode ?? 500
    if (isInvented(response)) call.because(status === 503 ? 'connection_lost' : 'no_answer')
    else call.because(refusalReason(status), status)
  }

  /** 180, and again each minute: proxies give a call up that shows no life for three (RFC 3261 §13.3.1.1, §16.7 timer C). */
  #sayRinging(call: LiveCall, invitation: Invitation): void {
    if (call.view.phase !== 'ringing' || invitation.state !== SessionState.Initial) return
    invitation.progress().catch(() => {})
    this.#parts.clock.setTimeout(() => this.#sayRinging(call, invitation), 55_000)
  }

  #endRingingSoon(call: LiveCall): void {
    this.#parts.clock.setTimeout(() => {
      if (call.view.phase === 'ringing')
        call.finish('connection_lost', () => void (call.session as Invitation).reject({ statusCode: 480 }).catch(() => {}))
    }, ringsAfterLoss)
  }

  #transferable(callId: string): LiveCall {
    const call = this.#connected(callId)
    const { transfer } = call.view
    if (!this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    return transfer && transfer.state !== 'failed' ? raise('conflict', 'error.call.transferring') : call
  }

  /** The agent talks there, is about to, or calls somebody. */
  #hasTheAgent({ connected, view }: LiveCall): boolean {
    if (connected) return !view.held
    return view.phase === 'dialling' || view.phase === 'alerting' || this.#answering.has(view.callId)
  }

  #handOver(call: LiveCall, successor: Successor): void {
    void handOver(call, successor, {
      clock: this.#parts.clock,
      log: this.#parts.log,
      own: String(this.#parts.agent()?.configuration.uri ?? ''),
      sayGoodBye: (one) => this.#sayGoodBye(one.session),
      mayTakeBack: (mine) => ![...this.#calls.values()].some((one) => one !== mine && this.#hasTheAgent(one)),
    })
  }

  #get(callId: string): LiveCall {
    return this.#calls.get(callId) ?? raise('not_found', 'error.call.gone')
  }

  #connected(callId: string): LiveCall {
    const call = this.#get(callId)
    return call.connected ? call : raise('conflict', 'error.call.notConnected')
  }
}
