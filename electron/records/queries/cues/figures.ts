import { sql } from 'kysely'
import type { Parsed } from '#shared/contract/define.ts'
import type { cueCalls, CueFigures } from '#shared/contract/records/cues.ts'
import { pageOf, readCursor } from '../../database/page.ts'
import type { Reader } from '../../database/store.ts'

type Input = Parsed<(typeof cueCalls)['cues.figures']>
const newestReasons = 10

const counted = (condition: string) => sql<number>`count(*) FILTER (WHERE ${sql.raw(condition)})`

/** Counts per wording of a cue in a period (`from` included, `to` not), by deck and id. The cursor counts rows. */
export async function cueFigures(read: Reader, input: Input): Promise<{ items: CueFigures[]; nextCursor: string | null }> {
  const skip = readCursor(input.cursor)?.seq ?? 0
  let query = read
    .selectFrom('cue_events')
    .select(['deck_id', 'cue_id', 'cue_version'])
    .select((e) => [
      e.fn.countAll<number>().as('due'),
      counted('shown_at IS NOT NULL').as('shown'),
      counted(`state = 'done'`).as('done'),
      counted(`state = 'not_now'`).as('not_now'),
      counted(`state = 'overruled'`).as('overruled'),
      counted(`state = 'expired' AND shown_at IS NOT NULL`).as('faded'),
      counted(`state = 'expired' AND shown_at IS NULL`).as('expired'),
      counted(`state = 'held_out'`).as('held_out'),
    ])
  if (input.from !== null) query = query.where('at', '>=', input.from)
  if (input.to !== null) query = query.where('at', '<', input.to)
  const rows = await query
    .groupBy(['deck_id', 'cue_id', 'cue_version'])
    .orderBy('deck_id')
    .orderBy('cue_id')
    .orderBy('cue_version')
    .offset(skip)
    .limit(input.limit + 1)
    .execute()
  const numbered = rows.map((row, index) => ({ row, seq: skip + index + 1 }))
  const page = pageOf(
    numbered,
    input.limit,
    ({ seq }) => ({ seq, rank: 0 }),
    ({ row }) => row,
  )
  const items = await Promise.all(
    page.items.map(async (row): Promise<CueFigures> => {
      const which = { deckId: row.deck_id, cueId: row.cue_id, cueVersion: row.cue_version }
      return {
        ...which,
        due: row.due,
        shown: row.shown,
        done: row.done,
        notNow: row.not_now,
        overruled: row.overruled,
        faded: row.faded,
        expired: row.expired,
        heldOut: row.held_out,
        reasons: row.overruled === 0 ? [] : await reasonsOf(read, which, input),
      }
    }),
  )
  return { items, nextCursor: page.nextCursor }
}

async function reasonsOf(
  read: Reader,
  cue: Pick<CueFigures, 'deckId' | 'cueId' | 'cueVersion'>,
  { from, to }: Input,
): Promise<CueFigures['reasons']> {
  let query = read
    .selectFrom('cue_events')
    .select(['reason', 'at', 'interaction_id'])
    .where('deck_id', '=', cue.deckId)
    .where('cue_id', '=', cue.cueId)
    .where('cue_version', '=', cue.cueVersion)
    .where('reason', 'is not', null)
  if (from !== null) query = query.where('at', '>=', from)
  if (to !== null) query = query.where('at', '<', to)
  const rows = await query.orderBy('at', 'desc').limit(newestReasons).execute()
  return rows.flatMap(({ reason, at, interaction_id }) =>
    reason === null ? [] : [{ reason, at, interactionId: interaction_id }],
  )
}
