import { simpleParser, type Attachment as ParsedPart } from 'mailparser'
import type { LetterBody, LetterHeader } from '#shared/contract/mail-store.ts'
import { safeFileName } from '#shared/domain/mail/file-name.ts'
import { asUtf8, headerOf, parseHeader } from './header.ts'

/** Characters of text or HTML kept for showing; the whole letter can always be saved. */
const shownLimit = 1_500_000
/** Above this a letter is kept raw but not taken apart, for it would stall the process for seconds. */
const parseLimit = 80 * 1024 * 1024

export interface ParsedLetter {
  readonly header: LetterHeader
  readonly body: LetterBody
}

const unreadable: LetterBody = { text: null, html: null, truncated: false, unreadable: true, parts: [] }

/**
 * Takes a raw letter (RFC 5322) apart. Never throws: what cannot be read comes back marked (`body.unreadable`), with whatever its header
 * tells. Whoever asked logs it: here nobody knows which letter it is.
 */
export async function parseLetter(raw: Uint8Array): Promise<ParsedLetter> {
  if (raw.byteLength > parseLimit) return { header: await parseHeader(headerBlock(raw)), body: unreadable }
  try {
    const head = headerBlock(raw)
    const mail = await simpleParser(Buffer.concat([asUtf8(head), raw.subarray(head.byteLength)]), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      checksumAlgo: false,
    })
    const html = typeof mail.html === 'string' && mail.html !== '' ? mail.html : null
    const text = mail.text === undefined || mail.text === '' ? null : mail.text
    return {
      header: headerOf(mail),
      body: {
        html: html?.slice(0, shownLimit) ?? null,
        text: text?.slice(0, shownLimit) ?? null,
        truncated: (html?.length ?? 0) > shownLimit || (text?.length ?? 0) > shownLimit,
        unreadable: false,
        parts: mail.attachments.slice(0, 1000).map(partOf),
      },
    }
  } catch {
    return { header: await parseHeader(headerBlock(raw)), body: unreadable }
  }
}

function partOf(part: ParsedPart, index: number): LetterBody['parts'][number] {
  const contentType = /^[\w.+-]+\/[\w.+-]+$/.test(part.contentType)
    ? part.contentType.toLowerCase().slice(0, 200)
    : 'application/octet-stream'
  const cid = part.cid?.slice(0, 500) ?? null
  return {
    part: index,
    fileName: safeFileName(
      part.filename ?? '',
      contentType === 'message/rfc822' ? `letter-${index + 1}.eml` : `part-${index + 1}`,
    ),
    contentType,
    inline: part.related === true || (part.contentDisposition === 'inline' && cid !== null),
    contentId: cid,
    content: part.content,
  }
}

/** Everything up to and with the empty line. */
function headerBlock(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 1024 * 1024))
  const crlf = bytes.indexOf('\r\n\r\n')
  const lf = bytes.indexOf('\n\n')
  const end = crlf >= 0 && (lf < 0 || crlf < lf) ? crlf + 4 : lf >= 0 ? lf + 2 : bytes.length
  return raw.subarray(0, end)
}
