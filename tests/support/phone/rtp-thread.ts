import { createSocket } from 'node:dgram'
import { parentPort, workerData } from 'node:worker_threads'
import { encodePcma } from './pcma.ts'

/** The thread of one plain telephone, see `rtp-leg.ts`: it sends a voice in time and hands on what comes in with its moment. */

export type RtpTarget = { readonly host: string; readonly port: number }

/** What the test says to the telephone. */
export type ToTelephone =
  | { readonly speaks: boolean }
  | { readonly target: RtpTarget | null }
  | { readonly loses: number }
  | { readonly everything: number }
  | 'close'

/** What the telephone says to the test after its port: a packet and when it came (milliseconds since 1970), or the question it answers. */
export type FromTelephone = { readonly at: number; readonly packet: Uint8Array } | { readonly everything: number }

const frame = 160
const out = parentPort!
const { host, samples: voice } = workerData as { samples: Float32Array; host: string }
const socket = createSocket('udp4')
const began = performance.now()
let speaking = true
let target: RtpTarget | null = null
let loses = 0
let sequence = 1
let sent = 0

socket.on('message', (packet) => out.postMessage({ at: Date.now(), packet } satisfies FromTelephone))
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
      packet[12 + at] = encodePcma(speaking ? (voice[(sent * frame + at) % voice.length] ?? 0) : 0)
    // Lost on the way: it has its number, and does not come.
    if (Math.random() >= loses) socket.send(packet, target.port, target.host)
  }
}, 10)
out.on('message', (message: ToTelephone) => {
  if (message === 'close') {
    clearInterval(timer)
    socket.close()
    out.close()
  } else if ('speaks' in message) speaking = message.speaks
  else if ('target' in message) target = message.target
  else if ('loses' in message) loses = message.loses
  else out.postMessage(message satisfies FromTelephone)
})
socket.bind(0, host, () => out.postMessage({ port: socket.address().port }))
