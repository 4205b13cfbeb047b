import type { DeckStore } from './deck-store.ts'

/** Notes an act; see `electron/app/audit.ts`. */
type Audit = (action: string, object: string, detail?: Readonly<Record<string, unknown>>) => Promise<void>

/** What changes which cues come, each noted in the audit trail once it is done; what is refused is not. */
export function auditedDecks(decks: () => DeckStore, audit: Audit) {
  const kept = async <K extends ReturnType<DeckStore['save']>>(action: string, deck: K): Promise<K> => {
    if (deck.ok) await audit(action, `deck:${deck.id}`, { revision: deck.revision })
    return deck
  }
  return {
    save: (...given: Parameters<DeckStore['save']>) => kept('deck.save', decks().save(...given)),
    restore: (...given: Parameters<DeckStore['restore']>) => kept('deck.restore', decks().restore(...given)),
    importFile: (path: string) => kept('deck.import', decks().importFile(path)),
    async use(id: string | null): Promise<void> {
      decks().use(id)
      await audit('deck.use', `deck:${id ?? ''}`)
    },
  }
}
