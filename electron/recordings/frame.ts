import { createCipheriv, createDecipheriv } from 'node:crypto'

/** First bytes of every file. */
export const magic = Buffer.from('CRTYREC1')
/** Kind and length before the sealed bytes, tag behind them. */
export const headBytes = 5
const tagBytes = 16
export const around = headBytes + tagBytes
/** No frame is longer: a second of sound has some eight thousand bytes. */
export const mostBytes = 1_000_000

/** `sound`: a piece of the content; `end`: the last frame of a file that was closed. */
export type Kind = 'sound' | 'end'
const codes: Record<Kind, number> = { sound: 1, end: 2 }

/**
 * Seals one frame with AES-256-GCM (NIST SP 800-38D): kind (1 byte), length of the text (4 bytes, big end first), text, tag (16 bytes).
 * The nonce is the kind and the frame's number, so that frames cannot change places and none is missing unnoticed but from the end on;
 * that the end is there, the end frame proves. The kind is in it because a file that was cut off is closed with the number of the frame
 * that may have been half written. A key is used for one file only.
 * @param number of frames before it
 */
export function sealFrame(key: Buffer, kind: Kind, number: number, text: Uint8Array): Buffer {
  const head = headOf(kind, text.byteLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(kind, number))
  cipher.setAAD(head)
  return Buffer.concat([head, cipher.update(text), cipher.final(), cipher.getAuthTag()])
}

/** The text of a whole frame; null when key, kind, number, length or bytes are not the ones it was sealed with. */
export function openFrame(key: Buffer, kind: Kind, number: number, frame: Buffer): Buffer | null {
  if (frame.length < around) return null
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(kind, number))
  decipher.setAAD(headOf(kind, frame.length - around))
  decipher.setAuthTag(frame.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(frame.subarray(headBytes, -tagBytes)), decipher.final()])
  } catch {
    return null
  }
}

/** Kind and length of the text of the frame that begins here; null when no frame does. */
export function readHead(bytes: Buffer): { kind: Kind; length: number } | null {
  if (bytes.length < headBytes) return null
  const kind = (Object.keys(codes) as Kind[]).find((each) => codes[each] === bytes[0])
  const length = bytes.readUInt32BE(1)
  return kind === undefined || length > mostBytes ? null : { kind, length }
}

function headOf(kind: Kind, length: number): Buffer {
  const head = Buffer.alloc(headBytes)
  head[0] = codes[kind]
  head.writeUInt32BE(length, 1)
  return head
}

function nonceOf(kind: Kind, number: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce[0] = codes[kind]
  nonce.writeBigUInt64BE(BigInt(number), 4)
  return nonce
}
