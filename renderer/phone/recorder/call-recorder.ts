import { OggPages, samplesASecond } from '#shared/domain/ogg-pages.ts'
import type { CallMedia } from '../calls/call-media.ts'

/** Bits a second of both sides together: speech is good with half of it, and the sides stay well apart. */
const bitrate = 64_000
/** Frames of ten milliseconds that may wait while this window is busy; beyond it sound would be lost. */
const patience = 1000
/** Samples that must be missing before silence takes their place: less is a clock that trembles. */
const gap = samplesASecond / 5
/** A page ends after so many packets (20 ms each), or segments: it holds at most 255 of these. */
const packetsAPage = 50
const segmentsAPage = 200

interface TrackProcessor {
  readonly readable: ReadableStream<AudioData>
}
declare const MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack; maxBufferSize?: number }) => TrackProcessor

type Tell = (sound: Uint8Array<ArrayBuffer>, more: { last: boolean; failed: boolean }) => void

/**
 * Records one call until `stop`: agent left, customer right, Opus in Ogg pages of a second. The graph hangs on no loudspeaker, so one that
 * is unplugged stops nothing.
 */
export class CallRecorder {
  readonly #media: CallMedia
  readonly #tell: Tell
  readonly #context = new AudioContext({ sampleRate: samplesASecond, sinkId: { type: 'none' } } as AudioContextOptions)
  readonly #left = new GainNode(this.#context, { channelCount: 1, channelCountMode: 'explicit' })
  readonly #right = new GainNode(this.#context, { channelCount: 1, channelCountMode: 'explicit' })
  readonly #reader: ReadableStreamDefaultReader<AudioData>
  readonly #encoder: AudioEncoder
  readonly #pages = new OggPages(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0)
  readonly #deaf: () => void
  #sources: AudioNode[] = []
  #packets: Uint8Array[] = []
  #samples = 0
  #segments = 0
  /** Time of the first sample, microseconds of Chromium's clock; and how many were taken since. */
  #since: number | null = null
  #taken = 0
  #paused = false
  #over = false

  /** @throws when this Chromium has no such encoder */
  constructor(media: CallMedia, tell: Tell) {
    this.#media = media
    this.#tell = tell
    const merger = new ChannelMergerNode(this.#context, { numberOfInputs: 2 })
    const out = this.#context.createMediaStreamDestination()
    this.#left.connect(merger, 0, 0)
    this.#right.connect(merger, 0, 1)
    merger.connect(out)
    // Something always flows, also before anybody is heard.
    const nothing = new ConstantSourceNode(this.#context, { offset: 0 })
    nothing.connect(merger, 0, 0)
    nothing.start()
    const [track] = out.stream.getAudioTracks()
    if (!track) throw new Error('no track to record')
    this.#reader = new MediaStreamTrackProcessor({ track, maxBufferSize: patience }).readable.getReader()
    this.#encoder = new AudioEncoder({ output: (chunk) => this.#packet(chunk), error: () => this.#fail() })
    this.#encoder.configure({ codec: 'opus', sampleRate: samplesASecond, numberOfChannels: 2, bitrate })
    this.#deaf = media.onSound(() => this.#connect())
    this.#connect()
    void this.#encode()
  }

  /** Silence from the next moment on, or sound again. */
  pause(paused: boolean): void {
    this.#paused = paused
    this.#loudness()
  }

  /** The call is over: what is left comes as the last piece. */
  stop(): void {
    if (this.#over) return
    this.#over = true
    this.#deaf()
    void this.#reader.cancel()
  }

  #connect(): void {
    for (const source of this.#sources) source.disconnect()
    const { received, sent } = this.#media.sound()
    const from = (tracks: MediaStreamTrack[], side: GainNode): AudioNode[] => {
      if (tracks.length === 0) return []
      const source = this.#context.createMediaStreamSource(new MediaStream(tracks))
      source.connect(side)
      return [source]
    }
    this.#sources = [...from(sent ? [sent] : [], this.#left), ...from(received.getAudioTracks(), this.#right)]
    this.#loudness()
  }

  /** A muted track is silent by itself; the customer on hold talks to nobody, and nobody hears it here. */
  #loudness(): void {
    this.#left.gain.value = this.#paused ? 0 : 1
    this.#right.gain.value = this.#paused || this.#media.sound().silent ? 0 : 1
  }

  async #encode(): Promise<void> {
    try {
      for (;;) {
        const { done, value } = await this.#reader.read()
        if (done) break
        this.#keepTime(value)
        this.#encoder.encode(value)
        this.#taken += value.numberOfFrames
        value.close()
      }
      if (!this.#over) return this.#fail()
      await this.#encoder.flush()
      this.#page(true)
      this.#close()
    } catch {
      this.#fail()
    }
  }

  /** What a busy computer did not get to is silence: what follows stays where it was said. */
  #keepTime({ timestamp }: AudioData): void {
    if (this.#since === null) {
      this.#since = timestamp
      this.#tell(this.#pages.head(2, 'agent left, customer right'), { last: false, failed: false })
    }
    const due = Math.round(((timestamp - this.#since) * samplesASecond) / 1_000_000)
    if (due - this.#taken < gap) return
    while (this.#taken < due) {
      const numberOfFrames = Math.min(samplesASecond, due - this.#taken)
      const shape = { format: 'f32-planar', sampleRate: samplesASecond, numberOfChannels: 2, numberOfFrames } as const
      const nothing = new AudioData({ ...shape, timestamp, data: new Float32Array(2 * numberOfFrames) })
      this.#encoder.encode(nothing)
      nothing.close()
      this.#taken += numberOfFrames
    }
  }

  #packet(chunk: EncodedAudioChunk): void {
    const bytes = new Uint8Array(chunk.byteLength)
    chunk.copyTo(bytes)
    this.#packets.push(bytes)
    this.#samples += Math.round(((chunk.duration ?? 20_000) * samplesASecond) / 1_000_000)
    this.#segments += 1 + Math.floor(bytes.length / 255)
    if (this.#packets.length >= packetsAPage || this.#segments >= segmentsAPage) this.#page(false)
  }

  #page(last: boolean): void {
    const page = this.#pages.page(this.#packets, this.#samples, last)
    this.#packets = []
    this.#samples = 0
    this.#segments = 0
    this.#tell(page, { last, failed: false })
  }

  #fail(): void {
    if (this.#context.state === 'closed') return
    this.#over = true
    this.#deaf()
    this.#close()
    this.#tell(new Uint8Array(), { last: true, failed: true })
  }

  #close(): void {
    if (this.#encoder.state !== 'closed') this.#encoder.close()
    void this.#context.close()
  }
}
