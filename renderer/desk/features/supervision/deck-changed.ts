import { queries } from '../../bridge/query.ts'

/** Asks again for everything about decks. */
export const deckChanged = (): void => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'decks' })
