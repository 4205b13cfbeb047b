import { cueLanguages } from '#shared/cues/deck/names.ts'
import { nothingToSay, useAsk } from '../../bridge/query.ts'
import { useWords } from '../../ui/i18n.tsx'
import type { Names } from './sheet.tsx'

/** What the cards of the deck in use say, by cue, in the language in use; empty until it is known. */
export function useCueNames(): Names {
  const { language } = useWords()
  const decks = useAsk(['decks', 'list'], 'decks.list', nothingToSay)
  const id = decks.data?.find((each) => each.inUse)?.id ?? null
  const deck = useAsk(['decks', id], 'decks.get', id === null ? null : { id })
  const short = cueLanguages.find((each) => language.startsWith(each)) ?? 'en'
  return Object.fromEntries((deck.data?.cues ?? []).map((cue) => [cue.id, cue.card[short].say]))
}
