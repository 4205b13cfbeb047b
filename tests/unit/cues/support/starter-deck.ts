import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Deck } from '#shared/cues/deck/schema.ts'

/** The deck that is shipped. */
export const starterDeck = (): Deck =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../resources/cue-decks/starter.json'), 'utf8')) as Deck
