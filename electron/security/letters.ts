import { randomUUID } from 'node:crypto'
import type { HostHandler, Served } from './app-protocol.ts'
import { letterPolicy } from './csp.ts'

export interface Letters extends Readonly<{ host: HostHandler }> {
  /** Keeps a letter's HTML in memory and answers with its address; the oldest are forgotten beyond a bound. */
  show(html: string): string
  withdraw(url: string): void
}

/** Bytes of a picture inside a letter; null when there is none such. */
export type PartReader = (messageId: string, part: number) => Promise<{ contentType: string; bytes: Buffer } | null>

const kept = 60
const pictures = /^image\/(png|jpeg|gif|webp|bmp|avif)$/i

/**
 * The powerless view's content: `app://letter/<token>` is a letter, `app://letter/part/<message>/<part>` a picture of one.
 * Only pixel formats are handed out; SVG could hold more than a picture.
 */
export function letters(readPart: PartReader): Letters {
  const pages = new Map<string, string>()
  const host: HostHandler = async (url) => {
    const path = new URL(url).pathname.slice(1)
    const part = /^part\/([0-9a-f-]{36})\/(\d{1,4})$/.exec(path)
    if (part) return picture(await readPart(part[1] ?? '', Number(part[2])))
    const html = pages.get(path)
    if (html === undefined) return null
    return {
      bytes: Buffer.from(html),
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': letterPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      },
    }
  }
  return {
    host,
    show(html) {
      const token = randomUUID()
      pages.set(token, html)
      const oldest = pages.keys().next()
      if (pages.size > kept && !oldest.done) pages.delete(oldest.value)
      return `app://letter/${token}`
    },
    withdraw(url) {
      pages.delete(url.slice('app://letter/'.length))
    },
  }
}

function picture(part: Awaited<ReturnType<PartReader>>): Served | null {
  if (part === null || !pictures.test(part.contentType)) return null
  return { bytes: part.bytes, headers: { 'content-type': part.contentType, 'x-content-type-options': 'nosniff' } }
}
