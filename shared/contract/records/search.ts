import { z } from 'zod'
import { searchHitSchema, searchKinds } from '../../domain/search.ts'
import { call, nothing } from '../define.ts'
import { cursor, id, limit, page } from '../common.ts'

export const csvFields = [
  'displayName',
  'phone',
  'phone2',
  'email',
  'email2',
  'organizationName',
  'city',
  'locale',
  'customerSince',
  'kind',
  'tags',
  'note',
] as const
export const csvFormatSchema = z.object({ encoding: z.string().max(40), separator: z.string().max(1), header: z.boolean() })
export const csvMappingSchema = z.record(z.string(), z.enum(csvFields).nullable())
/** What went wrong in one row; `row` counts from 1 with the header as 1, as a spreadsheet shows it. */
export const csvProblemSchema = z.object({
  row: z.number().int(),
  column: z.string().nullable(),
  messageKey: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
})

export const csvProgressSchema = z.object({
  jobId: id,
  /**
   * Until `importing` it can be cancelled; `finishing` it is decided: new contacts are there, those that were there before are added to.
   * `undoing` ends in `cancelled` or `failed`. `later`: decided, and completed with the next opening.
   */
  state: z.enum(['checking', 'importing', 'undoing', 'finishing', 'done', 'cancelled', 'failed', 'later']),
  rows: z.number().int(),
  /** Of the present step; checking: bytes read of bytes in the file, then rows. */
  done: z.number().int(),
  total: z.number().int(),
  created: z.number().int(),
  merged: z.number().int(),
  skipped: z.number().int(),
  problems: z.number().int(),
  messageKey: z.string().nullable(),
})
export type CsvProgress = z.infer<typeof csvProgressSchema>

export const searchCalls = {
  'search.query': call(
    z.object({
      text: z.string().max(200),
      kinds: z.array(z.enum(searchKinds)).default([...searchKinds]),
      cursor,
      limit: limit.default(30),
    }),
    page(searchHitSchema),
  ),
  /** Reads the beginning of the file; guesses encoding, separator, header and mapping unless they are given. */
  'csv.preview': call(
    z.object({ path: z.string(), format: csvFormatSchema.nullable() }),
    z.object({
      format: csvFormatSchema,
      columns: z.array(z.string()),
      mapping: csvMappingSchema,
      sample: z.array(z.array(z.string())),
      bytes: z.number().int(),
      problems: z.array(csvProblemSchema),
    }),
  ),
  /**
   * Imports in the background, all or nothing: nobody sees any of it before it is decided, and nothing is left when cancelled. Progress comes as `csv.progress`.
   * `duplicates`: what to do with a row whose number or address is already somebody's.
   */
  'csv.start': call(
    z.object({
      jobId: id,
      path: z.string(),
      format: csvFormatSchema,
      mapping: csvMappingSchema,
      duplicates: z.enum(['skip', 'merge', 'create']),
      onProblem: z.enum(['skip_row', 'stop']),
      /** Name of the agent, for the audit event. */
      actor: z.string().max(200).default(''),
    }),
    nothing,
  ),
  'csv.cancel': call(z.object({ jobId: id }), nothing),
  /** How an import stands. One that ran in a records process that crashed is told by what the records hold of it. */
  'csv.state': call(z.object({ jobId: id }), csvProgressSchema),
  'csv.problems': call(z.object({ jobId: id, cursor, limit }), page(csvProblemSchema)),
} as const
