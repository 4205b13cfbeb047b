import type { Sound } from './sounds.ts'

/** Length of a trial, milliseconds: a sentence. */
const length = 3000

/** What a track gives for three seconds, through the codec of calls, so that it sounds as it would there; sooner when it is `over`. */
export async function capture(track: MediaStreamTrack, over: AbortSignal): Promise<Sound> {
  const recorder = new MediaRecorder(new MediaStream([track]), { mimeType: 'audio/webm;codecs=opus', audioBitsPerSecond: 64_000 })
  const parts: Blob[] = []
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve()
    recorder.onerror = () => reject(new Error('the recorder failed'))
  })
  recorder.ondataavailable = ({ data }) => void parts.push(data)
  const end = (): void => {
    if (recorder.state !== 'inactive') recorder.stop()
  }
  recorder.start()
  const timer = setTimeout(end, length)
  over.addEventListener('abort', end)
  try {
    await stopped
  } finally {
    clearTimeout(timer)
    over.removeEventListener('abort', end)
  }
  const bytes = await new Blob(parts).arrayBuffer()
  if (bytes.byteLength === 0) return { rate: 48_000, samples: new Float32Array() }
  const decoded = await new OfflineAudioContext(1, 1, 48_000).decodeAudioData(bytes)
  return { rate: decoded.sampleRate, samples: decoded.getChannelData(0) }
}
