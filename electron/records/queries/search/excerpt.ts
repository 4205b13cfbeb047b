import { typedDigits } from '#shared/domain/phone-number-search.ts'

const begin = '\u0001'
const end = '\u0002'
/** Characters kept before and after the first hit. */
const before = 40
const after = 140
/** Texts longer than this are looked through only so far; the rest is read at its place. */
const longest = 20_000

export interface Wanted {
  readonly words: readonly string[]
  readonly digits: string | null
}

/** What to mark, from what somebody typed. */
export function wantedOf(text: string): Wanted {
  return { words: (text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map(fold), digits: typedDigits(text) }
}

function fold(word: string): string {
  return word.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

/**
 * The part of the first text that holds a hit, each hit between U+0001 and U+0002; the beginning of the first text when none does
 * (what was found then stands in a field that is not shown). Marks that were in the text themselves are taken out.
 */
export function excerpt(texts: readonly string[], wanted: Wanted): string {
  for (const text of texts) {
    const clean = text
      .slice(0, longest)
      .replaceAll(/[\u0001\u0002]/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim()
    const hits = wanted.digits === null ? wordHits(clean, wanted.words) : numberHits(clean, wanted.digits)
    if (hits.length > 0) return cut(clean, hits)
  }
  const first = texts.find((text) => text.trim() !== '') ?? ''
  return first
    .slice(0, longest)
    .replaceAll(/[\u0001\u0002]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, before + after)
}

type Span = readonly [from: number, to: number]

function wordHits(text: string, words: readonly string[]): Span[] {
  const hits: Span[] = []
  for (const found of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const folded = fold(found[0])
    if (words.some((word) => folded.startsWith(word))) hits.push([found.index, found.index + found[0].length])
  }
  return hits
}

/** A number in a text is one run of digits and punctuation; it is marked whole when its digits hold the end of what is looked for. */
function numberHits(text: string, digits: string): Span[] {
  const hits: Span[] = []
  const tail = digits.slice(-Math.min(digits.length, 7))
  for (const found of text.matchAll(/\+?\d[\d\s().,/-]*\d/g)) {
    if (found[0].replaceAll(/\D/g, '').includes(tail)) hits.push([found.index, found.index + found[0].length])
  }
  return hits
}

function cut(text: string, hits: readonly Span[]): string {
  const first = hits[0]?.[0] ?? 0
  const from = first <= before ? 0 : text.indexOf(' ', first - before) + 1
  const to = Math.min(text.length, first + after)
  let out = from > 0 ? '… ' : ''
  let at = from
  for (const [start, stop] of hits) {
    if (start < at || stop > to) continue
    out += text.slice(at, start) + begin + text.slice(start, stop) + end
    at = stop
  }
  return out + text.slice(at, to) + (to < text.length ? ' …' : '')
}
