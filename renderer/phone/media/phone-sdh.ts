import { Web, type BodyAndContentType, type Core, type SessionDescriptionHandlerModifier } from 'sip.js'
import type { QualitySample } from '#shared/domain/call-quality.ts'
import { inOrder, type CodecName } from '#shared/domain/codecs.ts'
import type { CallMedia, CallSound } from '../calls/call-media.ts'
import { answerDirection, audioDirection, offerDirection, withDirection, type Direction } from './direction.ts'
import type { Microphone } from './microphone.ts'
import { pathIsOf } from './path-in-use.ts'
import { standStill } from './stand-still.ts'
import { readStreams, type StreamCounters } from './stream-stats.ts'

/** Milliseconds to collect addresses; SIP.js waits up to 5 s. On a LAN the host addresses are there within a few. */
export const gatheringTimeout = 500

/** Milliseconds without a further host address after which none is expected; Chromium itself says so some 100 ms later. */
export const gatheringPause = 15

/** How long a disconnected path may take to mend itself; milliseconds. */
const doubtFor = 2_000

/** Length of a tone and of the pause after it; milliseconds (ITU-T Q.24 asks for at least 40 each, old menus want more). */
const tone = { duration: 160, interToneGap: 70 } as const

/** Plays the other side's sound. */
export interface Loudspeaker {
  attach(stream: MediaStream): void
  silence(silent: boolean): void
  close(): void
}

export interface SdhParts {
  readonly microphone: Microphone
  readonly loudspeaker: Loudspeaker
  readonly iceServers: RTCIceServer[]
  /** Which voices are offered first; empty leaves it to the browser. */
  readonly codecs: readonly CodecName[]
  /** We make the call: the offer leaves at once, the microphone joins while the far end rings. */
  readonly offering: boolean
  /** Told when the microphone of an outgoing call could not be opened. */
  readonly microphoneFailed: (error: unknown) => void
}

type Options = Web.SessionDescriptionHandlerOptions

/**
 * SIP.js' handler with its traps closed: it cannot roll an offer back (after 491 every later hold fails), it derives directions
 * from the wrong place, it takes the microphone's own track and stops it for all calls, and it asks Google's STUN server.
 */
export class PhoneSdh extends Web.SessionDescriptionHandler implements CallMedia {
  onPath: ((up: boolean) => void) | null = null
  readonly #parts: SdhParts
  readonly #soundWatchers = new Set<() => void>()
  #track: MediaStreamTrack | null = null
  /** Sent in place of the microphone. */
  #instead: MediaStreamTrack | null = null
  #held = false
  #silent = false
  #muted = false
  #heldByThem = false
  #closed = false
  #counters: StreamCounters | null = null
  #doubt: ReturnType<typeof setTimeout> | undefined
  #gathering: ReturnType<typeof setTimeout> | undefined
  #restarting = false
  #direction: Direction = 'sendrecv'

  constructor(logger: Core.Logger, parts: SdhParts) {
    super(logger, () => Promise.reject(new Error('the microphone is opened here')), {
      iceGatheringTimeout: gatheringTimeout,
      // Not max-bundle: a gateway that offers one plain audio section without a BUNDLE group would be refused.
      peerConnectionConfiguration: { iceServers: parts.iceServers },
    })
    this.#parts = parts
    this.peerConnectionDelegate = {
      onicecandidate: (event) => this.#gathered((event as RTCPeerConnectionIceEvent).candidate?.type),
      ontrack: () => {
        this.#parts.loudspeaker.attach(this.remoteMediaStream)
        this.#tellSound()
      },
      onconnectionstatechange: () => this.#follow(this.peerConnection?.connectionState),
    }
  }

  offerHold(held: boolean): void {
    this.#held = held
  }
  silence(silent: boolean): void {
    this.#silent = silent
    this.#applySilence()
    this.#parts.loudspeaker.silence(silent)
    this.#tellSound()
  }
  mute(muted: boolean): void {
    this.#muted = muted
    this.#applySilence()
  }
  heldByThem(): boolean {
    return this.#heldByThem
  }
  sound(): CallSound {
    return { sent: this.#track, received: this.remoteMediaStream, silent: this.#silent }
  }
  onSound(told: () => void): () => void {
    this.#soundWatchers.add(told)
    return () => void this.#soundWatchers.delete(told)
  }
  async sendInstead(track: MediaStreamTrack | null): Promise<void> {
    this.#instead = track
    if (!this.#closed) await this.peerConnection?.getSenders()[0]?.replaceTrack(track ?? this.#track)
  }
  broken(): boolean {
    const state = this.peerConnection?.connectionState
    return state === 'failed' || state === 'disconnected'
  }
  async pathAnew(): Promise<boolean> {
    const ufrag = /^a=ice-ufrag:(\S+)/m.exec(this.peerConnection?.currentLocalDescription?.sdp ?? '')?.[1]
    const report = await this.peerConnection?.getStats()
    return ufrag !== undefined && report !== undefined && pathIsOf(report as unknown as Parameters<typeof pathIsOf>[0], ufrag)
  }
  async look(): Promise<QualitySample | null> {
    const report = await this.peerConnection?.getStats()
    if (!report || this.#closed) return null
    const { counters, sample } = readStreams(report.values() as Iterable<never>, this.#counters)
    this.#counters = counters
    return sample
  }
  sendTones(tones: string): boolean {
    const sender = this.peerConnection?.getSenders()[0]?.dtmf
    if (!sender?.canInsertDTMF) return false
    sender.insertDTMF(sender.toneBuffer + tones, tone.duration, tone.interToneGap)
    return true
  }

  override close(): void {
    if (this.#closed) return
    this.#closed = true
    this.onPath = null
    this.#soundWatchers.clear()
    clearTimeout(this.#gathering)
    clearTimeout(this.#doubt)
    super.close()
    if (this.#track) this.#parts.microphone.release(this.#track)
    this.#track = null
    this.#parts.loudspeaker.close()
  }

  /** Called by SIP.js when an offer of ours is refused; without it the connection stays in have-local-offer for ever. */
  async rollbackDescription(): Promise<void> {
    const connection = this.peerConnection
    if (!connection || connection.signalingState === 'stable') return
    if (connection.signalingState === 'have-remote-offer') return connection.setRemoteDescription({ type: 'rollback' })
    const theirs = connection.currentRemoteDescription
    const ours = connection.currentLocalDescription
    if (theirs && ours && !this.#restarting)
      await connection.setRemoteDescription({ type: 'answer', sdp: standStill(theirs.sdp, ours.sdp) })
    else await connection.setLocalDescription({ type: 'rollback' })
  }

  override getDescription(options?: Options, modifiers?: SessionDescriptionHandlerModifier[]): Promise<BodyAndContentType> {
    this.#restarting = options?.offerOptions?.iceRestart === true
    return super.getDescription(options, modifiers)
  }

  override async setDescription(sdp: string, options?: Options, modifiers?: SessionDescriptionHandlerModifier[]): Promise<void> {
    await super.setDescription(sdp, options, modifiers)
    const theirs = audioDirection(sdp)
    // An inactive answer to our own inactive offer says nothing of them.
    const answer = this.peerConnection?.remoteDescription?.type === 'answer'
    if (!(answer && this.#direction === 'inactive' && theirs === 'inactive'))
      this.#heldByThem = theirs === 'sendonly' || theirs === 'inactive'
    this.#tellSound()
  }

  protected override async getLocalMediaStream(): Promise<void> {
    const connection = this.peerConnection
    if (!connection) throw new Error('Peer connection closed.')
    if (connection.getSenders().length > 0) return
    if (!this.#parts.offering) {
      const track = await this.#open()
      connection.addTrack(track, this._localMediaStream)
      this.#prefer(connection)
      return
    }
    const { sender } = connection.addTransceiver('audio', { direction: 'sendrecv', streams: [this._localMediaStream] })
    this.#prefer(connection)
    this.#open().then(
      (track) => sender.replaceTrack(this.#instead ?? track),
      (error: unknown) => this.#parts.microphoneFailed(error),
    )
  }

  /** The order in which voices are offered, and answered as far as the other side leaves a choice (JSEP, RFC 9429 §4.2.6). */
  #prefer(connection: RTCPeerConnection): void {
    const { codecs } = this.#parts
    if (codecs.length === 0) return
    const able = inOrder(RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [], codecs)
    for (const transceiver of connection.getTransceivers()) transceiver.setCodecPreferences(able)
  }

  /** Said in what is sent; the connection itself stays at sendrecv, and silence is made by the track and the loudspeaker. */
  protected override updateDirection(): Promise<void> {
    const connection = this.peerConnection
    if (!connection) return Promise.reject(new Error('Peer connection closed.'))
    const answering = connection.signalingState === 'have-remote-offer'
    const offered = audioDirection(connection.remoteDescription?.sdp ?? '')
    this.#direction = answering ? answerDirection(offered, this.#held) : offerDirection(this.#held, this.#heldByThem)
    for (const transceiver of connection.getTransceivers())
      if (transceiver.direction !== 'stopped') transceiver.direction = 'sendrecv'
    return Promise.resolve()
  }

  protected override async getLocalSessionDescription(): Promise<RTCSessionDescription> {
    const { type, sdp } = await super.getLocalSessionDescription()
    return { type, sdp: withDirection(sdp, this.#direction) } as RTCSessionDescription
  }

  /** `disconnected` often mends itself within a moment; `failed` never does. */
  #follow(state: RTCPeerConnectionState | undefined): void {
    clearTimeout(this.#doubt)
    if (state === 'connected') this.onPath?.(true)
    else if (state === 'failed') this.onPath?.(false)
    else if (state === 'disconnected') this.#doubt = setTimeout(() => this.onPath?.(false), doubtFor)
  }

  /** Enough addresses: one seen from outside, or, when there is no server to ask, no further one of our own for a moment. */
  #gathered(type: string | null | undefined): void {
    clearTimeout(this.#gathering)
    if (type === 'srflx' || type === 'relay') this.iceGatheringComplete()
    else if (type === 'host' && this.#parts.iceServers.length === 0)
      this.#gathering = setTimeout(() => this.iceGatheringComplete(), gatheringPause)
  }

  async #open(): Promise<MediaStreamTrack> {
    const track = await this.#parts.microphone.open((fresh) => this.#replace(fresh))
    if (this.#closed) {
      this.#parts.microphone.release(track)
      throw new Error('call ended while the microphone opened')
    }
    this.#track = track
    this._localMediaStream.addTrack(track)
    this.#applySilence()
    this.#tellSound()
    return track
  }

  async #replace(fresh: MediaStreamTrack): Promise<void> {
    const old = this.#track
    this.#track = fresh
    this.#applySilence()
    if (old) this._localMediaStream.removeTrack(old)
    this._localMediaStream.addTrack(fresh)
    this.#tellSound()
    if (this.#instead === null) await this.peerConnection?.getSenders()[0]?.replaceTrack(fresh)
  }

  #tellSound(): void {
    for (const told of this.#soundWatchers) told()
  }

  #applySilence(): void {
    if (this.#track) this.#track.enabled = !(this.#silent || this.#muted)
  }
}
