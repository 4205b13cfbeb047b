import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { simpleParser, type AddressObject, type EmailAddress, type ParsedMail } from 'mailparser'
import type { LetterHeader } from '#shared/contract/mail-store.ts'
import type { Address } from '#shared/domain/mail.ts'
import { isAutomatic } from '#shared/domain/mail/automatic.ts'
import { messageIds } from '#shared/domain/mail/threading.ts'

/** Fields fetched for lists; RFC 5322, RFC 3834, RFC 2919, RFC 6522 and what Exchange adds. */
export const wantedFields = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'content-type',
  'return-path',
  'auto-submitted',
  'precedence',
  'list-id',
  'list-unsubscribe',
  'list-post',
  'x-auto-response-suppress',
  'x-loop',
  'x-autoreply',
  'x-autorespond',
  'x-failed-recipients',
]

export interface ReadHeader {
  readonly header: LetterHeader
  /** It could not be read, and everything in `header` but the identity is empty. Whoever asked logs it: here nobody knows which letter it is. */
  readonly unreadable: boolean
}

/**
 * Reads a header block. Never throws: what cannot be read is empty, and said so. Names and subjects without a declared charset that are not
 * UTF-8 are taken for windows-1252, as mail programs that break the rule mostly mean it.
 */
export async function readHeader(block: Uint8Array): Promise<ReadHeader> {
  const bytes = asUtf8(block.subarray(0, 256 * 1024))
  try {
    const mail = await simpleParser(Buffer.concat([bytes, Buffer.from('\r\n\r\n')]), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
    })
    return { header: headerOf(mail), unreadable: false }
  } catch {
    return { header: { ...emptyHeader, identity: hash([bytes.toString('latin1')]) }, unreadable: true }
  }
}

/** The header alone, for who has the whole letter and learns from its body that it cannot be read. */
export const parseHeader = async (block: Uint8Array): Promise<LetterHeader> => (await readHeader(block)).header

/** What lists and conversations need of a parsed letter. */
export function headerOf(mail: ParsedMail): LetterHeader {
  const fields = new Map<string, string>()
  for (const { key, line } of mail.headerLines)
    if (!fields.has(key))
      fields.set(
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replaceAll(/\r?\n\s*/g, ' ')
          .trim(),
      )
  const from = addresses(mail.from)[0] ?? null
  const messageId = messageIds(fields.get('message-id') ?? '')[0] ?? null
  const inReplyTo = messageIds(fields.get('in-reply-to') ?? '')[0] ?? null
  const sent = Date.parse((fields.get('date') ?? '').slice(0, 100).replace(/\s*\([^()]*\)\s*$/, ''))
  const references = [...messageIds(fields.get('references') ?? ''), ...messageIds(fields.get('in-reply-to') ?? '')]
  return {
    messageId,
    inReplyTo,
    references: [...new Set(references)].filter((reference) => reference !== messageId),
    from,
    replyTo: addresses(mail.replyTo),
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    subject: clean(mail.subject ?? '', 2000),
    date: Number.isNaN(sent) || Math.abs(sent) > 4e12 ? null : new Date(sent).toISOString(),
    automatic: isAutomatic(fields, from?.address ?? ''),
    identity: hash([messageId ?? '', fields.get('date') ?? '', fields.get('from') ?? '', fields.get('subject') ?? '']),
  }
}

const emptyHeader: LetterHeader = {
  messageId: null,
  inReplyTo: null,
  references: [],
  from: null,
  replyTo: [],
  to: [],
  cc: [],
  subject: '',
  date: null,
  automatic: false,
  identity: '',
}

const hash = (parts: readonly string[]): string => createHash('sha256').update(parts.join('\u0000')).digest('hex')

const clean = (text: string, length: number): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, length)

function addresses(value: AddressObject | AddressObject[] | undefined): Address[] {
  const flat: Address[] = []
  const walk = (entries: readonly EmailAddress[]): void => {
    for (const entry of entries) {
      if (flat.length >= 500) return
      if (entry.group) walk(entry.group)
      else if (entry.address) flat.push({ name: clean(entry.name, 500), address: clean(entry.address, 320) })
    }
  }
  for (const object of value === undefined ? [] : Array.isArray(value) ? value : [value]) walk(object.value)
  return flat
}

/** The bytes as they are when they are UTF-8, else read as windows-1252. */
export function asUtf8(block: Uint8Array): Buffer {
  const bytes = Buffer.from(block.buffer, block.byteOffset, block.byteLength)
  if (bytes.every((byte) => byte < 0x80)) return bytes
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bytes
  } catch {
    return Buffer.from(iconv.decode(bytes, 'windows-1252'))
  }
}
