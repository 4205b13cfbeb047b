import type { QualitySample } from '#shared/domain/call-quality.ts'

/** What is said and heard in a call now. */
export interface CallSound {
  /** What leaves; silent by itself while it is muted or on hold. Null until the microphone is open. */
  readonly sent: MediaStreamTrack | null
  readonly received: MediaStream
  /** Nothing of what is received is heard here. */
  readonly silent: boolean
}

/** The sound of one call, as signalling needs it. Made by `media/phone-sdh.ts`. */
export interface CallMedia {
  /** Which direction our next offers and answers carry; takes effect with the next one. */
  offerHold(held: boolean): void
  /** Silent both ways at once: nothing of the microphone leaves, nothing of theirs is played. */
  silence(silent: boolean): void
  /** Mute is apart from hold and survives it. */
  mute(muted: boolean): void
  /** Their last description keeps us on hold (RFC 3264 §8.4). */
  heldByThem(): boolean
  /** Sends DTMF as RFC 4733 events; false when the call cannot carry them. */
  sendTones(tones: string): boolean
  /** How the streams did since the last look; null at the first, and while nothing flows. */
  look(): Promise<QualitySample | null>
  sound(): CallSound
  /** Tells when another answer of `sound` begins to hold. @returns how to stop that */
  onSound(told: () => void): () => void
  /** Sends this in place of the microphone from now on, without a new offer; null: the microphone again. */
  sendInstead(track: MediaStreamTrack | null): Promise<void>
  /** The peer connection has lost its path. */
  broken(): boolean
  /** The sound goes by the path that our last offer asked for, and by no older one. */
  pathAnew(): Promise<boolean>
  /** Told when the path of the sound is lost (for two seconds, or for good) and when it is there. */
  onPath: ((up: boolean) => void) | null
  close(): void
}
