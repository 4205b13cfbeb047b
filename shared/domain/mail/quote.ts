import type { Address } from '../mail.ts'

export interface QuotedLetter {
  readonly from: Address | null
  readonly to: readonly Address[]
  readonly cc: readonly Address[]
  readonly subject: string
  readonly date: string
  readonly text: string
}

/** Text made safe to stand inside HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const named = (address: Address | null): string =>
  address === null
    ? ''
    : address.name === '' || address.name === address.address
      ? address.address
      : `${address.name} <${address.address}>`

const stamp = (date: string): string => `${date.slice(0, 10)} ${date.slice(11, 16)} UTC`

/**
 * The history under an answer (quoted lines, RFC 3676 §4.5) or the letter passed on by forwarding. Made from the plain text only, so
 * that no foreign HTML ever travels in a letter of ours; cut at 100,000 characters.
 */
export function quoteOf(kind: 'reply' | 'reply_all' | 'forward', letter: QuotedLetter): { html: string; text: string } {
  const body = letter.text.slice(0, 100_000).trimEnd()
  const lines = body.split(/\r?\n/)
  if (kind === 'forward') {
    const head = [
      '---------- Forwarded message ----------',
      `From: ${named(letter.from)}`,
      `Date: ${stamp(letter.date)}`,
      `Subject: ${letter.subject}`,
      `To: ${letter.to.map(named).join(', ')}`,
      ...(letter.cc.length > 0 ? [`Cc: ${letter.cc.map(named).join(', ')}`] : []),
    ]
    return {
      text: `${head.join('\n')}\n\n${body}`,
      html: `<p>${head.map(escapeHtml).join('<br>')}</p><p>${lines.map(escapeHtml).join('<br>')}</p>`,
    }
  }
  const head = `On ${stamp(letter.date)}, ${named(letter.from)} wrote:`
  return {
    text: `${head}\n${lines.map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')}`,
    html: `<p>${escapeHtml(head)}</p><blockquote type="cite">${lines.map(escapeHtml).join('<br>')}</blockquote>`,
  }
}
