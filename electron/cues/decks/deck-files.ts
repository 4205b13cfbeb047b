import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { LowSync, type SyncAdapter } from 'lowdb'
import { checkDeckText, maxDeckBytes } from '#shared/cues/deck/check-deck.ts'
import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Deck } from '#shared/cues/deck/schema.ts'
import { writeAtomic } from '../../policy/write-atomic.ts'

export type ReadDeck =
  | { readonly ok: true; readonly deck: Deck }
  | { readonly ok: false; readonly fileName: string; readonly problems: readonly DeckProblem[] }

/** Reads and checks one deck file; what is too large is not even read. */
export function readDeckFile(path: string): ReadDeck {
  const refused = (key: DeckProblem['key'], params: DeckProblem['params']): ReadDeck => ({
    ok: false,
    fileName: basename(path),
    problems: [{ line: 1, column: 1, place: '', key, params }],
  })
  try {
    if (statSync(path).size > maxDeckBytes) return refused('tooLarge', { max: maxDeckBytes / 1024 / 1024 })
    const checked = checkDeckText(readFileSync(path, 'utf8'))
    return checked.ok ? checked : { ok: false, fileName: basename(path), problems: checked.problems }
  } catch (error) {
    return refused('unreadable', { code: error instanceof Error && 'code' in error ? String(error.code) : 'error' })
  }
}

/** lowdb's text of a deck: checked when read, one step and 0600 when written. */
class DeckText implements SyncAdapter<Deck> {
  readonly #path: string
  constructor(path: string) {
    this.#path = path
  }
  read(): Deck | null {
    const found = existsSync(this.#path) ? readDeckFile(this.#path) : null
    return found?.ok ? found.deck : null
  }
  write(deck: Deck): void {
    writeAtomic(this.#path, `${JSON.stringify(deck, null, 2)}\n`)
  }
}

/** Writes a deck; the folder is made when it is missing. Throws the file system's error. */
export function writeDeckFile(path: string, deck: Deck): void {
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  const file = new LowSync<Deck>(new DeckText(path), deck)
  file.data = deck
  file.write()
}

/** Names of deck files in a folder, sorted; none when there is no such folder. The schema is no deck. */
export function deckFileNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json') && name !== inUseName)
    .sort()
}

/** Which deck is in use; no deck. */
export const inUseName = 'in-use.json'
