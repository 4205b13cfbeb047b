import { randomUUID } from 'node:crypto'

/** A letter as a customer's mail program would send it. Addresses are plain ASCII, words may be of any script. */
export interface PlainLetter {
  readonly from: { readonly name: string; readonly address: string }
  readonly to: { readonly name: string; readonly address: string }
  readonly subject: string
  readonly text: string
  readonly date: Date
  /** Message-ID of the letter answered, with its brackets. */
  readonly inReplyTo: string | null
}

/** RFC 5322 with a text part in UTF-8 (RFC 2045), names and subject as encoded words (RFC 2047). */
export function writeLetter(letter: PlainLetter): Buffer {
  const host = letter.from.address.split('@')[1] ?? 'customer.example'
  const lines = [
    `From: ${word(letter.from.name)} <${letter.from.address}>`,
    `To: ${word(letter.to.name)} <${letter.to.address}>`,
    `Subject: ${word(letter.subject)}`,
    `Date: ${letter.date.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    ...(letter.inReplyTo === null ? [] : [`In-Reply-To: ${letter.inReplyTo}`, `References: ${letter.inReplyTo}`]),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(letter.text.replaceAll(/\r?\n/g, '\r\n'))
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** Encoded words in lines of at most 76 characters, cut between characters (RFC 2047 §2, §5); plain letters stay as they are. */
function word(text: string): string {
  if (/^[A-Za-z0-9 '-]*$/.test(text)) return text
  const parts: string[] = []
  let part = ''
  for (const character of text) {
    if (Buffer.byteLength(part + character) > 36) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].map((each) => `=?utf-8?B?${Buffer.from(each).toString('base64')}?=`).join('\r\n ')
}

/** The unfolded header fields of a raw letter, in order, names in lower case. */
export function headerFields(raw: Buffer): [name: string, value: string][] {
  const end = raw.indexOf('\r\n\r\n')
  const text = raw.toString('latin1', 0, end < 0 ? raw.length : end)
  return text.split(/\r\n(?![ \t])/).flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1
      ? []
      : [
          [
            line.slice(0, colon).trim().toLowerCase(),
            line
              .slice(colon + 1)
              .replaceAll(/\r\n([ \t])/g, '$1')
              .trim(),
          ] as [string, string],
        ]
  })
}

export const headerField = (raw: Buffer, name: string): string | null =>
  headerFields(raw).find(([each]) => each === name)?.[1] ?? null
