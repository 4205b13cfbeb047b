import { closeSync, mkdirSync, openSync, readSync, fstatSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/** One file of an archive as its central directory describes it (APPNOTE.TXT 4.3.12). */
type Entry = {
  readonly name: string
  readonly method: number
  readonly packedSize: number
  readonly offset: number
  readonly mode: number
}

/**
 * Unpacks the chosen files of a zip archive. Plain archives only: no zip64, no encryption, no links; the caller has checked
 * the archive's hash, so this guards against nothing but mistakes.
 * @param archive path of the .zip
 * @param target folder to write into
 * @param rename the path to write an entry to, relative to `target`, or undefined to leave it out
 */
export function unzip(archive: string, target: string, rename: (name: string) => string | undefined): void {
  const file = openSync(archive, 'r')
  try {
    for (const entry of entries(file)) {
      const path = rename(entry.name)
      if (path === undefined || entry.name.endsWith('/')) continue
      const to = join(target, path)
      mkdirSync(dirname(to), { recursive: true, mode: 0o755 })
      writeFileSync(to, content(file, entry), { mode: entry.mode & 0o111 ? 0o755 : 0o644 })
    }
  } finally {
    closeSync(file)
  }
}

function bytes(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length)
  if (readSync(file, buffer, 0, length, position) !== length) throw new Error('The archive ends too early')
  return buffer
}

function entries(file: number): Entry[] {
  const size = fstatSync(file).size
  const tailLength = Math.min(size, 65_557)
  const tail = bytes(file, size - tailLength, tailLength)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('Not a zip archive')
  const directory = bytes(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
  const found: Entry[] = []
  for (let at = 0; at < directory.length;) {
    const nameLength = directory.readUInt16LE(at + 28)
    found.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packedSize: directory.readUInt32LE(at + 20),
      offset: directory.readUInt32LE(at + 42),
      mode: directory.readUInt16LE(at + 40),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return found
}

function content(file: number, entry: Entry): Buffer {
  const header = bytes(file, entry.offset, 30)
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
  const packed = bytes(file, start, entry.packedSize)
  return entry.method === 0 ? packed : inflateRawSync(packed)
}
