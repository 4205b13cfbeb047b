import type { Stored } from '../store.ts'
import { textOf, type Token } from './reader.ts'

/** One thing asked for of each letter, ready to be written; `sees` sets \Seen (BODY without .PEEK). */
export interface FetchItem {
  readonly sees: boolean
  write(message: Stored): Buffer
}

const days = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')

/** date-time of RFC 3501 §9, in UTC. */
export function internalDate(at: Date): string {
  const day = String(at.getUTCDate()).padStart(2, ' ')
  const time = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
  return `"${day}-${days[at.getUTCMonth()] ?? 'Jan'}-${at.getUTCFullYear()} ${time} +0000"`
}

export const flagList = (message: Stored): string => `(${[...message.flags].join(' ')})`

const plain = (name: string, value: (message: Stored) => string): FetchItem => ({
  sees: false,
  write: (message) => Buffer.from(`${name} ${value(message)}`),
})
const simple: Readonly<Record<string, FetchItem>> = {
  UID: plain('UID', (message) => String(message.uid)),
  FLAGS: plain('FLAGS', flagList),
  INTERNALDATE: plain('INTERNALDATE', (message) => internalDate(message.at)),
  'RFC822.SIZE': plain('RFC822.SIZE', (message) => String(message.raw.length)),
}
const macros: Readonly<Record<string, readonly string[]>> = { FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'] }

/** Reads what FETCH asks for (RFC 3501 §6.4.5); null when something in it is not served here. */
export function readFetch(token: Token | undefined, withUid: boolean): FetchItem[] | null {
  const names = token?.kind === 'list' ? token.items.map(textOf) : (macros[textOf(token).toUpperCase()] ?? [textOf(token)])
  const wanted = withUid && !names.some((name) => name.toUpperCase() === 'UID') ? ['UID', ...names] : names
  const items = wanted.map((name) => simple[name.toUpperCase()] ?? section(name))
  return items.every((item) => item !== null) ? items : null
}

/** `BODY[…]` and `BODY.PEEK[…]` with an optional part of it (`<from.length>`). */
function section(name: string): FetchItem | null {
  const found = /^BODY(\.PEEK)?\[(.*)\](?:<(\d+)(?:\.(\d+))?>)?$/is.exec(name)
  const asked = found?.[2] ?? ''
  const cut = found ? cutter(asked) : null
  if (!found || cut === null) return null
  const from = found[3] === undefined ? null : Number(found[3])
  return {
    sees: found[1] === undefined,
    write(message) {
      const whole = cut(message.raw)
      const bytes = from === null ? whole : whole.subarray(from, from + Number(found[4] ?? whole.length))
      return Buffer.concat([Buffer.from(`BODY[${asked}]${from === null ? '' : `<${from}>`} {${bytes.length}}\r\n`), bytes])
    },
  }
}

function cutter(asked: string): ((raw: Buffer) => Buffer) | null {
  const key = asked.toUpperCase()
  if (key === '') return (raw) => raw
  if (key === 'HEADER') return (raw) => raw.subarray(0, headerEnd(raw))
  if (key === 'TEXT') return (raw) => raw.subarray(headerEnd(raw))
  const fields = /^HEADER\.FIELDS(\.NOT)? \((.*)\)$/s.exec(key)
  if (!fields) return null
  const names = new Set((fields[2] ?? '').split(/\s+/).map((name) => name.replaceAll('"', '')))
  const listed = fields[1] === undefined
  return (raw) => {
    const lines = raw.toString('latin1', 0, headerEnd(raw)).split(/\r\n(?![ \t])/)
    const kept = lines.filter(
      (line) =>
        line !== '' &&
        names.has(
          line
            .slice(0, Math.max(0, line.indexOf(':')))
            .trim()
            .toUpperCase(),
        ) === listed,
    )
    return Buffer.from(`${kept.map((line) => `${line}\r\n`).join('')}\r\n`, 'latin1')
  }
}

function headerEnd(raw: Buffer): number {
  const at = raw.indexOf('\r\n\r\n')
  return at < 0 ? raw.length : at + 4
}
