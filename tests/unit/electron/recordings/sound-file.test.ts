import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createHash, randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { closeCutOff, DamagedSound, SoundReader, SoundWriter } from '../../../../electron/recordings/sound-file.ts'
import { OggPages } from '../../../../shared/domain/ogg-pages.ts'

const key = Buffer.alloc(32, 7)

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'sound-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** Four pieces as the phone window sends them: two head pages, then three pages of a second. */
function pieces(): Buffer[] {
  const pages = new OggPages(1)
  const second = (last: boolean): Uint8Array =>
    pages.page(
      Array.from({ length: 8 }, () => randomBytes(9)),
      48_000,
      last,
    )
  return [pages.head(2, 'x'), second(false), second(false), second(true)].map((each) => Buffer.from(each))
}

async function written(path: string, sounds: readonly Uint8Array[]): Promise<SoundWriter> {
  const writer = await SoundWriter.create(path, key)
  onTestFinished(() => void writer.end().catch(() => undefined))
  for (const sound of sounds) await writer.append(sound)
  return writer
}

async function all(reader: SoundReader, from?: number, to?: number): Promise<Buffer> {
  const read: Buffer[] = []
  for await (const piece of reader.read(from, to)) read.push(piece)
  return Buffer.concat(read)
}

async function opened(path: string, with_ = key): Promise<SoundReader> {
  const reader = await SoundReader.open(path, with_)
  onTestFinished(() => reader.close())
  return reader
}

test('what was written is read again, with its length in time and its SHA-256; the file is its owner alone and holds nothing of it', async () => {
  const path = join(folder(), 'a')
  const sounds = pieces()
  const whole = Buffer.concat(sounds)
  const facts = await (await written(path, sounds)).end()
  expect(facts).toEqual({ bytes: whole.length, seconds: 3, sha256: createHash('sha256').update(whole).digest('hex') })
  const reader = await opened(path)
  expect([reader.bytes, reader.end]).toEqual([whole.length, facts])
  expect(await all(reader)).toEqual(whole)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const disk = readFileSync(path)
  for (const plain of ['OggS', 'OpusHead', 'OpusTags']) expect(disk.includes(plain), plain).toBe(false)
  for (const sound of sounds) expect(disk.includes(sound.subarray(-32))).toBe(false)
})

test('any range is read as it was, and only frames that hold something of it are opened', async () => {
  const path = join(folder(), 'a')
  const sounds = pieces()
  const whole = Buffer.concat(sounds)
  await (await written(path, sounds)).end()
  const reader = await opened(path)
  for (let from = 0; from <= whole.length; from += 61)
    for (const to of [from, from + 1, from + 500, whole.length, whole.length + 99])
      expect(await all(reader, from, to)).toEqual(whole.subarray(from, to))
  // With the second piece spoilt, whatever does not touch it still reads.
  const disk = readFileSync(path)
  const [first, second] = [sounds[0]?.length ?? 0, sounds[1]?.length ?? 0]
  const spoiltAt = 8 + (first + 21) + 40
  disk.writeUInt8(disk.readUInt8(spoiltAt) ^ 1, spoiltAt)
  writeFileSync(path, disk)
  const spoilt = await opened(path)
  expect(await all(spoilt, 0, first)).toEqual(whole.subarray(0, first))
  expect(await all(spoilt, first + second)).toEqual(whole.subarray(first + second))
  await expect(all(spoilt, first + second - 1)).rejects.toThrow(DamagedSound)
})

test('cut off at every byte: the file opens up to its last whole frame, is closed there, and says so', async () => {
  const base = join(folder(), 'a')
  const sounds = pieces()
  const writer = await written(base, sounds)
  const disk = readFileSync(base)
  await writer.end()
  const ends = sounds.map((_, index) => sounds.slice(0, index + 1).reduce((at, { length }) => at + length + 21, 8))
  const path = `${base}-cut`
  for (let length = 8; length <= disk.length; length++) {
    writeFileSync(path, disk.subarray(0, length))
    const kept = Buffer.concat(sounds.slice(0, ends.filter((end) => end <= length).length))
    const { cut, facts } = await closeCutOff(path, key)
    expect([length, cut, facts.bytes, facts.seconds, facts.sha256]).toEqual([
      length,
      true,
      kept.length,
      Math.max(0, ends.filter((end) => end <= length).length - 1),
      createHash('sha256').update(kept).digest('hex'),
    ])
    const reader = await SoundReader.open(path, key)
    expect([reader.end, await all(reader)]).toEqual([facts, kept])
    await reader.close()
    expect(await closeCutOff(path, key)).toEqual({ cut: false, facts })
  }
}, 60_000)

test('a last frame that has its length but not its bytes, as after a power cut, goes too', async () => {
  const path = join(folder(), 'a')
  const sounds = pieces()
  await written(path, sounds)
  const disk = readFileSync(path)
  writeFileSync(path, Buffer.concat([disk.subarray(0, -30), Buffer.alloc(30)]))
  const { cut, facts } = await closeCutOff(path, key)
  const kept = Buffer.concat(sounds.slice(0, -1))
  expect([cut, facts.bytes, facts.seconds]).toEqual([true, kept.length, 2])
  const reader = await opened(path)
  expect([reader.end, await all(reader)]).toEqual([facts, kept])
})

test('a closed file that lost its end is none that was closed', async () => {
  const path = join(folder(), 'a')
  await (await written(path, pieces())).end()
  const { size } = statSync(path)
  truncateSync(path, size - 1)
  expect((await opened(path)).end).toBeNull()
})

test('nothing opens with another key, with one bit flipped anywhere, or with frames that changed places', async () => {
  const path = join(folder(), 'a')
  const sounds = [Buffer.alloc(40, 1), Buffer.alloc(40, 2), Buffer.alloc(40, 3)]
  const whole = Buffer.concat(sounds)
  await (await written(path, sounds)).end()
  const other = await opened(path, Buffer.alloc(32, 8))
  expect(other.end).toBeNull()
  await expect(all(other)).rejects.toThrow(DamagedSound)
  const disk = readFileSync(path)
  const fine = async (bytes: Buffer): Promise<boolean> => {
    writeFileSync(path, bytes)
    const reader = await SoundReader.open(path, key).catch(() => null)
    const read = reader && (await all(reader).catch(() => null))
    const ended = (reader?.end ?? null) !== null
    await reader?.close()
    return ended && read?.equals(whole) === true
  }
  expect(await fine(disk)).toBe(true)
  for (let at = 0; at < disk.length; at++) {
    const flipped = Buffer.from(disk)
    flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
    expect(await fine(flipped), `byte ${at}`).toBe(false)
  }
  const frame = 61
  const [first, second] = [disk.subarray(8, 8 + frame), disk.subarray(8 + frame, 8 + 2 * frame)]
  for (const frames of [[second, first], [first, first], [first]]) {
    writeFileSync(path, Buffer.concat([disk.subarray(0, 8), ...frames, disk.subarray(8 + 2 * frame)]))
    await expect(all(await opened(path))).rejects.toThrow(DamagedSound)
  }
})

test('a file that is there is not written over', async () => {
  const path = join(folder(), 'a')
  writeFileSync(path, 'x')
  await expect(SoundWriter.create(path, key)).rejects.toThrow('EEXIST')
})
