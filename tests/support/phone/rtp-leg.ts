import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { Sound } from '../audio/wav.ts'
import { decodePcma, encodePcma } from './pcma.ts'

/** The sound of one plain telephone: RTP (RFC 3550) with G.711 A-law, 20 ms a packet. */
export interface RtpLeg {
  readonly port: number
  /** Where to send, and whether to; null stops. */
  sendTo(target: { host: string; port: number } | null): void
  /** Says the voice (true, as at first) or silence. */
  speak(on: boolean): void
  /** What was heard between two moments (milliseconds since 1970), gaps as silence. */
  heard(from: number, to: number): Sound
  /** When the first sound above a whisper came in after a moment. */
  firstSoundAfter(moment: number): number | null
  /** Telephone events (RFC 4733) heard, one a key. */
  tones(): string
  packetsBetween(from: number, to: number): number
  close(): void
}

const frame = 160
const keys = '0123456789*#ABCD'

export async function rtpLeg(voice: Sound): Promise<RtpLeg> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const packets: { at: number; stamp: number; samples: Float32Array }[] = []
  const pressed = new Map<number, string>()
  let speaking = true
  let target: { host: string; port: number } | null = null
  let sequence = 1
  let sent = 0
  const began = performance.now()
  socket.on('message', (packet) => {
    const type = (packet[1] ?? 0) & 0x7f
    const payload = packet.subarray(12 + 4 * ((packet[0] ?? 0) & 0x0f))
    if (type === 101) pressed.set(packet.readUInt32BE(4), keys.charAt(payload[0] ?? 0))
    if (type !== 8) return
    packets.push({ at: Date.now(), stamp: packet.readUInt32BE(4), samples: Float32Array.from(payload, decodePcma) })
  })
  const timer = setInterval(() => {
    const due = Math.floor((performance.now() - began) / 20)
    for (; sent < due; sent++) {
      if (!target) continue
      const packet = Buffer.alloc(12 + frame)
      packet[0] = 0x80
      packet[1] = 8
      packet.writeUInt16BE(sequence++ & 0xffff, 2)
      packet.writeUInt32BE((sent * frame) >>> 0, 4)
      packet.writeUInt32BE(0x1234567, 8)
      for (let at = 0; at < frame; at++)
        packet[12 + at] = encodePcma(speaking ? (voice.samples[(sent * frame + at) % voice.samples.length] ?? 0) : 0)
      socket.send(packet, target.port, target.host)
    }
  }, 10)
  return {
    port: socket.address().port,
    speak: (on) => (speaking = on),
    sendTo: (next) => (target = next),
    heard(from, to) {
      const samples = new Float32Array(Math.max(0, Math.round((to - from) * 8)))
      // Placed by their own clock from the first on: a busy test process reads packets late and in bunches.
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
    firstSoundAfter: (moment) =>
      packets.find((one) => one.at >= moment && one.samples.some((sample) => Math.abs(sample) > 0.01))?.at ?? null,
    tones: () => [...pressed.values()].join(''),
    packetsBetween: (from, to) => packets.filter((one) => one.at >= from && one.at <= to).length,
    close() {
      clearInterval(timer)
      socket.close()
    },
  }
}
