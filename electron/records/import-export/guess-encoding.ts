/** Bytes of windows-1250 letters that Hungarian and Czech use and that are something else, rare in German or English, in windows-1252: ő ű ř š ž ě ů ť ň ď. */
const central = new Set([
  0xf5, 0xd5, 0xfb, 0xdb, 0xf8, 0xd8, 0x9a, 0x8a, 0x9e, 0x8e, 0xec, 0xcc, 0xf9, 0xd9, 0x9d, 0x8d, 0xf2, 0xd2, 0xef, 0xcf,
])
/** Bytes of windows-1252 letters that western languages use and windows-1250 has letters for that ours lack: à ê ñ å æ ã î ò. */
const western = new Set([0xe0, 0xc0, 0xea, 0xca, 0xf1, 0xd1, 0xe5, 0xc5, 0xe6, 0xc6, 0xe3, 0xc3, 0xee])

/**
 * Guesses the encoding of a text file from its beginning, as a name for iconv-lite:
 * a byte order mark decides; then many zero bytes mean UTF-16; then text that is mostly valid UTF-8 is UTF-8; else the letters above
 * ASCII decide: mostly side by side, they are Cyrillic (windows-1251); else those that differ between windows-1250 and windows-1252
 * are counted.
 * @param head first bytes of the file; may end inside a character
 */
export function guessEncoding(head: Uint8Array): string {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 8 && odd > even * 10) return 'utf-16le'
  if (even > head.length / 8 && even > odd * 10) return 'utf-16be'
  return isUtf8(head) ? 'utf-8' : guessSingleByte(head)
}

/**
 * Whether nothing contradicts UTF-8, or more letters above ASCII are right in it than wrong. In other encodings next to none is right
 * by chance. So a few stray bytes cost their own rows, which are told, and not every name of the file, which nobody would be told.
 */
function isUtf8(head: Uint8Array): boolean {
  // As a stream, so that a character cut off at the end is no error.
  if (decodes(head)) return true
  const text = new TextDecoder('utf-8').decode(head, { stream: true })
  let right = 0
  let wrong = 0
  for (const letter of text) {
    if (letter === '\ufffd') wrong++
    else if (letter > '\u007f') right++
  }
  return right > wrong
}

function decodes(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    // Thrown for anything that is not UTF-8; that is the answer.
    return false
  }
}

function guessSingleByte(head: Uint8Array): string {
  let high = 0
  let together = 0
  let forCentral = 0
  let forWestern = 0
  for (const [at, byte] of head.entries()) {
    if (byte < 0x80) continue
    high++
    if ((head[at - 1] ?? 0) >= 0xc0 || (head[at + 1] ?? 0) >= 0xc0) together++
    if (central.has(byte)) forCentral++
    if (western.has(byte)) forWestern++
  }
  if (together > high * 0.7) return 'windows-1251'
  return forCentral > forWestern ? 'windows-1250' : 'windows-1252'
}
