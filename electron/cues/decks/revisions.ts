import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { readDeckFile, writeDeckFile } from './deck-files.ts'

/** Earlier revisions of own decks: `<folder>/revisions/<id>/<revision>.json`. */
export function revisionsIn(folder: string) {
  const pathOf = (id: string, revision: number): string => join(folder, 'revisions', id, `${revision}.json`)
  return {
    keep: (deck: Deck): void => {
      const path = pathOf(deck.id, deck.revision)
      if (!existsSync(path)) writeDeckFile(path, deck)
    },
    /** Null when it is not there or broken. */
    read: (id: string, revision: number): Deck | null => {
      const path = pathOf(id, revision)
      const found = existsSync(path) ? readDeckFile(path) : null
      return found?.ok ? found.deck : null
    },
    /** Newest first. */
    numbers: (id: string): { revision: number; at: string }[] => {
      const home = join(folder, 'revisions', id)
      if (!existsSync(home)) return []
      return readdirSync(home)
        .map((name) => Number(/^(\d+)\.json$/.exec(name)?.[1] ?? NaN))
        .filter(Number.isFinite)
        .sort((a, b) => b - a)
        .map((revision) => ({ revision, at: statSync(pathOf(id, revision)).mtime.toISOString() }))
    },
  }
}
