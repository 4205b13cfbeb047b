import { z } from 'zod'
import { call, nothing } from '../define.ts'
import { instant, longText } from '../common.ts'

/** Opening, keeping and mending the database. The key is 64 hex digits (256 bit) and never leaves main and records. */
export const storeCalls = {
  /**
   * Opens or makes the database; migrates after a verified backup copy. Fails with `locked` (does not open with this key),
   * `too_new`, `damaged`, `storage` (disk full, no permission); nothing is overwritten then.
   */
  'store.open': call(
    z.object({ directory: z.string(), key: z.string().regex(/^[0-9a-f]{64}$/), region: z.string().length(2) }),
    z.object({ created: z.boolean(), migratedFrom: z.number().int().nullable(), version: z.number().int() }),
    { timeoutMs: 120_000 },
  ),
  'store.close': call(nothing, nothing),
  /** Good copies that can be restored, newest first; works without an open database. */
  'store.backups': call(
    z.object({ directory: z.string() }),
    z.array(z.object({ name: z.string(), at: instant, bytes: z.number().int(), version: z.number().int().nullable() })),
  ),
  /** Sets the damaged file aside (never deletes it) and puts the verified copy in its place; the next `store.open` uses it. */
  'store.restore': call(
    z.object({ directory: z.string(), key: z.string(), name: z.string() }),
    z.object({ setAside: z.string() }),
    { timeoutMs: 120_000 },
  ),
  /** Half-written words of any form, kept by key within a second: `note:<interactionId>`, `contact-form:new`, ... */
  'scratch.put': call(z.object({ key: z.string().max(200), value: longText.nullable() }), z.object({ keptAt: instant })),
  'scratch.get': call(
    z.object({ key: z.string().max(200) }),
    z.object({ value: z.string().nullable(), keptAt: instant.nullable() }),
  ),
  'audit.add': call(
    z.object({
      id: z.uuid(),
      actor: z.string().max(200),
      action: z.string().max(80),
      object: z.string().max(200),
      detail: z.record(z.string(), z.unknown()),
      at: instant,
    }),
    nothing,
  ),
} as const
