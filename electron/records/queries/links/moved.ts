import { z } from 'zod'
import type { ChangeTopic } from '../../database/changes.ts'

const place = { id: z.string(), contactId: z.string().nullable() }

/** What a relink moved, and where each was before. */
export const movedSchema = z.object({
  interactions: z.array(z.object({ ...place, level: z.string() })),
  notes: z.array(z.object(place)),
  cases: z.array(z.object(place)),
  /** Which interactions had proven points of which contact. */
  proofs: z.array(z.object({ interactionId: z.string(), contactId: z.string() })),
})
export type Moved = z.infer<typeof movedSchema>

/** Lists that show something of what is moved. */
export const movedTopics: readonly ChangeTopic[] = [
  'interactions',
  'timeline',
  'contacts',
  'notes',
  'cases',
  'conversations',
  'messages',
]
