const attribution = /^(?:on .{5,200} wrote|am .{5,200} schrieb .{0,200}|.{5,200} (?:ezt írta|napsal\(a\)|бичсэн)).{0,80}:$/i

/**
 * The first words of a letter for lists: quoted lines, the line that announces them and what follows a signature mark (`-- `) left out,
 * spaces joined. At most 200 characters.
 */
export function snippetOf(text: string): string {
  const kept: string[] = []
  let length = 0
  for (const line of text.slice(0, 20_000).split(/\r?\n/)) {
    if (line === '-- ' || line === '--' || length > 300) break
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('>') || attribution.test(trimmed)) continue
    kept.push(trimmed)
    length += trimmed.length
  }
  return kept
    .join(' ')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Rough text of HTML, for search and snippets only, never to be shown as HTML again. Linear in the input's length. */
export function textOfHtml(html: string): string {
  return html
    .slice(0, 500_000)
    .replaceAll(/<(script|style|head|title)\b[^>]*>[\s\S]{0,200000}?<\/\1\s*>/gi, ' ')
    .replaceAll(/<!--[\s\S]{0,100000}?-->/g, ' ')
    .replaceAll(/<(?:br|\/p|\/div|\/tr|\/li|\/h[1-6]|\/blockquote)\b[^>]{0,2000}>/gi, '\n')
    .replaceAll(/<[^>]{0,10000}>/g, ' ')
    .replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return entities[name.toLowerCase()] ?? whole
      const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
      return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : ' '
    })
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n\s*/g, '\n')
    .trim()
}
