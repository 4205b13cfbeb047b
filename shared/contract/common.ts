import { z } from 'zod'

/** UUIDv7 (RFC 9562): sorts by time of making. */
export const id = z.uuid()
/** An instant: ISO 8601 in UTC with milliseconds, as `Date.toISOString` writes it. */
export const instant = z.iso.datetime({ precision: 3 })
/** Where the next page begins; opaque to whoever asks. `null` asks for the first page. */
export const cursor = z.string().max(200).nullable()
/** Every list is paged; a page holds at most 200 rows. */
export const limit = z.number().int().min(1).max(200).default(50)
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: cursor, total: z.number().int().optional() })
export const longText = z.string().max(200_000)
