/** Longer letters are looked at in their first part only; findings must never hold up a call. */
const maxText = 8000

const quoted = /^\s*(?:>|\|)/
const announces = /(?:wrote|schrieb|ezt írta|napsal\(a\)|бичсэн)[^\n]{0,80}:$/i

/** What the writer wrote: without quoted lines, what announces them, and all below a signature mark (`-- `). */
export function ownWords(text: string): string {
  const kept: string[] = []
  for (const line of text.slice(0, maxText).split(/\r?\n/)) {
    if (line === '-- ' || line === '--') break
    const trimmed = line.trim()
    if (!quoted.test(line) && !(trimmed.length < 300 && announces.test(trimmed))) kept.push(trimmed)
  }
  return kept.join('\n').trim()
}

/** Sentences with their marks; a line's end ends one too. */
export const sentencesOf = (text: string): readonly string[] =>
  (text.match(/[^.!?…\n]+(?:[.!?…]+(?!\d)|(?=\n)|$)|[^.!?…\n]+[.]\d[^.!?…\n]*/g) ?? [])
    .map((each) => each.trim())
    .filter((each) => /\p{L}/u.test(each))

export const wordsOf = (text: string): readonly string[] =>
  text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? []

/** Finds phrases of a word table as whole words; see `draft-words.ts` for their form. */
export interface Finder {
  /** Every phrase found, as it stands in the text, each once. */
  all(text: string): readonly string[]
  test(text: string): boolean
}

export function finder(phrases: readonly string[]): Finder {
  const pattern = phrases
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => escape(phrase).replace(/\\\*$/, '\\p{L}*').replaceAll("'", "['’]").replaceAll(' ', '[\\s,]+'))
    .join('|')
  const make = (flags: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`, flags)
  const once = make('iu')
  return {
    all: (text) => [...new Set((text.match(make('giu')) ?? []).map((each) => each.toLowerCase().replace(/\s+/g, ' ')))],
    test: (text) => once.test(text),
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
