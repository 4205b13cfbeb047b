/** Reply and forward marks of mail programs in many languages; RFC 5256 §2.1 knows only Re, Fw and Fwd. */
const mark =
  /^\s*(?:re|fwd?|aw|antw|wg|sv|vs|vl|rv|res|enc|tr|vá|továbbítva|továbbítás|odp|pd|hatz|ynt|ilt|rif|i|r|doorst|bls|trs|хариу|хариулт|дамжуулсан|отв|пересл)(?:\s*\[\d{1,3}\]|\s*\(\d{1,3}\))?\s*[:：]\s*/iu
/** Marks put in front by lists and filters: `[list]`, RFC 5256's subj-blob. */
const blob = /^\s*\[[^\][]{1,60}\]\s*/u

/**
 * The subject without what replying and forwarding put around it (RFC 5256 §2.1, with other languages' marks), in one case and
 * spacing, for comparing. A subject that is nothing but marks gives the empty string.
 */
export function baseSubject(subject: string): string {
  let rest = subject.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim()
  for (;;) {
    const before = rest
    rest = rest.replace(/\s*\(fwd\)\s*$/iu, '').replace(mark, '')
    const unblobbed = rest.replace(blob, '')
    if (unblobbed !== '' && unblobbed !== rest) rest = unblobbed
    if (rest === before) return rest.trim().toLowerCase()
  }
}

/** The subject of an answer (`Re: …`) or of a forwarded letter (`Fwd: …`): one mark only, the rest as it was written. */
export function subjectFor(kind: 'reply' | 'forward', subject: string): string {
  let rest = subject.replaceAll(/[\r\n\t]+/g, ' ').trim()
  while (mark.test(rest)) rest = rest.replace(mark, '')
  return `${kind === 'reply' ? 'Re' : 'Fwd'}: ${rest}`.slice(0, 2000)
}
