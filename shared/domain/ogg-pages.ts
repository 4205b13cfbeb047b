/** Opus counts at this rate whatever the microphone's was (RFC 7845 §4). */
export const samplesASecond = 48_000
/** Samples a player drops at the beginning: what the encoder looks ahead (RFC 7845 §4.2; 6.5 ms of libopus). */
export const preSkip = 312

/** Beginning of a page, and where its fields lie (RFC 3533 §6). */
const capture = [0x4f, 0x67, 0x67, 0x53] as const
const granuleAt = 6
const segmentsAt = 26

/**
 * Makes an Ogg Opus stream (RFC 3533, RFC 7845) page by page. Each page ends with a packet, so whatever was written so far is a stream
 * that plays, and a player finds its way by the sample count each page carries.
 */
export class OggPages {
  readonly #serial: number
  #number = 0
  #samples = 0

  /** @param serial any 32 bit number */
  constructor(serial: number) {
    this.#serial = serial
  }

  /** The two pages every stream begins with. @param title a word for players, in the comment */
  head(channels: number, title: string): Uint8Array<ArrayBuffer> {
    const id = new Uint8Array(19)
    id.set(ascii('OpusHead'))
    id[8] = 1
    id[9] = channels
    const view = new DataView(id.buffer)
    view.setUint16(10, preSkip, true)
    view.setUint32(12, samplesASecond, true)
    const comment = ascii(`TITLE=${title}`)
    const vendor = ascii('Courtesy')
    const tags = new Uint8Array(8 + 4 + vendor.length + 4 + 4 + comment.length)
    const tagsView = new DataView(tags.buffer)
    tags.set(ascii('OpusTags'))
    tagsView.setUint32(8, vendor.length, true)
    tags.set(vendor, 12)
    tagsView.setUint32(12 + vendor.length, 1, true)
    tagsView.setUint32(16 + vendor.length, comment.length, true)
    tags.set(comment, 20 + vendor.length)
    return joined([this.#page([id], 2), this.#page([tags], 0)])
  }

  /**
   * A page of packets. @param samples how many samples these packets hold
   * @throws RangeError when they need more than the 255 segments of a page
   */
  page(packets: readonly Uint8Array[], samples: number, last: boolean): Uint8Array<ArrayBuffer> {
    this.#samples += samples
    return this.#page(packets, last ? 4 : 0)
  }

  #page(packets: readonly Uint8Array[], flags: number): Uint8Array<ArrayBuffer> {
    const lacing = packets.flatMap(({ length }) => [...Array.from({ length: Math.floor(length / 255) }, () => 255), length % 255])
    if (lacing.length > 255) throw new RangeError('too many packets for a page')
    const bytes = new Uint8Array(segmentsAt + 1 + lacing.length + packets.reduce((sum, { length }) => sum + length, 0))
    const view = new DataView(bytes.buffer)
    bytes.set(capture)
    bytes[5] = flags
    view.setBigUint64(granuleAt, BigInt(this.#samples), true)
    view.setUint32(14, this.#serial, true)
    view.setUint32(18, this.#number++, true)
    bytes[segmentsAt] = lacing.length
    bytes.set(lacing, segmentsAt + 1)
    let at = segmentsAt + 1 + lacing.length
    for (const packet of packets) {
      bytes.set(packet, at)
      at += packet.length
    }
    view.setUint32(22, crc(bytes), true)
    return bytes
  }
}

/** The sample count of the last page in a piece that begins with a page; null when none begins there. */
export function lastSample(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let found: number | null = null
  for (let at = 0; at + segmentsAt < bytes.length && capture.every((byte, index) => bytes[at + index] === byte);) {
    found = Number(view.getBigUint64(at + granuleAt, true))
    const segments = bytes[at + segmentsAt] ?? 0
    const lacing = bytes.subarray(at + segmentsAt + 1, at + segmentsAt + 1 + segments)
    at += segmentsAt + 1 + segments + lacing.reduce((sum, each) => sum + each, 0)
  }
  return found
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** CRC-32 with the polynomial 0x04c11db7, high bit first, nothing inverted (RFC 3533 §6, field 7). */
function crc(bytes: Uint8Array): number {
  let sum = 0
  for (const byte of bytes) sum = ((sum << 8) ^ (table[((sum >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0
  return sum
}

const table = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index << 24
  for (let bit = 0; bit < 8; bit++) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value >>> 0
})
