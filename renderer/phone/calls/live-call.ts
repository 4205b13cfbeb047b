import type { Call, EndReason, InviteFacts, Party } from '#shared/domain/call.ts'
import type { ShortMessage } from '#shared/domain/exchange.ts'
import { Inviter, SessionState, type Core, type Referral, type Session } from 'sip.js'
import { isoOf } from '../signalling/clock.ts'
import type { Log } from '../signalling/log.ts'
import { messageTaker } from '../signalling/messages.ts'
import type { CallMedia } from './call-media.ts'
import { connectedParty } from './connected-party.ts'
import { cancelReason } from './end-reason.ts'
import { firstView } from './first-view.ts'
import type { Question } from './question.ts'
import { Refreshing } from './refreshing.ts'
import { reinvite, type ReinviteParts } from './reinvite.ts'
import { serial } from './serial.ts'
import { noSound, SoundLooks } from './sound-looks.ts'
import { SoundPath } from './sound-path.ts'

export interface CallParts extends ReinviteParts {
  readonly log: Log
  readonly changed: (call: LiveCall) => void
  /** Keeps a step until the exchange can be reached again: a BYE into a dead socket is lost. */
  readonly whenConnected: (step: () => void) => void
  /** Sends BYE and sees to it that it arrives. */
  readonly sayGoodBye: (session: Session) => void
  /** A text message came within a call. */
  readonly message: (message: ShortMessage) => void
  /** The path of a call's sound is lost: perhaps more is. */
  readonly suspect: () => void
  /** The other side asks us to call somebody else. */
  readonly referred: (call: LiveCall, referral: Referral) => void
}

/**
 * One call: what main sees of it (`view`) and the SIP session behind it. Phases as drawn in `shared/domain/call.ts`. The view says
 * ended as soon as the agent hangs up; the session says good-bye in its own time.
 */
export class LiveCall {
  #session: Session
  readonly #parts: CallParts
  readonly #queue = serial()
  #view: Call
  #why: EndReason | null = null
  #wantHeld = false
  #question: Question | null = null
  readonly refreshing: Refreshing
  readonly #looks = new SoundLooks()
  readonly #path: SoundPath
  /** Why the call ended when SIP.js ends it by itself: it rang out, no sound could be agreed on, or the other side fell silent. */
  otherwise: EndReason
  lostAt: number | null = null
  /** Somebody else takes our place in this call: the BYE that comes then is no hanging up. */
  handedOver = false
  silenced = false

  constructor(callId: string, session: Session, facts: InviteFacts, parts: CallParts) {
    this.#session = session
    this.#parts = parts
    const outbound = session instanceof Inviter
    this.otherwise = outbound ? 'media_failed' : 'no_answer'
    this.#view = firstView(callId, outbound, facts, isoOf(parts.clock.now()))
    this.refreshing = new Refreshing(
      {
        session: () => this.#session,
        connected: () => this.connected,
        lost: () => this.#view.signallingLost,
        queue: this.#queue,
        vanished: () => this.vanished(),
        taken: (request) => this.#taken(request),
      },
      parts,
    )
    this.#path = new SoundPath({
      clock: parts.clock,
      able: () => this.connected && !this.#view.signallingLost,
      media: () => this.media(),
      suspect: parts.suspect,
      offer: (other) => this.#offerAnew(other),
      nothing: () => this.connected && !this.#view.held && !this.#view.heldByThem && this.#set({ quality: noSound }),
      giveUp: () => this.finish('media_failed', () => parts.sayGoodBye(this.#session)),
    })
    this.#listen(session)
  }

  get session(): Session {
    return this.#session
  }
  get view(): Call {
    return this.#view
  }
  get ended(): boolean {
    return this.#view.phase === 'ended'
  }
  get connected(): boolean {
    return this.#view.phase === 'connected'
  }

  /** On hold, or about to be. */
  get goesOnHold(): boolean {
    return this.#wantHeld
  }

  media(): CallMedia | null {
    return (this.#session.sessionDescriptionHandler as unknown as CallMedia | undefined) ?? null
  }

  alerting(): void {
    if (this.#view.phase === 'dialling') this.#set({ phase: 'alerting' })
  }

  /** Notes why the session is about to end; the first reason counts. */
  because(reason: EndReason, sipStatus: number | null = null): void {
    this.#why ??= reason
    if (sipStatus !== null) this.#view = { ...this.#view, sipStatus }
  }

  /** Ends the call for the agent at once and takes leave of the other side as soon as that is possible. */
  finish(reason: EndReason, leave: () => void): void {
    if (this.ended) return
    this.because(reason)
    this.media()?.silence(true)
    this.#end()
    if (this.#parts.connected()) this.#safely(leave)
    else {
      this.media()?.close()
      this.#parts.whenConnected(() => this.#safely(leave))
    }
  }

  /** Looks how the call sounds; the desk is told when that changes, not each time. */
  async look(): Promise<void> {
    const audible = (): boolean => this.connected && !this.#view.held
    const quality = await this.#looks.look(this.media(), this.#view.quality, audible, this.#view.heldByThem)
    if (quality !== undefined && !this.ended) this.#set({ quality })
  }

  tell(change: Partial<Pick<Call, 'transfer' | 'parkedAt' | 'automatic' | 'together'>>): void {
    if (!this.ended) this.#set(change)
  }

  /** Goes on with another session: sent once more for a longer timer, or taking the place of the first (RFC 3891). */
  adopt(session: Session): void {
    this.#session = session
    this.#listen(session)
    if (session.state !== SessionState.Established) return
    this.#wantHeld = false
    if (this.#view.muted) this.media()?.mute(true)
    this.#set({ held: false, holdPending: false, holdProblem: null, transfer: null })
    this.#follow(session.state)
  }

  /** Somebody else is at the other end now. */
  nowWith(party: Party | null): void {
    const { direction, facts } = this.#view
    const before = this.#view.connectedTo ?? (direction === 'outbound' ? facts.to : (facts.asserted ?? facts.from))
    if (party && party.user !== before.user && !this.ended) this.#set({ connectedTo: party })
  }

  /** Asks the agent; false when a question is open already. */
  ask(kind: NonNullable<Call['asked']>['kind'], who: Party, question: Question): boolean {
    if (this.#question || this.ended) return false
    this.#question = question
    this.#set({ asked: { kind, who } })
    return true
  }

  /** The agent decided, or (null) nobody waits for it any more. */
  decide(yes: boolean | null): void {
    const question = this.#question
    this.#question = null
    this.#set({ asked: null })
    if (yes !== null) question?.[yes ? 'yes' : 'no']()
  }

  /** The exchange knows the call no more. */
  vanished(): void {
    this.finish('connection_lost', () => this.#parts.sayGoodBye(this.#session))
  }

  mute(muted: boolean): void {
    this.media()?.mute(muted)
    this.#set({ muted })
  }

  /**
   * Puts on hold or takes off it. Going on hold is silent at once and stays so even when the exchange refuses the re-INVITE or never
   * answers it; coming off it opens the microphone only once the exchange has agreed, unless it never agreed to the hold. What it did
   * not take is told as `holdProblem`; asking for the hold once more offers it once more.
   */
  hold(held: boolean): Promise<void> {
    if (this.#wantHeld === held && !(held && this.#view.holdProblem === 'hold')) return Promise.resolve()
    this.#wantHeld = held
    if (held) this.media()?.silence(true)
    this.#set({ holdPending: true })
    return this.#queue(async () => {
      if (this.ended || (this.#view.held === held && this.#view.holdProblem !== 'hold')) return this.#set({ holdPending: false })
      this.media()?.offerHold(held)
      const outcome = await reinvite(this.#session, false, this.refreshing.timer, this.#parts)
      if (outcome === 'gone') return this.vanished()
      if (this.ended) return
      const agreed = outcome === 'accepted'
      if (!agreed) this.#parts.log('warn', 'call.hold.refused', { outcome, held })
      // A hold that was never agreed to leaves sound both ways as the last agreement: coming off it needs nobody's consent.
      const now = held || (!agreed && this.#view.holdProblem !== 'hold')
      if (!held && now) {
        this.#wantHeld = true
        this.media()?.offerHold(true)
      }
      this.media()?.silence(now || this.#wantHeld)
      const holdProblem = agreed || !now ? null : held ? 'hold' : 'resume'
      this.#set({ held: now, holdPending: this.#wantHeld !== now, holdProblem, ...this.#theirs() })
    })
  }

  lost(): void {
    if (this.ended) return
    this.lostAt ??= this.#parts.clock.now()
    this.#set({ signallingLost: true })
  }

  /**
   * After a reconnect: a re-INVITE binds the dialog to the new connection and tells whether the other side still knows the call.
   * @param moved the network is another one: the sound needs another path too, whether or not it has noticed yet
   */
  async reconcile(moved = false): Promise<void> {
    await this.#offerAnew(moved)
    if (moved) void this.#path.moved()
  }

  #offerAnew(other: boolean): Promise<void> {
    return this.#queue(async () => {
      if (!this.connected) return
      const restart = other || (this.media()?.broken() ?? false)
      const outcome = await reinvite(this.#session, restart, this.refreshing.timer, this.#parts)
      this.#parts.log('info', 'call.reconciled', { outcome })
      if (outcome === 'gone' || outcome === 'silent') return this.vanished()
      if (outcome === 'unsent' || outcome === 'ended') return
      this.lostAt = null
      // The offer carried what we want: sound or hold.
      const holdProblem = outcome === 'accepted' ? null : this.#view.held ? 'hold' : this.#view.holdProblem
      this.#set({ signallingLost: false, holdProblem, ...this.#theirs() })
    })
  }

  #theirs(): Pick<Call, 'heldByThem'> {
    return { heldByThem: this.media()?.heldByThem() ?? false }
  }

  #taken(request: Core.IncomingRequestMessage): void {
    this.nowWith(connectedParty(request))
    this.#set(this.#theirs())
  }

  #listen(session: Session): void {
    const mine = (run: () => void): void => (session === this.#session ? run() : undefined)
    session.delegate = {
      onBye: (bye) => {
        mine(() => this.because(this.handedOver ? 'transferred' : 'hung_up_there'))
        void bye.accept()
      },
      onCancel: (cancel) => mine(() => this.because(cancelReason(cancel.request.getHeaders('reason')))),
      onMessage: messageTaker(this.#parts.message),
      // Without this SIP.js follows a REFER by itself: anyone could make the agent's phone dial (softphone.md §3.7).
      onRefer: (referral) => this.#parts.referred(this, referral),
      onInvite: (request) => this.#taken(request),
    }
    // What a listener throws would leave SIP.js' state machine half way; a microtask of its own cannot.
    session.stateChange.addListener((state) => queueMicrotask(() => mine(() => this.#safely(() => this.#follow(state)))))
  }

  #follow(state: SessionState): void {
    if (state === SessionState.Terminated) return this.#end()
    if (state !== SessionState.Established || this.ended) return
    const media = this.media()
    if (media) media.onPath = (up) => this.#path.told(up)
    this.refreshing.established()
    this.otherwise = 'connection_lost'
    const answeredAt = this.#view.answeredAt ?? isoOf(this.#parts.clock.now())
    this.#set({ phase: 'connected', answeredAt, canSendTones: true, ...this.#theirs() })
  }

  #end(): void {
    if (this.ended) return
    this.refreshing.timer.stop()
    this.#question?.over()
    this.#question = null
    this.#set({
      phase: 'ended',
      asked: null,
      endedAt: isoOf(this.#parts.clock.now()),
      endReason: this.#why ?? this.otherwise,
      holdPending: false,
      holdProblem: null,
      canSendTones: false,
      signallingLost: false,
      transfer: null,
      together: false,
      quality: null,
      figures: this.#looks.figures(),
    })
  }

  #set(change: Partial<Call>): void {
    const next = { ...this.#view, ...change }
    if (JSON.stringify(next) === JSON.stringify(this.#view)) return
    this.#view = next
    this.#parts.changed(this)
  }

  #safely(run: () => void): void {
    try {
      run()
    } catch (thrown) {
      this.#parts.log('error', 'call.threw', { name: thrown instanceof Error ? thrown.name : 'unknown' })
    }
  }
}
