import { z } from 'zod'
import { channels } from '../interaction.ts'

const id = z.uuid()
const instant = z.iso.datetime({ precision: 3 })
export const playbookId = z.string().min(1).max(60)

/** Which steps of a standard were done in an interaction. They mean something in this version of it only. */
export const playbookTickSchema = z.object({
  interactionId: id,
  playbookId,
  version: z.number().int().min(1),
  /** From 0, rising. */
  steps: z.array(z.number().int().min(0).max(19)).max(20),
  /** How many steps there are. */
  total: z.number().int().min(1).max(20),
  actor: z.string().max(200),
  at: instant,
})
export type PlaybookTick = z.infer<typeof playbookTickSchema>

/** "Common sense overrules": why a standard was not followed. It teaches whoever writes the standards; it is never held against anybody. */
export const playbookOverruleSchema = z.object({
  id,
  interactionId: id,
  playbookId,
  code: z.string().max(10),
  version: z.number().int().min(1),
  title: z.string().max(120),
  reason: z.string().trim().min(1).max(2000),
  actor: z.string().max(200),
  at: instant,
})
export type PlaybookOverrule = z.infer<typeof playbookOverruleSchema>

/** The same as the lead reads it, with what it was about. */
export const playbookOverruleRowSchema = playbookOverruleSchema.extend({
  channel: z.enum(channels).nullable(),
  contactId: id.nullable(),
  contactName: z.string().nullable(),
})
export type PlaybookOverruleRow = z.infer<typeof playbookOverruleRowSchema>
