// Controls, line and paragraph separators, bidirectional overrides (a caller's name must not turn the text around it), and byte-order marks.
const unwanted = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g

/**
 * Text from the network made fit to show: well-formed Unicode, one line, no control or direction characters.
 * @param limit greatest length in UTF-16 units; never cuts a surrogate pair in two
 */
export function cleanText(text: string, limit: number): string {
  const bounded = text.length > limit * 8 ? text.slice(0, limit * 8) : text
  const clean = wellFormed(bounded.replace(unwanted, ' ')).replace(/\s+/g, ' ').trim()
  return clean.length <= limit ? clean : wellFormed(clean.slice(0, limit), '').trimEnd()
}

/** Lone surrogates replaced (default U+FFFD). */
function wellFormed(text: string, by = '\ufffd'): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, by)
}
