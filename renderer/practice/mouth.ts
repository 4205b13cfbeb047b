/** A customer's mouth: clips one after the other into a track. */
export interface Mouth {
  readonly track: MediaStreamTrack
  readonly stream: MediaStream
  /** Queues a clip; `said` is called at its end unless it is hushed. */
  say(sound: Uint8Array, said: () => void): Promise<void>
  hush(): void
  close(): void
}

/** The sound graph of all calls. It plays to nobody here: what is said leaves through the peer connections alone. */
export function silentContext(): AudioContext {
  const options: AudioContextOptions & { sinkId: { type: 'none' } } = { sampleRate: 48_000, sinkId: { type: 'none' } }
  return new AudioContext(options)
}

export function openMouth(context: AudioContext): Mouth {
  const out = context.createMediaStreamDestination()
  out.channelCount = 1
  const [track] = out.stream.getAudioTracks()
  if (!track) throw new Error('the sound graph gave no track')
  let playing: AudioBufferSourceNode | null = null
  let queue: Promise<void> = Promise.resolve()
  let hushes = 0
  const play = (buffer: AudioBuffer, said: () => void, mine: number): Promise<void> =>
    new Promise((resolve) => {
      if (mine !== hushes) return resolve()
      const source = context.createBufferSource()
      source.buffer = buffer
      source.connect(out)
      source.addEventListener('ended', () => {
        source.disconnect()
        if (playing === source) playing = null
        if (mine === hushes) said()
        resolve()
      })
      playing = source
      source.start()
    })
  return {
    track,
    stream: out.stream,
    async say(sound, said) {
      const mine = hushes
      // A copy: decoding takes the bytes away from whoever else holds them.
      const buffer = await context.decodeAudioData(new Uint8Array(sound).buffer)
      queue = queue.then(() => play(buffer, said, mine))
    },
    hush() {
      hushes++
      playing?.stop()
    },
    close() {
      hushes++
      playing?.stop()
      track.stop()
    },
  }
}
