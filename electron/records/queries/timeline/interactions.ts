import type { TimelineEntry } from '#shared/domain/interaction.ts'
import type { RecordsTables } from '../../database/schema.ts'
import { lineNames } from '../lines/names.ts'
import { lettersOf, type LetterFacts } from '../mail/letters-of.ts'
import { emptyEntry, longestSummary } from './entry.ts'
import type { TimelineSource } from './sources.ts'

/** Calls, visits and letters. */
export const interactionsOf: TimelineSource = async (read, contactId, before, limit) => {
  const rows = await read
    .selectFrom('interactions')
    .selectAll()
    .where('contact_id', '=', contactId)
    .where('seq', '<', before)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  const letters = await lettersOf(
    read,
    rows.filter((row) => row.channel === 'email').map((row) => row.id),
  )
  const lines = rows.some((row) => row.line_id !== null) ? await lineNames(read) : null
  return rows.map((row) => ({
    seq: row.seq,
    entry: { ...entryOf(row, letters.get(row.id)), line: lines?.get(row.line_id ?? '') ?? null },
  }))
}

const kinds = { voice: 'call', email: 'mail', in_person: 'visit' } as const

function entryOf(row: RecordsTables['interactions'], letter: LetterFacts | undefined): TimelineEntry {
  return {
    ...emptyEntry,
    id: row.id,
    kind: kinds[row.channel],
    at: row.started_at,
    direction: row.direction,
    title: row.subject ?? [row.queue, row.ivr_option].filter(Boolean).join(' · '),
    summary: (letter?.snippet ?? row.note).slice(0, longestSummary),
    interactionId: row.id,
    conversationId: row.conversation_id,
    messageId: letter ? row.id : null,
    caseId: row.case_id,
    outcome: row.outcome as TimelineEntry['outcome'],
    disposition: row.disposition,
    seconds: row.talk_seconds,
    unread: letter ? !letter.seen : false,
  }
}
