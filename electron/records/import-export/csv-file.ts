import iconv from 'iconv-lite'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { raise } from '#shared/contract/result.ts'

/** What is read of a file at a time. */
const chunkBytes = 262_144

/**
 * Size of a file that can be read. Throws Failure `not_found` (nothing there), `bad_input` (a folder, empty), `denied`.
 */
export async function fileBytes(path: string): Promise<number> {
  const found = await inWords(stat(path))
  if (!found.isFile()) raise('bad_input', 'error.csv.notAFile')
  if (found.size === 0) raise('bad_input', 'error.csv.empty')
  return found.size
}

/** The first bytes of a file. */
export async function fileHead(path: string, bytes: number): Promise<Buffer> {
  const handle = await inWords(open(path, 'r'))
  try {
    const buffer = Buffer.alloc(bytes)
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

export interface TextChunk {
  readonly text: string
  /** Bytes of the file read so far. */
  readonly read: number
}

/** A file's text in pieces, decoded, without byte order mark, every line end a `\n`. Throws Failure `bad_input` for an unknown encoding. */
export async function* fileText(path: string, encoding: string): AsyncGenerator<TextChunk> {
  if (!iconv.encodingExists(encoding)) raise('bad_input', 'error.csv.encoding', { params: { encoding } })
  const handle = await inWords(open(path, 'r'))
  try {
    yield* decode(handle, encoding)
  } finally {
    await handle.close()
  }
}

async function* decode(handle: FileHandle, encoding: string): AsyncGenerator<TextChunk> {
  const decoder = iconv.getDecoder(encoding)
  const buffer = Buffer.alloc(chunkBytes)
  let read = 0
  let held = ''
  for (;;) {
    const { bytesRead } = await inWords(handle.read(buffer, 0, chunkBytes))
    read += bytesRead
    const text = held + (bytesRead === 0 ? (decoder.end() ?? '') : decoder.write(Buffer.from(buffer.subarray(0, bytesRead))))
    // A \r at the end may be half of a \r\n.
    held = bytesRead > 0 && text.endsWith('\r') ? '\r' : ''
    yield { text: text.slice(0, text.length - held.length).replaceAll(/\r\n?/g, '\n'), read }
    if (bytesRead === 0) return
  }
}

async function inWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ENOTDIR') raise('not_found', 'error.csv.missing')
    if (code === 'EISDIR') raise('bad_input', 'error.csv.notAFile')
    if (code === 'EACCES' || code === 'EPERM') raise('denied', 'error.csv.noPermission')
    throw thrown
  }
}
