import MiniSearch from 'minisearch'
import { fold } from './fold.ts'
import type { Playbook } from './playbook.ts'

/** Marks the stem of a word, so that it is never taken for a word. */
const stemMark = '~'
const stemLength = 6

/**
 * The words that a word counts as: itself without diacritics, and its first six letters. Cutting is a rough stemmer, but an even
 * one: it brings "panaszokat" to "panasz", "Beschwerden" to "Beschwerde" and works for languages nobody wrote a stemmer for.
 */
export function termsOf(word: string): string[] {
  const folded = fold(word)
  if (folded.length < 2) return []
  return folded.length < stemLength ? [folded] : [folded, stemMark + folded.slice(0, stemLength)]
}

/** A typed word without up to three letters of its end, never shorter than four: "holding" finds "hold", "számlát" finds "számla". */
function shorter(word: string): string[] {
  const folded = fold(word)
  return [1, 2, 3].map((cut) => folded.slice(0, -cut)).filter((each) => each.length >= 4)
}

/** Finds books by their words. */
export interface PlaybookSearch {
  /** Ids, best first; every word typed must be found, the beginning of one is enough. */
  find(text: string): string[]
}

/** Makes the index of books of one language; some milliseconds for a hundred, so keep it. */
export function playbookSearch(books: readonly Pick<Playbook, 'id' | 'code' | 'title' | 'tags' | 'words'>[]): PlaybookSearch {
  const index = new MiniSearch<{ id: string; title: string; tags: string; words: string }>({
    fields: ['title', 'tags', 'words'],
    processTerm: termsOf,
    searchOptions: { boost: { title: 4, tags: 3 }, combineWith: 'OR' },
  })
  index.addAll(books.map(({ code, id, tags, title, words }) => ({ id, title: `${code} ${title}`, tags: tags.join(' '), words })))
  return {
    find(text) {
      const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => fold(word).length > 1)
      if (words.length === 0) return []
      const found = words.map((word) => scores(index, word))
      return [...(found[0]?.keys() ?? [])]
        .filter((id) => found.every((one) => one.has(id)))
        .map((id) => ({ id, score: found.reduce((sum, one) => sum + (one.get(id) ?? 0), 0) }))
        .toSorted((a, b) => b.score - a.score || a.id.localeCompare(b.id, 'en'))
        .map(({ id }) => id)
    },
  }
}

function scores(index: MiniSearch, word: string): Map<string, number> {
  const results = index.search(word, {
    processTerm: (term) => [...termsOf(term), ...shorter(term)],
    // The first term is the word as typed: it may be a beginning, and it counts most.
    prefix: (_, position) => position === 0,
    boostTerm: (_, position) => (position === 0 ? 1 : 0.3),
  })
  return new Map(results.map((result) => [String(result.id), result.score]))
}
