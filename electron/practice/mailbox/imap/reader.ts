/** One piece of a command: an atom or quoted string, a literal's bytes, or a list in brackets. */
export type Token =
  | { readonly kind: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly kind: 'list'; readonly items: readonly Token[] }

export interface Command {
  readonly tag: string
  readonly name: string
  readonly args: readonly Token[]
}

/** What came in: a whole command, a wish to send a literal (`+` is to be answered), or a line that cannot be read. */
export type Input =
  | { readonly kind: 'line'; readonly text: string; readonly literals: readonly Buffer[] }
  | { readonly kind: 'continue' }
  | { readonly kind: 'too_long' }

/** Longest line, and largest literal (a letter with files); bytes. */
const bounds = { line: 64 * 1024, literal: 40 * 1024 * 1024 } as const

/**
 * Cuts a stream into command lines with their literals (RFC 3501 §4.3, RFC 7888). Literals are taken out of the text, which keeps
 * `{n}` where each stood.
 */
export function lineReader(): (chunk: Buffer) => Input[] {
  let buffer: Buffer = Buffer.alloc(0)
  let text = ''
  let literals: Buffer[] = []
  let awaiting: number | null = null
  return (chunk) => {
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk])
    const found: Input[] = []
    for (;;) {
      if (awaiting !== null) {
        if (buffer.length < awaiting) return found
        literals.push(Buffer.from(buffer.subarray(0, awaiting)))
        buffer = buffer.subarray(awaiting)
        awaiting = null
      }
      const end = buffer.indexOf('\r\n')
      if (end < 0) {
        if (buffer.length > bounds.line) found.push({ kind: 'too_long' })
        return found
      }
      const line = buffer.toString('utf8', 0, end)
      buffer = buffer.subarray(end + 2)
      const literal = /\{(\d{1,10})(\+?)\}$/.exec(line)
      if (literal) {
        const size = Number(literal[1])
        if (size > bounds.literal) {
          found.push({ kind: 'too_long' })
          return found
        }
        text += line.replace(/\+\}$/, '}')
        awaiting = size
        if (literal[2] === '') found.push({ kind: 'continue' })
        continue
      }
      found.push({ kind: 'line', text: text + line, literals })
      text = ''
      literals = []
    }
  }
}

/** Reads a command line into its pieces; null when it is none. */
export function readCommand(text: string, literals: readonly Buffer[]): Command | null {
  const head = /^([^\s(){%*"\\+]{1,80}) (?:(UID) )?([A-Z]{2,20})(?: |$)/i.exec(text)
  if (!head) return null
  const name = `${head[2] === undefined ? '' : 'UID '}${head[3] ?? ''}`.toUpperCase()
  const args = readTokens(text.slice(head[0].length), literals)
  return args === null ? null : { tag: head[1] ?? '', name, args }
}

/** Section names such as `BODY[HEADER.FIELDS (Subject)]<0.100>` stay one piece. */
const piece = /\s*(?:(\()|(\))|"((?:[^"\\]|\\.)*)"|\{(\d+)\}|([^\s()"[\]{]*\[[^\]]*\](?:<[\d.]+>)?|[^\s()"{]+))/gy

function readTokens(text: string, literals: readonly Buffer[]): Token[] | null {
  const stack: Token[][] = [[]]
  let literal = 0
  piece.lastIndex = 0
  let at = 0
  while (at < text.length && text.slice(at).trim() !== '') {
    piece.lastIndex = at
    const found = piece.exec(text)
    if (!found) return null
    at = piece.lastIndex
    const [, open, close, quoted, size, atom] = found
    const top = stack.at(-1)
    if (!top) return null
    if (open !== undefined) stack.push([])
    else if (close !== undefined) {
      const items = stack.pop()
      if (!items || stack.length === 0) return null
      stack.at(-1)?.push({ kind: 'list', items })
    } else if (size !== undefined) {
      // latin1 keeps every byte of a literal where it is.
      const bytes = literals[literal++]
      if (!bytes) return null
      top.push({ kind: 'text', text: bytes.toString('latin1'), quoted: true })
    } else if (quoted !== undefined) top.push({ kind: 'text', text: quoted.replaceAll(/\\(.)/g, '$1'), quoted: true })
    else top.push({ kind: 'text', text: atom ?? '', quoted: false })
  }
  return stack.length === 1 ? (stack[0] ?? null) : null
}

export const textOf = (token: Token | undefined): string => (token?.kind === 'text' ? token.text : '')
