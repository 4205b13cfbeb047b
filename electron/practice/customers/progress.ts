import { z } from 'zod'

/** What was practised so far, kept over restarts; by scenario. */
export const progressSchema = z.object({
  calls: z.record(z.string(), z.number().int()).default({}),
  letters: z.record(z.string(), z.number().int()).default({}),
  paused: z.boolean().default(false),
})
export type Progress = z.infer<typeof progressSchema>

/** One more of something. */
export const counted = (counts: Readonly<Record<string, number>>, id: string): Record<string, number> => ({
  ...counts,
  [id]: (counts[id] ?? 0) + 1,
})

/** Whose turn it is: the one who was here least, in the order of the files. */
export function leastOf<T extends { readonly id: string }>(
  scenarios: readonly T[],
  counts: Readonly<Record<string, number>>,
): T | null {
  return scenarios.reduce<T | null>(
    (least, each) => (least && (counts[least.id] ?? 0) <= (counts[each.id] ?? 0) ? least : each),
    null,
  )
}
