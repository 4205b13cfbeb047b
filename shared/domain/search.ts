import { z } from 'zod'

export const searchKinds = ['contact', 'call', 'mail', 'note', 'case'] as const
export const searchHitSchema = z.object({
  kind: z.enum(searchKinds),
  id: z.uuid(),
  title: z.string(),
  /** Words around the hit; the hit stands between U+0001 and U+0002 so that no HTML is needed. */
  excerpt: z.string(),
  at: z.iso.datetime({ precision: 3 }).nullable(),
  contactId: z.uuid().nullable(),
  contactName: z.string().nullable(),
  conversationId: z.uuid().nullable(),
})
export type SearchHit = z.infer<typeof searchHitSchema>
