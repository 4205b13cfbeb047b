import { raise } from '#shared/contract/result.ts'
import type { Interaction, Segment } from '#shared/domain/interaction.ts'
import type { RecordsTables } from '../../database/schema.ts'
import type { Reader } from '../../database/store.ts'
import { interactionOf, segmentOf } from './rows.ts'

export interface Whole {
  interaction: Interaction
  segments: Segment[]
}

/** An interaction with its segments. Throws Failure `not_found`. */
export async function getInteraction(read: Reader, id: string): Promise<Whole> {
  const row = await read.selectFrom('interactions').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? whole(read, row) : raise('not_found', 'error.records.gone')
}

/** More calls than this were never left open by one crash; the rest comes when these are closed. */
const mostUnfinished = 200

/** Calls that were never closed, oldest first. */
export async function unfinishedInteractions(read: Reader): Promise<Whole[]> {
  const rows = await read
    .selectFrom('interactions')
    .selectAll()
    .where('channel', '=', 'voice')
    .where('closed_at', 'is', null)
    .orderBy('seq')
    .limit(mostUnfinished)
    .execute()
  const found: Whole[] = []
  for (const row of rows) found.push(await whole(read, row))
  return found
}

async function whole(read: Reader, row: RecordsTables['interactions']): Promise<Whole> {
  const segments = await read
    .selectFrom('segments')
    .selectAll()
    .where('interaction_id', '=', row.id)
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return { interaction: interactionOf(row), segments: segments.map(segmentOf) }
}
