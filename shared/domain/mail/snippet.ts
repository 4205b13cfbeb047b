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
    // Only what can be such a line is asked, so that a line of 20,000 characters costs nothing.
    if (trimmed === '' || trimmed.startsWith('>') || (trimmed.length < 500 && attribution.test(trimmed))) continue
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

const breaks = new Set([
  'br',
  'p',
  'div',
  'tr',
  'li',
  'ul',
  'ol',
  'table',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'hr',
  'body',
  'html',
  'head',
])
const spaces = new Set(['td', 'th', 'img', 'input', 'button'])

/**
 * Rough text of HTML, for search and snippets only, never to be shown as HTML again. Looks at each character once, whatever stands there
 * (patterns over whole letters took minutes for hostile ones); at most the first 500,000 characters.
 */
export function textOfHtml(html: string): string {
  const source = html.slice(0, 500_000)
  const lower = source.toLowerCase()
  // A letter whose case changes its length would shift places; such ones are searched as they are.
  const names = lower.length === source.length ? lower : source
  const out: string[] = []
  for (let at = 0; at < source.length;) {
    const open = source.indexOf('<', at)
    out.push(source.slice(at, open < 0 ? undefined : open))
    if (open < 0) break
    at = skipTag(names, open, out)
  }
  return decodeEntities(out.join(''))
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[\s]*/g, '\n')
    .trim()
}

/** Puts what a tag at `open` means for the text into `out`; answers where the text goes on. */
function skipTag(source: string, open: number, out: string[]): number {
  if (source.startsWith('<!--', open)) return after(source, '-->', open + 4)
  const name = /^<[/!?]?([a-z][a-z0-9]{0,15})/i.exec(source.slice(open, open + 20))?.[1]?.toLowerCase()
  if (name === undefined) {
    out.push('<')
    return open + 1
  }
  const end = after(source, '>', open)
  if (breaks.has(name)) out.push('\n')
  else if (spaces.has(name)) out.push(' ')
  const hidden = (name === 'script' || name === 'style' || name === 'title') && source[open + 1] !== '/'
  if (!hidden) return end
  const close = source.indexOf(`</${name}`, end)
  return close < 0 ? source.length : close
}

function after(source: string, what: string, from: number): number {
  const found = source.indexOf(what, from)
  return found < 0 ? source.length : found + what.length
}

const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex ?? '0', 16) : Number(decimal)
    return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff) ? String.fromCodePoint(code) : ' '
  })
