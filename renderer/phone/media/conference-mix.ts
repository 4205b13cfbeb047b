import { mixes } from '#shared/domain/conference.ts'
import type { CallMedia } from '../calls/call-media.ts'

interface Leg {
  readonly media: CallMedia
  readonly out: MediaStreamAudioDestinationNode
  readonly stop: () => void
}

/**
 * The sound of a conference: each side gets the agent's microphone and the other sides in place of the bare microphone, without a new
 * offer. The agent hears every side by its own loudspeaker as before. What is muted or on hold is silent by the call's own tracks, so
 * that a leg's recording still holds its own two voices and nobody else's. The graph hangs on no loudspeaker, so one that is unplugged
 * stops nothing.
 */
export class ConferenceMix {
  readonly #context = new AudioContext({ sampleRate: 48_000, sinkId: { type: 'none' } } as AudioContextOptions)
  readonly #legs: readonly Leg[]
  readonly #failed: () => void
  #sources: AudioNode[] = []

  /** @param failed told when a side could not be given its mix */
  constructor(medias: readonly CallMedia[], failed: () => void) {
    this.#failed = failed
    this.#legs = medias.map((media) => ({
      media,
      out: new MediaStreamAudioDestinationNode(this.#context, { channelCount: 1, channelCountMode: 'explicit' }),
      stop: media.onSound(() => this.#connect()),
    }))
    this.#connect()
    for (const { media, out } of this.#legs) void this.#send(media, out.stream.getAudioTracks()[0] ?? null)
  }

  /** Whoever is left is sent the bare microphone again. */
  close(): void {
    for (const { stop } of this.#legs) stop()
    // The graph goes last: until the microphone is back, the mix is what the other side hears.
    void Promise.all(this.#legs.map(({ media }) => this.#send(media, null))).finally(() => {
      for (const { out } of this.#legs) for (const track of out.stream.getTracks()) track.stop()
      void this.#context.close()
    })
  }

  async #send(media: CallMedia, track: MediaStreamTrack | null): Promise<void> {
    await media.sendInstead(track).catch(() => this.#failed())
  }

  #connect(): void {
    for (const source of this.#sources) source.disconnect()
    const legs = this.#legs.map((leg) => {
      const { received, sent, silent } = leg.media.sound()
      const [microphone, voice] = [this.#source(sent ? [sent] : []), this.#source(received.getAudioTracks())]
      return { out: leg.out, silent, away: leg.media.heldByThem(), microphone, voice }
    })
    this.#sources = legs.flatMap(({ microphone, voice }) => [microphone, voice].filter((each) => each !== null))
    for (const { from, to } of mixes(legs)) {
      to.microphone?.connect(to.out)
      for (const { voice } of from) voice?.connect(to.out)
    }
  }

  #source(tracks: MediaStreamTrack[]): AudioNode | null {
    return tracks.length === 0 ? null : this.#context.createMediaStreamSource(new MediaStream(tracks))
  }
}
