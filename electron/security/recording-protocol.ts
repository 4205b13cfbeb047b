import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Session } from 'electron'

/** A sound that is answered by range. */
export interface RangeSource {
  readonly bytes: number
  /** @throws when it is damaged */
  read(from: number, to: number): AsyncIterable<Buffer>
}

/** The scheme of recordings; apart from `app:`, so that a range is opened piece by piece as the player takes it. */
export const recordingScheme = 'recording'

/** What can be heard now, each under an address that nobody guesses. */
export class Sounds {
  readonly #shown = new Map<string, RangeSource>()

  /** @returns its address, good until it is withdrawn */
  show(source: RangeSource): string {
    const url = `${recordingScheme}://sound/${randomUUID()}`
    this.#shown.set(url, source)
    return url
  }
  withdraw(url: string): void {
    this.#shown.delete(url)
  }
  find(url: string): RangeSource | null {
    return this.#shown.get(url) ?? null
  }
}

/**
 * Answers the addresses of sounds on one session, by range; everything else is 404. To be called before a page is loaded: one that is
 * there already never learns of a new scheme. Why not `protocol.handle`: see `app-protocol.ts`; where the older call is gone it serves
 * the same.
 */
export function serveRecordings(session: Session, sounds: Sounds): void {
  const { protocol: own } = session
  if (typeof own.registerStreamProtocol !== 'function') {
    own.handle(recordingScheme, ({ headers, method, url }) => {
      const { data, headers: said, status } = answer(sounds, method, url, headers.get('range'))
      return new Response(data && (Readable.toWeb(data, { strategy: { highWaterMark: 0 } }) as ReadableStream), {
        status,
        headers: said,
      })
    })
    return
  }
  own.registerStreamProtocol(recordingScheme, ({ headers, method, url }, done) => {
    const range = Object.entries(headers).find(([name]) => name.toLowerCase() === 'range')?.[1] ?? null
    const { data, headers: said, status } = answer(sounds, method, url, range)
    done({ statusCode: status, headers: said, data: data ?? Readable.from([]) })
  })
}

interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  /** Takes the next piece only when somebody wants it. */
  readonly data: Readable | null
}

function answer(sounds: Sounds, method: string, url: string, asked: string | null): Answer {
  const source = method === 'GET' ? sounds.find(url) : null
  const headers = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' }
  if (source === null) return { status: 404, headers, data: null }
  const range = readRange(asked, source.bytes)
  if (range === null) return { status: 416, headers: { ...headers, 'content-range': `bytes */${source.bytes}` }, data: null }
  return {
    status: range.whole ? 200 : 206,
    headers: {
      ...headers,
      'content-type': 'audio/ogg',
      'accept-ranges': 'bytes',
      'content-length': String(range.to - range.from),
      ...(range.whole ? {} : { 'content-range': `bytes ${range.from}-${range.to - 1}/${source.bytes}` }),
    },
    data: Readable.from(source.read(range.from, range.to), { objectMode: false, highWaterMark: 1 }),
  }
}

/**
 * Reads a `Range` header with one range (RFC 9110 §14). What is not understood counts as none: the whole is answered. Null: nothing of it
 * is there.
 * @returns `to` is not with it
 */
export function readRange(header: string | null, bytes: number): { from: number; to: number; whole: boolean } | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  const [first = '', last = ''] = match?.slice(1) ?? []
  if (first === '' && last === '') return { from: 0, to: bytes, whole: true }
  const from = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const to = first === '' || last === '' ? bytes : Math.min(bytes, Number(last) + 1)
  return from >= to ? null : { from, to, whole: false }
}
