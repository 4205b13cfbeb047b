import { z } from 'zod'
import { trusts, usages } from '#shared/domain/contact.ts'
import type { RecordsTables } from '../../database/schema.ts'

const fieldsSchema = z.object({
  organization_id: z.string().nullable(),
  locale: z.string().nullable(),
  time_zone: z.string().nullable(),
  city: z.string().nullable(),
  customer_since: z.string().nullable(),
  promised: z.string().nullable(),
  tags: z.string(),
  custom: z.string(),
  updated_at: z.string(),
})
/** Columns of a contact that a merge fills. */
export type MergeColumns = z.infer<typeof fieldsSchema>

const standing = z.object({ usage: z.enum(usages), trust: z.enum(trusts), base_trust: z.enum(trusts).nullable() })
/** How a point stands. */
export type Standing = z.infer<typeof standing>

/** What a merge did to the record that stays and to the points of both, so that it can be taken back. */
export const changedSchema = z.object({
  before: fieldsSchema,
  after: fieldsSchema,
  /** Points that moved, with the place each had. */
  moved: z.array(z.object({ id: z.string(), position: z.number() })),
  /** Points both had: that of the kept record, before and after. That of the merged one stays with it, out of sight. */
  twins: z.array(z.object({ id: z.string(), before: standing, after: standing })),
})
export type Changed = z.infer<typeof changedSchema>

/** The columns of a row that a merge may fill. */
export function columnsOf(row: RecordsTables['contacts']): MergeColumns {
  const { city, custom, customer_since, locale, organization_id, promised, tags, time_zone, updated_at } = row
  return { organization_id, locale, time_zone, city, customer_since, promised, tags, custom, updated_at }
}
