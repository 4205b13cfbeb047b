import { listen, silence } from './voice-activity.ts'

const every = 40

export interface Ear {
  hear(stream: MediaStream): void
  close(): void
}

/** Listens to the agent: tells when speech begins and ends, and twice a second how much was heard. */
export function openEar(
  context: AudioContext,
  on: { speaks: (speaks: boolean) => void; ear: (heard: { voiceSeconds: number; level: number }) => void },
): Ear {
  // Trap: Chromium gives a remote stream to the sound graph only while an element plays it, too; muted is enough.
  const element = new Audio()
  element.muted = true
  const analyser = context.createAnalyser()
  analyser.fftSize = 2048
  const samples = new Float32Array(analyser.fftSize)
  let source: MediaStreamAudioSourceNode | null = null
  let activity = silence
  let at = performance.now()
  let told = at
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples)
    let sum = 0
    for (const sample of samples) sum += sample * sample
    const level = Math.sqrt(sum / samples.length)
    const now = performance.now()
    const next = listen(activity, level, Math.min(200, now - at))
    at = now
    if (next.speaks !== activity.speaks) on.speaks(next.speaks)
    activity = next
    if (now - told < 500) return
    told = now
    on.ear({ voiceSeconds: activity.voiceMs / 1000, level: Math.min(1, level) })
  }, every)
  return {
    hear(stream) {
      element.srcObject = stream
      void element.play().catch(() => {})
      source?.disconnect()
      source = context.createMediaStreamSource(stream)
      source.connect(analyser)
    },
    close() {
      clearInterval(timer)
      source?.disconnect()
      element.pause()
      element.srcObject = null
    },
  }
}
