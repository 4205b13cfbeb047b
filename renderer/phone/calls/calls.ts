import { raise } from '#shared/contract/result.ts'
import type { Call, EndReason } from '#shared/domain/call.ts'
import { Inviter, SessionState, UserAgent, type Invitation, type Session, type URI } from 'sip.js'
import type { Update } from '../signalling/updates.ts'
import { admit } from './admission.ts'
import { alertSound } from './alert-sound.ts'
import { answerUpdate } from './answer-update.ts'
import type { CallMedia } from './call-media.ts'
import { Conference } from './conference.ts'
import { dialUri } from './dial-target.ts'
import { Farewells } from './farewells.ts'
import { HandingOver } from './handing-over.ts'
import { factsOf, outgoingFacts } from './invite-headers.ts'
import type { CallsParts } from './calls-parts.ts'
import { LiveCall } from './live-call.ts'
import { lookAfter } from './look-after.ts'
import { placeCall } from './place-call.ts'
import { referred } from './referred.ts'
import { endRingingSoon, sayRinging } from './ringing.ts'
import { sendInfoTones } from './info-tones.ts'
import { answerTimer, firstTimerHeaders } from './session-expires.ts'

/** Ringing, talking and held together; more is more than a person can follow. */
const mostCalls = 4
/** An outgoing call that nobody answers; milliseconds. */
const answerWithin = 180_000

/** All calls of the line. Expected failures are thrown as `Failure`; how a call goes on is told by `changed`. */
export class Calls {
  readonly #parts: CallsParts
  readonly #calls = new Map<string, LiveCall>()
  readonly #answering = new Set<string>()
  readonly #wereUp = new WeakSet<LiveCall>()
  /** The call the agent last wanted to talk in, up already or about to be. */
  #wanted = ''
  readonly #farewells: Farewells
  readonly #handing: HandingOver
  readonly #conference: Conference
  readonly #look: () => void
  ready = true
  /** What is done when the other side wants to hand a call over, or to be replaced. */
  handOver: 'ask' | 'refuse' = 'ask'

  constructor(parts: CallsParts) {
    this.#parts = parts
    this.#farewells = new Farewells(parts.clock)
    this.#conference = new Conference(parts.mix)
    this.#handing = new HandingOver({
      ...parts,
      calls: () => this.#calls.values(),
      answering: (call) => this.#answering.has(call.view.callId),
      sayGoodBye: (call) => this.#farewells.say(call.session),
    })
    this.#look = lookAfter(parts.clock, () => [...this.#calls.values()])
  }

  views(): Call[] {
    return [...this.#calls.values()].map((call) => call.view)
  }

  /** How long a call has been without signalling, or a good-bye has been waiting for it. */
  lostForMs(): number | null {
    const calls = [...this.#calls.values()].flatMap((call) => (call.connected && call.lostAt !== null ? [call.lostAt] : []))
    const since = [...calls, ...this.#farewells.waitingSince()]
    return since.length === 0 ? null : this.#parts.clock.now() - Math.min(...since)
  }

  invited(invitation: Invitation): void {
    const admitted = admit(invitation, {
      ...this.#parts,
      ready: this.ready,
      full: this.#calls.size >= mostCalls,
      calls: () => this.#calls.values(),
      policy: () => this.handOver,
      sayGoodBye: (session) => this.#farewells.say(session),
      holdOthers: (call) => this.#holdOthers(call.view.callId),
      ringsAlone: (alone) => this.#rings(alone),
    })
    if (admitted) this.#rings(invitation)
  }

  #rings(invitation: Invitation): void {
    const call = this.#add(this.#parts.newId(), invitation, factsOf(invitation, this.#parts.headers()))
    sayRinging(invitation, this.#parts.clock, () => call.view.phase === 'ringing')
    this.#changed(call)
  }

  /** An UPDATE in a dialog of ours; one of a call that is not ours any more is answered without us. */
  updated(update: Update): void {
    const { callId, localTag } = update.dialog
    const call = [...this.#calls.values()].find(
      ({ session }) => session.dialog?.callId === callId && session.dialog.localTag === localTag,
    )
    if (call) void call.refreshing.updated(update)
    else void answerUpdate(update, null, [], this.#parts.random())
  }

  dial(callId: string, target: string): void {
    const agent = this.#parts.agent()
    if (this.#calls.has(callId)) return
    if (!agent || !this.#parts.reachable()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    const text = dialUri(target, agent.configuration.uri.host)
    const uri = text === null ? undefined : UserAgent.makeURI(text)
    if (this.#calls.size >= mostCalls) return raise('conflict', 'error.call.tooMany')
    if (text === null || !uri) return raise('bad_input', 'error.call.badNumber')
    this.#place(callId, agent, uri, target)
  }

  /** Sends an INVITE. @param told hears each status of it */
  #place(
    callId: string,
    agent: UserAgent,
    uri: URI,
    target: string,
    more: string[] = [],
    told = (_status: number): void => {},
  ): void {
    this.#holdOthers(callId)
    const make = (headers: string[]): Inviter =>
      new Inviter(agent, uri, { earlyMedia: false, extraHeaders: [...headers, ...more] })
    const inviter = make(firstTimerHeaders)
    const call = this.#add(callId, inviter, outgoingFacts(inviter, target))
    this.#changed(call)
    const timer = this.#parts.clock.setTimeout(() => this.#leave(call, 'no_answer'), answerWithin)
    placeCall(call, {
      again: make,
      told: (status) => {
        if (status >= 200) this.#parts.clock.clearTimeout(timer)
        told(status)
      },
    })
  }

  /** @param automatic nobody pressed a key: a beep is heard first, and nothing is answered beside another call */
  async answer(callId: string, automatic = false): Promise<void> {
    const call = this.#get(callId)
    // Pressed during the beep: what they want is under way.
    if (this.#answering.has(callId) && call.view.automatic && !automatic) return
    if (call.view.phase !== 'ringing' || this.#answering.has(callId)) return raise('conflict', 'error.call.notRinging')
    if (!this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    if (automatic && this.#engaged(call)) return raise('conflict', 'error.call.tooMany')
    this.#answering.add(callId)
    try {
      const release = await this.#parts.openMicrophone()
      if (automatic) await this.#announce(call)
      if (call.session.state !== SessionState.Initial || (automatic && this.#engaged(call))) {
        release()
        return raise('conflict', 'error.call.notRinging')
      }
      this.#holdOthers(callId)
      this.#ring()
      call.otherwise = 'media_failed'
      const timer = answerTimer((call.session as Invitation).request)
      const accepted = (call.session as Invitation).accept(timer.kind === 'agreed' ? { extraHeaders: timer.headers } : {})
      // Its words may hold pieces of the description.
      const fault = (thrown: unknown): void =>
        this.#parts.log('warn', 'call.notAnswered', { name: thrown instanceof Error ? thrown.name : 'unknown' })
      accepted.catch(fault).finally(release)
    } finally {
      if (call.session.state === SessionState.Initial) {
        this.#answering.delete(callId)
        call.tell({ automatic: false })
      }
    }
  }

  /** The ringer stops, the beep is heard; the voices come after it. */
  async #announce(call: LiveCall): Promise<void> {
    call.tell({ automatic: true })
    this.#ring()
    await this.#parts.alerts.beep()
  }

  /** The agent is on another line, or about to be. */
  #engaged(call: LiveCall): boolean {
    return [...this.#calls.values()].some(
      (one) => one !== call && (one.view.phase !== 'ringing' || this.#answering.has(one.view.callId)),
    )
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

  /**
   * Ends a call of ours whatever it is at, and what it is talked together with, unless `alone`. `closing`: the desk is being closed; a
   * call that rings then was declined by nobody (480).
   */
  hangUp(callId: string, closing = false, alone = false): void {
    const call = this.#get(callId)
    for (const one of alone ? [] : this.#conference.with(call)) if (one !== call) this.#leave(one, 'hung_up_here')
    const rings = call.view.phase === 'ringing' && !this.#answering.has(callId)
    if (rings) this.#refuse(callId, closing ? 'desk_closed' : 'declined', closing ? 480 : 486)
    else this.#leave(call, 'hung_up_here')
  }

  hold(callId: string, held: boolean): void {
    const call = this.#connected(callId)
    if (!held && !this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    if (!held) this.#holdOthers(callId)
    for (const one of this.#conference.with(call)) void one.hold(held)
  }

  /** Two calls are talked together from now on: each side hears the agent and the other side. */
  join(callId: string, otherCallId: string): void {
    const both = [this.#connected(callId), this.#connected(otherCallId)] as const
    if (!this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    this.#conference.join(...both)
    this.#holdOthers(callId)
  }

  /** Hands a call over to a number or user; how it goes on is told by its `transfer`. */
  transfer(callId: string, target: string): void {
    this.#handing.toNumber(this.#connected(callId), target)
  }

  /** Hands a call over to whom another of our calls is with, and leaves both. */
  transferTo(callId: string, otherCallId: string): void {
    this.#handing.toCall(this.#connected(callId), this.#connected(otherCallId))
  }

  /** The agent decided what the other side asks for. */
  decide(callId: string, yes: boolean): void {
    const call = this.#connected(callId)
    if (!call.view.asked) return raise('conflict', 'error.call.notAsked')
    if (yes && !this.#parts.connected()) return raise('unavailable', 'error.call.lineDown', { retryable: true })
    call.decide(yes)
  }

  /** The sound of a call that is talked; null when there is none. */
  media(callId: string): CallMedia | null {
    const call = this.#calls.get(callId)
    return call?.connected === true ? call.media() : null
  }

  mute(callId: string, muted: boolean): void {
    for (const one of this.#conference.with(this.#connected(callId))) one.mute(muted)
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
    this.#farewells.lost()
    for (const call of [...this.#calls.values()]) {
      call.lost()
      if (call.view.phase === 'dialling' || call.view.phase === 'alerting') this.#leave(call, 'connection_lost')
    }
  }

  /** Registered over a new connection: say the good-byes that waited, then reconcile what is up. `moved`: over another network, perhaps. */
  restored(moved = false): void {
    this.#farewells.restored()
    for (const call of this.#calls.values()) {
      if (call.connected) void call.reconcile(moved)
      else if (call.view.phase === 'ringing' && call.view.signallingLost) endRingingSoon(call, this.#parts.clock)
    }
  }

  /** The microphone of a call being made could not be opened: nobody is rung to hear silence. */
  microphoneFailed(session: Session): void {
    const call = [...this.#calls.values()].find((one) => one.session === session)
    if (call) this.#leave(call, 'media_failed')
  }

  /** Ends everything, as when the line is taken out of use. */
  endAll(): void {
    for (const call of [...this.#calls.values()]) this.hangUp(call.view.callId, true, true)
    this.#farewells.forget()
  }

  #add(callId: string, session: Invitation | Inviter, facts: Call['facts']): LiveCall {
    const call = new LiveCall(callId, session, facts, {
      ...this.#parts,
      changed: (one) => this.#changed(one),
      whenConnected: (step) => this.#farewells.whenConnected(step),
      sayGoodBye: (one) => this.#farewells.say(one),
      referred: (one, referral) =>
        referred(one, referral, {
          clock: this.#parts.clock,
          policy: () => this.handOver,
          call: (wanted, headers, told) => {
            const agent = this.#parts.agent()
            const uri = UserAgent.makeURI(wanted.uri)
            if (!agent || !uri || this.#calls.size >= mostCalls) return told(480)
            this.#place(this.#parts.newId(), agent, uri, wanted.who.user, headers, told)
          },
        }),
    })
    this.#calls.set(callId, call)
    return call
  }

  #changed(call: LiveCall): void {
    this.#look()
    if (call.ended) this.#calls.delete(call.view.callId)
    if (call.ended || call.connected) this.#answering.delete(call.view.callId)
    this.#ring()
    this.#parts.changed(call.view)
    this.#conference.follow(call)
    if (call.connected && !this.#wereUp.has(call)) this.#comesUp(call)
  }

  /** Two calls can be on their way at once, and whoever is up first cannot hold the other: nobody hears what is said to somebody else. */
  #comesUp(call: LiveCall): void {
    this.#wereUp.add(call)
    const last = this.#calls.get(this.#wanted)
    const wanted = last && !last.goesOnHold ? last : call
    if (wanted.connected) this.#holdOthers(wanted.view.callId)
  }

  #ring(): void {
    const { ring, ringback } = alertSound([...this.#calls.values()], this.#answering)
    this.#parts.alerts.ring(ring)
    this.#parts.alerts.ringback(ringback)
  }

  /** The agent talks in this call, and in what belongs to it: all others wait. */
  #holdOthers(callId: string): void {
    this.#wanted = callId
    const mine = this.#calls.get(callId)
    const spared = mine ? this.#conference.with(mine) : []
    for (const call of this.#calls.values()) if (call.connected && !spared.includes(call)) void call.hold(true)
  }

  #leave(call: LiveCall, reason: EndReason): void {
    const { session } = call
    call.finish(reason, () => {
      const { state } = session
      if (state === SessionState.Established) this.#farewells.say(session)
      if (state !== SessionState.Initial && state !== SessionState.Establishing) return
      void (session instanceof Inviter ? session.cancel() : (session as Invitation).reject({ statusCode: 480 })).catch(() => {})
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
