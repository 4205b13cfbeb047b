/**
 * How people mark an extension: RFC 3966 `;ext=`, `x`, `ext.`, `#`, a pause (`,`), Hungarian *m.*, *mell.*, *mellék*,
 * German *DW*, *Durchwahl*, Czech *l.*, *linka*, *kl.*, *klapka*, Mongolian *дотуур*.
 */
const mark =
  /(?:;ext=|[,;]?\s*(?:(?<![a-z])(?:extension|ext|x|mellék|mellek|mell|m|durchwahl|dw|linka|klapka|kl|l|дотуур)[.:]?|#|,+)\s*)(\d{1,9})\s*$/iu

/** Cuts a trailing extension off a written number. Texts without one come back whole. */
export function splitExtension(text: string): { number: string; extension: string | null } {
  const found = mark.exec(text)
  if (!found?.[1]) return { number: text, extension: null }
  const number = text.slice(0, found.index)
  // "#12" alone or letters in front are no number with an extension.
  if (!/\p{Nd}{2}/u.test(number.replaceAll(/[^\p{Nd}]/gu, ''))) return { number: text, extension: null }
  return { number, extension: found[1] }
}
