import { z } from 'zod'

/** What was practised so far, kept over restarts; by scenario. */
export const progressSchema = z.object({
  calls: z.record(z.string(), z.number().int()).default({}),
  letters: z.record(z.string(), z.number().int()).default({}),
  paused: z.boolean().default(false),
})
export type Progress = z.infer<typeof progressSchema>

/** How often so far. An id may be a word that every object knows (`constructor`): only what was counted counts. */
export const countOf = (counts: Readonly<Record<string, number>>, id: string): number =>
  Object.hasOwn(counts, id) ? (counts[id] ?? 0) : 0

/** One more of something. */
export const counted = (counts: Readonly<Record<string, number>>, id: string): Record<string, number> => ({
  ...counts,
  [id]: countOf(counts, id) + 1,
})

/** Whose turn it is: the one who was here least, in the order of the files. */
export function leastOf<T extends { readonly id: string }>(
  scenarios: readonly T[],
  counts: Readonly<Record<string, number>>,
): T | null {
  return scenarios.reduce<T | null>(
    (least, each) => (least && countOf(counts, least.id) <= countOf(counts, each.id) ? least : each),
    null,
  )
}
