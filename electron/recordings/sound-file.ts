import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { z } from 'zod'
import { lastSample, samplesASecond } from '#shared/domain/ogg-pages.ts'
import { around, headBytes, magic, openFrame, readHead, sealFrame } from './frame.ts'

/** What a closed file says of itself; sealed in its last frame. */
const endSchema = z.object({ bytes: z.number().int(), seconds: z.number(), sha256: z.string() })
export type SoundFacts = z.infer<typeof endSchema>

interface Place {
  /** Where the frame begins in the file. */
  readonly at: number
  /** Where its text begins in the sound. */
  readonly from: number
  readonly length: number
}

/** Appends to a new file; each piece is on the disk when `append` resolves. One call after the other; after one that failed only `end`. */
export class SoundWriter {
  readonly #file: FileHandle
  readonly #key: Buffer
  readonly #hash = createHash('sha256')
  #frames = 0
  #bytes = 0
  #samples = 0
  #at: number = magic.length

  private constructor(file: FileHandle, key: Buffer) {
    this.#file = file
    this.#key = key
  }

  /** Makes the file, for its owner only. Rejects when it is there already. */
  static async create(path: string, key: Buffer): Promise<SoundWriter> {
    const file = await open(path, 'wx', 0o600)
    await file.write(magic, 0, magic.length, 0)
    return new SoundWriter(file, key)
  }

  async append(sound: Uint8Array): Promise<void> {
    await this.#put(sealFrame(this.#key, 'sound', this.#frames, sound))
    this.#frames += 1
    this.#bytes += sound.byteLength
    this.#samples = lastSample(sound) ?? this.#samples
    this.#hash.update(sound)
  }

  /** Closes it with its end; a file without one was cut off. */
  async end(): Promise<SoundFacts> {
    const facts = { bytes: this.#bytes, seconds: this.#samples / samplesASecond, sha256: this.#hash.digest('hex') }
    try {
      await this.#put(sealFrame(this.#key, 'end', this.#frames, Buffer.from(JSON.stringify(facts))))
    } finally {
      await this.#file.close()
    }
    return facts
  }

  /** A place is named, so that a piece that was written in part is written over by the end. */
  async #put(frame: Buffer): Promise<void> {
    for (let done = 0; done < frame.length;) {
      const { bytesWritten } = await this.#file.write(frame, done, frame.length - done, this.#at + done)
      done += bytesWritten
    }
    await this.#file.datasync()
    this.#at += frame.length
  }
}

/** Reads a file, whole or cut off, by range: only frames that hold something of the range are read and opened. */
export class SoundReader {
  readonly #file: FileHandle
  readonly #key: Buffer
  readonly #places: readonly Place[]
  /** Of the sound; what follows the last whole frame does not count. */
  readonly bytes: number
  /** Null for a file that was not closed. */
  readonly end: SoundFacts | null
  /** Where the whole frames end in the file. */
  readonly wholeUntil: number

  private constructor(file: FileHandle, key: Buffer, places: readonly Place[], end: SoundFacts | null, wholeUntil: number) {
    this.#file = file
    this.#key = key
    this.#places = places
    this.end = end
    this.wholeUntil = wholeUntil
    const last = places.at(-1)
    this.bytes = last ? last.from + last.length : 0
  }

  /** Finds the frames by their heads; rejects with the file system's error, or when it is no such file. */
  static async open(path: string, key: Buffer): Promise<SoundReader> {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const first = await bytesAt(file, 0, magic.length)
      if (!first.equals(magic)) throw new Error('not a recording')
      const places: Place[] = []
      let at: number = magic.length
      let from = 0
      for (;;) {
        const head = readHead(await bytesAt(file, at, headBytes))
        if (head === null || at + around + head.length > size) return new SoundReader(file, key, places, null, at)
        if (head.kind === 'end') {
          const end = endOf(openFrame(key, 'end', places.length, await bytesAt(file, at, around + head.length)))
          return new SoundReader(file, key, places, end?.bytes === from ? end : null, at)
        }
        places.push({ at, from, length: head.length })
        at += around + head.length
        from += head.length
      }
    } catch (error) {
      await file.close()
      throw error
    }
  }

  /**
   * Bytes of the sound from `from` on, up to `to` (not with it), frame by frame.
   * @throws when a frame is not as it was written
   */
  async *read(from = 0, to = this.bytes): AsyncGenerator<Buffer> {
    for (let number = this.#frameAt(from); number < this.#places.length; number++) {
      const place = this.#places[number]
      if (!place || place.from >= to) return
      const text = openFrame(this.#key, 'sound', number, await bytesAt(this.#file, place.at, around + place.length))
      if (text === null) throw new DamagedSound(number, place.at)
      yield text.subarray(Math.max(0, from - place.from), Math.min(place.length, to - place.from))
    }
  }

  close(): Promise<void> {
    return this.#file.close()
  }

  #frameAt(position: number): number {
    let low = 0
    let high = this.#places.length
    while (low < high) {
      const middle = (low + high) >> 1
      const place = this.#places[middle]
      if (place && place.from + place.length <= position) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A frame does not open. */
export class DamagedSound extends Error {
  readonly frame: number
  /** Where it begins in the file. */
  readonly at: number
  constructor(frame: number, at: number) {
    super(`frame ${frame} of a recording is damaged`)
    this.name = 'DamagedSound'
    this.frame = frame
    this.at = at
  }
}

/**
 * Closes a file whose writer was cut off: what follows the last frame that opens is half a frame and goes, then comes the end.
 * A closed file stays as it is (`cut` false). Rejects with the file system's error.
 */
export async function closeCutOff(path: string, key: Buffer): Promise<{ facts: SoundFacts; cut: boolean }> {
  const reader = await SoundReader.open(path, key)
  const hash = createHash('sha256')
  let [bytes, samples, frames, until] = [0, 0, 0, reader.wholeUntil]
  try {
    if (reader.end) return { facts: reader.end, cut: false }
    for await (const sound of reader.read()) {
      hash.update(sound)
      bytes += sound.length
      samples = lastSample(sound) ?? samples
      frames += 1
    }
  } catch (error) {
    if (!(error instanceof DamagedSound)) throw error
    until = error.at
  } finally {
    await reader.close()
  }
  const facts = { bytes, seconds: samples / samplesASecond, sha256: hash.digest('hex') }
  const file = await open(path, 'r+')
  try {
    await file.truncate(until)
    const end = sealFrame(key, 'end', frames, Buffer.from(JSON.stringify(facts)))
    await file.write(end, 0, end.length, until)
    await file.datasync()
  } finally {
    await file.close()
  }
  return { facts, cut: true }
}

/** Fewer than asked for at the end of the file. */
async function bytesAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await file.read(bytes, done, length - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return bytes.subarray(0, done)
}

function endOf(text: Buffer | null): SoundFacts | null {
  if (text === null) return null
  const parsed = endSchema.safeParse(JSON.parse(text.toString('utf8')))
  return parsed.success ? parsed.data : null
}
