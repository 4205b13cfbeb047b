import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Sound } from '../audio/wav.ts'
import { decodePcma } from './pcma.ts'
import type { FromTelephone, RtpTarget, ToTelephone } from './rtp-thread.ts'

/**
 * The sound of one plain telephone: RTP (RFC 3550) with G.711 A-law, 20 ms a packet. It speaks and listens on a thread of its own: a
 * test that compares voices meanwhile must not hold its packets up, or the other side's jitter buffer grows to seconds and what it
 * plays is stretched.
 */
export interface RtpLeg {
  readonly port: number
  /** Where to send, and whether to; null stops. */
  sendTo(target: RtpTarget | null): void
  /** Says the voice (true, as at first) or silence. */
  speak(on: boolean): void
  /** Share of our packets that are lost on their way, 0 to 1. */
  loses(share: number): void
  /** What was heard between two moments (milliseconds since 1970), gaps as silence. */
  heard(from: number, to: number): Promise<Sound>
  /** When the first sound above a whisper came in after a moment. */
  firstSoundAfter(moment: number): Promise<number | null>
  /** When the last sound above a whisper came in so far. */
  lastSound(): Promise<number | null>
  /** Telephone events (RFC 4733) heard, one a key. */
  tones(): Promise<string>
  close(): void
}

const keys = '0123456789*#ABCD'

/** Above a whisper. */
const loud = (samples: Float32Array): boolean => samples.some((sample) => Math.abs(sample) > 0.01)

/** @param host address it sends from and listens at */
export async function rtpLeg(voice: Sound, host = '127.0.0.1'): Promise<RtpLeg> {
  const thread = new Worker(new URL('rtp-thread.ts', import.meta.url), { workerData: { samples: voice.samples, host } })
  thread.unref()
  const packets: { at: number; stamp: number; samples: Float32Array }[] = []
  const pressed = new Map<number, string>()
  const tell = (message: ToTelephone): void => thread.postMessage(message)
  const asked = new Map<number, () => void>()
  const [{ port }] = (await once(thread, 'message')) as [{ port: number }]
  thread.on('message', (message: FromTelephone) => {
    if ('everything' in message) {
      asked.get(message.everything)?.()
      asked.delete(message.everything)
      return
    }
    const packet = Buffer.from(message.packet)
    const type = (packet[1] ?? 0) & 0x7f
    const payload = packet.subarray(12 + 4 * ((packet[0] ?? 0) & 0x0f))
    if (type === 101) pressed.set(packet.readUInt32BE(4), keys.charAt(payload[0] ?? 0))
    if (type !== 8) return
    packets.push({ at: message.at, stamp: packet.readUInt32BE(4), samples: Float32Array.from(payload, decodePcma) })
  })
  let questions = 0
  /** Waits until whatever the thread received so far has come over. */
  const everything = (): Promise<void> =>
    new Promise((resolve) => {
      asked.set(++questions, resolve)
      tell({ everything: questions })
    })
  return {
    port,
    speak: (speaks) => tell({ speaks }),
    loses: (share) => tell({ loses: share }),
    sendTo: (target) => tell({ target }),
    async heard(from, to) {
      await everything()
      const samples = new Float32Array(Math.max(0, Math.round((to - from) * 8)))
      // Placed by their own clock from the first on: the relay sends some of them late and in bunches.
      const within = packets.filter((one) => one.at >= from && one.at <= to)
      let next = Math.round(((within[0]?.at ?? from) - from) * 8)
      let stamp = within[0]?.stamp ?? 0
      for (const one of within) {
        const step = (one.stamp - stamp) | 0
        const place = step >= 0 && next + step < samples.length ? next + step : next
        if (place + one.samples.length <= samples.length) samples.set(one.samples, place)
        next = place + one.samples.length
        stamp = one.stamp + one.samples.length
      }
      return { rate: 8000, samples }
    },
    async firstSoundAfter(moment) {
      await everything()
      return packets.find((one) => one.at >= moment && loud(one.samples))?.at ?? null
    },
    async lastSound() {
      await everything()
      return packets.findLast((one) => loud(one.samples))?.at ?? null
    },
    async tones() {
      await everything()
      return [...pressed.values()].join('')
    },
    close: () => tell('close'),
  }
}
