import { z } from 'zod'
import { qualityFiguresSchema } from '../../domain/call-quality.ts'
import { casePatchSchema, caseSchema, dispositionSchema } from '../../domain/case.ts'
import {
  interactionRowSchema,
  interactionSchema,
  matchLevels,
  noteSchema,
  segmentSchema,
  timelineEntrySchema,
} from '../../domain/interaction.ts'
import { call, nothing } from '../define.ts'
import { cursor, id, limit, page } from '../common.ts'

export const interactionCalls = {
  /** Writes the whole interaction with its segments in one transaction; the same id again replaces it. Links guessed nothing by itself. */
  'interactions.put': call(z.object({ interaction: interactionSchema, segments: z.array(segmentSchema) }), nothing),
  'interactions.get': call(z.object({ id }), z.object({ interaction: interactionSchema, segments: z.array(segmentSchema) })),
  /** Calls that were never closed (the app was killed in the middle), oldest first. */
  'interactions.unfinished': call(
    nothing,
    z.array(z.object({ interaction: interactionSchema, segments: z.array(segmentSchema) })),
  ),
  /** Ties a letter, or a call that is over, to a case. Throws `not_found` for either. */
  'interactions.setCase': call(z.object({ id, caseId: id }), nothing),
  /** How a call sounded in all; comes with its end. */
  'interactions.putQuality': call(z.object({ interactionId: id, figures: qualityFiguresSchema }), nothing),
  'interactions.quality': call(z.object({ interactionId: id }), z.object({ figures: qualityFiguresSchema.nullable() })),
  'interactions.callLog': call(
    z.object({ filter: z.enum(['all', 'missed', 'inbound', 'outbound']).default('all'), cursor, limit }),
    page(interactionRowSchema),
  ),
  /** Writes the call log as CSV to a path main has asked a person for. Throws `storage` when it cannot be written. */
  'calls.export': call(
    z.object({ path: z.string(), filter: z.enum(['all', 'missed', 'inbound', 'outbound']) }),
    z.object({ rows: z.number().int() }),
    { timeoutMs: 600_000 },
  ),
  /**
   * Links an interaction (and with a conversation all of its turns) to another contact, or to none. Answers with an undo token;
   * a contact point that only this link had verified loses that trust again.
   */
  'interactions.relink': call(
    z.object({ id, contactId: id.nullable(), level: z.enum(matchLevels), actor: z.string().max(200), undoId: id }),
    z.object({ undoId: id, previousContactId: id.nullable() }),
  ),
  'interactions.undoRelink': call(z.object({ undoId: id }), z.object({ interactionId: id, contactId: id.nullable() })),
  'timeline.list': call(z.object({ contactId: id, cursor, limit }), page(timelineEntrySchema)),
  'notes.put': call(z.object({ note: noteSchema.omit({ createdAt: true, updatedAt: true }) }), noteSchema),
  'notes.remove': call(z.object({ id }), nothing),
  'cases.create': call(
    z.object({ id, contactId: id.nullable(), interactionId: id.nullable(), type: caseSchema.shape.type }),
    caseSchema,
  ),
  'cases.patch': call(z.object({ id, patch: casePatchSchema }), caseSchema),
  'cases.get': call(z.object({ id }), caseSchema),
  'cases.list': call(
    z.object({ contactId: id.nullable().default(null), open: z.boolean().default(true), cursor, limit }),
    page(caseSchema.extend({ contactName: z.string().nullable() })),
  ),
  'dispositions.put': call(z.object({ disposition: dispositionSchema }), nothing),
} as const
