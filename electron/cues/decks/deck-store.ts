import { mkdirSync, statSync, watch } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checkDeckText } from '#shared/cues/deck/check-deck.ts'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import type { cueDeskCalls, DeckRow } from '#shared/contract/desk/cues.ts'
import type { Out } from '#shared/contract/define.ts'
import { raise } from '#shared/contract/result.ts'
import type { Log } from '../../diagnostics/log.ts'
import { jsonStore } from '../../policy/json-store.ts'
import { deckFileNames, inUseName, readDeckFile, writeDeckFile, type ReadDeck } from './deck-files.ts'
import { revisionsIn } from './revisions.ts'

type Source = DeckRow['source']
type Kept = Out<(typeof cueDeskCalls)['decks.restore']>
type Faulty = Extract<Out<(typeof cueDeskCalls)['decks.save']>, { ok: false }>
interface Entry {
  readonly deck: Deck
  readonly source: Source
}

const settleMs = 200
const usedFirst = 'starter'
const inUseSchema = z.object({ id: z.string().max(80).nullable().default(usedFirst) })

/**
 * All decks: shipped ones, and over them the desk's own. A file that changes is read again at once; one that is broken leaves the last
 * good deck in force and says file, line and reason.
 */
export class DeckStore {
  readonly #shipped: string
  readonly #own: string
  readonly #log: Log
  readonly #changed: () => void
  readonly #inUse
  readonly #revisions
  #decks = new Map<string, Entry>()
  /** By file name. */
  #problems = new Map<string, Faulty>()
  /** Which deck a file of the own folder held last. */
  #idOfFile = new Map<string, string>()
  #stopWatching: () => void = () => undefined

  constructor(options: { shipped: string; own: string; changed: () => void; log: Log }) {
    this.#shipped = options.shipped
    this.#own = options.own
    this.#log = options.log
    this.#changed = options.changed
    mkdirSync(this.#own, { recursive: true, mode: 0o700 })
    this.#inUse = jsonStore(join(this.#own, inUseName), inUseSchema, () => this.#log('warn', 'cues.inUse.damaged'))
    this.#revisions = revisionsIn(this.#own)
    this.#read()
    this.#watch()
  }

  /** The deck that feeds the cards: the chosen one, or the first there is; null when cues are off or there is none. */
  inUse(): Deck | null {
    const { id } = this.#inUse.get()
    if (id === null) return null
    return (this.#decks.get(id) ?? [...this.#decks.values()][0])?.deck ?? null
  }

  use(id: string | null): void {
    if (id !== null) this.get(id)
    this.#inUse.set({ id })
    this.#changed()
  }

  list(): DeckRow[] {
    const used = this.inUse()?.id
    const problems = new Map(this.#problems)
    const rows = [...this.#decks.values()].map(({ deck, source }): DeckRow => {
      const file = [...this.#idOfFile].find(([name, id]) => id === deck.id && problems.has(name))?.[0] ?? `${deck.id}.json`
      const problem = problems.get(file) ?? null
      problems.delete(file)
      return { ...about(deck), source, inUse: deck.id === used, problem }
    })
    // A file that never held a good deck has nothing to go on with, but is told of.
    const lost = [...problems.values()].map((problem): DeckRow => {
      const id = problem.fileName.replace(/\.json$/, '')
      return { id, name: problem.fileName, revision: 0, cues: 0, source: 'own', inUse: false, problem }
    })
    return [...rows, ...lost].toSorted((a, b) => a.name.localeCompare(b.name))
  }

  /** Every cue of every deck, for the words beside figures. */
  cues(): { deckId: string; cue: Cue }[] {
    return [...this.#decks.values()].flatMap(({ deck }) => deck.cues.map((cue) => ({ deckId: deck.id, cue })))
  }

  /** Throws Failure `not_found`. */
  get(id: string): Deck {
    return this.#decks.get(id)?.deck ?? raise('not_found', 'error.deck.gone')
  }

  /** Keeps an edited deck as the next revision. Throws Failure `conflict` when it was changed meanwhile, `storage` when the disk refuses. */
  save(edited: Deck): Kept | Faulty {
    const checked = checkDeckText(JSON.stringify(edited, null, 2))
    if (!checked.ok) return { ok: false, fileName: '', problems: [...checked.problems] }
    const present = this.#decks.get(checked.deck.id)
    if (present && present.deck.revision !== checked.deck.revision) raise('conflict', 'error.deck.changed')
    return this.#keep(checked.deck)
  }

  /** Takes over a file; a deck of the same id becomes its next revision. */
  importFile(path: string): Kept | Faulty {
    const found = readDeckFile(path)
    return found.ok ? this.#keep(found.deck) : { ...found, problems: [...found.problems] }
  }

  revisions(id: string): Out<(typeof cueDeskCalls)['decks.revisions']> {
    const present = this.#decks.get(id)
    const own = [
      ...(present?.source === 'own' ? [{ revision: present.deck.revision, at: this.#timeOf(id) }] : []),
      ...this.#revisions.numbers(id),
    ]
      .filter(({ revision }, index, all) => all.findIndex((each) => each.revision === revision) === index)
      .flatMap(({ revision, at }) => {
        const deck = present?.deck.revision === revision ? present.deck : this.#revisions.read(id, revision)
        return deck ? [{ revision, at, cues: deck.cues.length, source: 'own' as const }] : []
      })
    const shipped = this.#readShipped(id)
    return shipped ? [...own, { revision: shipped.revision, at: null, cues: shipped.cues.length, source: 'shipped' }] : own
  }

  /** Makes an earlier revision the newest. Throws Failure `not_found`. */
  restore(id: string, revision: number, source: Source): Kept {
    const present = this.#decks.get(id)
    const wanted =
      source === 'shipped'
        ? this.#readShipped(id)
        : present?.source === 'own' && present.deck.revision === revision
          ? present.deck
          : this.#revisions.read(id, revision)
    return this.#keep(wanted ?? raise('not_found', 'error.deck.noRevision'))
  }

  close(): void {
    this.#stopWatching()
  }

  #keep(deck: Deck): Kept {
    const present = this.#decks.get(deck.id)
    const earlier = this.#revisions.numbers(deck.id)[0]?.revision ?? 0
    const revision = Math.max(deck.revision, present?.deck.revision ?? 0, earlier) + 1
    try {
      if (present?.source === 'own') this.#revisions.keep(present.deck)
      writeDeckFile(join(this.#own, `${deck.id}.json`), { ...deck, revision })
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'error'
      raise('storage', 'error.deck.notKept', { params: { code }, retryable: true })
    }
    this.#read()
    this.#changed()
    return { ok: true, id: deck.id, revision }
  }

  #read(): void {
    const decks = new Map<string, Entry>()
    const problems = new Map<string, Faulty>()
    const take = (folder: string, source: Source): void => {
      for (const name of deckFileNames(folder)) {
        const found = readDeckFile(join(folder, name))
        const owner = found.ok ? decks.get(found.deck.id) : undefined
        if (found.ok && !(owner?.source === source)) {
          decks.set(found.deck.id, { deck: found.deck, source })
          if (source === 'own') this.#idOfFile.set(name, found.deck.id)
        } else this.#refuse(name, source, found, decks, problems)
      }
    }
    take(this.#shipped, 'shipped')
    take(this.#own, 'own')
    this.#decks = decks
    this.#problems = problems
  }

  /** Keeps the last good deck of a broken file; a second file with the id of another is refused, too. */
  #refuse(name: string, source: Source, found: ReadDeck, decks: Map<string, Entry>, problems: Map<string, Faulty>): void {
    const faulty: Faulty = found.ok
      ? {
          ok: false,
          fileName: name,
          problems: [{ line: 1, column: 1, place: 'id', key: 'duplicateDeck', params: { name: found.deck.id } }],
        }
      : { ...found, problems: [...found.problems] }
    const last = source === 'own' ? this.#decks.get(this.#idOfFile.get(name) ?? '') : undefined
    if (!found.ok && last?.source === 'own') decks.set(last.deck.id, last)
    const [first] = faulty.problems
    if (JSON.stringify(this.#problems.get(name)) !== JSON.stringify(faulty))
      this.#log('warn', 'cues.deck.refused', { file: name, line: first?.line, place: first?.place, reason: first?.key })
    problems.set(name, faulty)
  }

  #readShipped(id: string): Deck | null {
    for (const name of deckFileNames(this.#shipped)) {
      const found = readDeckFile(join(this.#shipped, name))
      if (found.ok && found.deck.id === id) return found.deck
    }
    return null
  }

  #timeOf(id: string): string {
    const name = [...this.#idOfFile].find(([, each]) => each === id)?.[0] ?? `${id}.json`
    return (statSync(join(this.#own, name), { throwIfNoEntry: false })?.mtime ?? new Date()).toISOString()
  }

  #watch(): void {
    let timer: ReturnType<typeof setTimeout> | undefined
    try {
      const watcher = watch(this.#own, { persistent: false }, (_, name) => {
        if (name !== null && !name.endsWith('.json')) return
        clearTimeout(timer)
        timer = setTimeout(() => {
          this.#read()
          this.#changed()
        }, settleMs)
      })
      watcher.on('error', (error) => this.#log('warn', 'cues.watch', { error }))
      this.#stopWatching = () => {
        clearTimeout(timer)
        watcher.close()
      }
    } catch (error) {
      this.#log('warn', 'cues.watch', { error })
    }
  }
}

const about = (deck: Deck): Pick<DeckRow, 'id' | 'name' | 'revision' | 'cues'> => ({
  id: deck.id,
  name: deck.name,
  revision: deck.revision,
  cues: deck.cues.length,
})
