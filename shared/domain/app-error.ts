import { z } from 'zod'

/** The same shape as `shared/contract/result.ts`; the domain imports nothing of ours but itself. */
export const appErrorLike = z.object({
  kind: z.string(),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  detail: z.string().optional(),
  retryable: z.boolean(),
})
