import type { Out } from '#shared/contract/define.ts'
import type { cueCalls } from '#shared/contract/records/cues.ts'
import type { Reader } from '../../database/store.ts'

/** Interactions looked at: most of a desk's past lies beyond, and a long one without traces is not walked through for nothing. */
const looked = 2000

/** What a cue can be tried against, newest first. */
export async function tracedInteractions(read: Reader, limit: number): Promise<Out<(typeof cueCalls)['cues.traced']>> {
  const rows = await read
    .selectFrom((from) =>
      from
        .selectFrom('interactions')
        .select(['id', 'seq', 'channel', 'contact_id', 'remote', 'remote_name', 'started_at'])
        .orderBy('seq', 'desc')
        .limit(looked)
        .as('i'),
    )
    .innerJoin('cue_traces as t', 't.interaction_id', 'i.id')
    .leftJoin('contacts as c', 'c.id', 'i.contact_id')
    .select(['i.id', 'i.channel', 'i.remote', 'i.remote_name', 'i.started_at', 'c.display_name'])
    .orderBy('i.seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    interactionId: row.id,
    channel: row.channel,
    name: row.display_name ?? row.remote_name ?? row.remote,
    startedAt: row.started_at,
  }))
}
