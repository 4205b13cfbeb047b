import { z } from 'zod'
import { call, nothing } from '../define.ts'
import { cursor, instant, limit, longText, page } from '../common.ts'

/** Something that must be known afterwards: who did what to what, and when. Never with a customer's data. */
export const auditEventSchema = z.object({
  id: z.uuid(),
  /** Name of the agent; empty when none is set up. */
  actor: z.string().max(200),
  action: z.string().max(80),
  /** Kind and id of what it was done to, with a colon between. */
  object: z.string().max(200),
  detail: z.record(z.string(), z.unknown()),
  at: instant,
})
export type AuditEvent = z.infer<typeof auditEventSchema>

/** The line that is set up, by whose account calls come and go from now on. */
export const lineFactsSchema = z.object({
  uri: z.string().max(300),
  tollFreeNumber: z.string().max(40).nullable(),
  region: z.string().max(2),
})

/** Opening, keeping and mending the database. The key is 64 hex digits (256 bit) and never leaves main and records. */
export const storeCalls = {
  /**
   * Opens or makes the database; migrates after a verified backup copy. Fails with `locked` (does not open with this key),
   * `too_new`, `damaged`, `storage` (disk full, no permission); nothing is overwritten then. Asked again while it is open it takes over
   * `region` and `line`.
   */
  'store.open': call(
    z.object({
      directory: z.string(),
      key: z.string().regex(/^[0-9a-f]{64}$/),
      region: z.string().length(2),
      line: lineFactsSchema.nullable().default(null),
    }),
    z.object({ created: z.boolean(), migratedFrom: z.number().int().nullable(), version: z.number().int() }),
    { timeoutMs: 120_000 },
  ),
  'store.close': call(nothing, nothing),
  /** Good copies that can be restored, newest first; works without an open database. */
  'store.backups': call(
    z.object({ directory: z.string() }),
    z.array(z.object({ name: z.string(), at: instant, bytes: z.number().int(), version: z.number().int().nullable() })),
  ),
  /**
   * Sets the damaged file aside (never deletes it) and puts the verified copy in its place; the next `store.open` uses it. The copy's own
   * audit trail says so from its first moment.
   */
  'store.restore': call(
    z.object({ directory: z.string(), key: z.string(), name: z.string(), actor: z.string().max(200).default('') }),
    z.object({ setAside: z.string() }),
    { timeoutMs: 120_000 },
  ),
  /** Half-written words of any form, kept by key within a second: `note:<interactionId>`, `contact-form:new`, ... */
  'scratch.put': call(z.object({ key: z.string().max(200), value: longText.nullable() }), z.object({ keptAt: instant })),
  'scratch.get': call(
    z.object({ key: z.string().max(200) }),
    z.object({ value: z.string().nullable(), keptAt: instant.nullable() }),
  ),
  /** What main did outside the records; what is done in them notes itself. The same id again adds nothing. */
  'audit.add': call(auditEventSchema, nothing),
  /** Newest first. */
  'audit.list': call(z.object({ cursor, limit }), page(auditEventSchema)),
} as const
