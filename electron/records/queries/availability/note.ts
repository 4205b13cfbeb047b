import type { Parsed } from '#shared/contract/define.ts'
import type { availabilityCalls } from '#shared/contract/records/availability.ts'
import type { Writer } from '../../database/store.ts'
import { silenceMs } from './tables.ts'

type Note = Parsed<(typeof availabilityCalls)['states.note']>

/** Takes in what state an agent is in; see the contract. The same note again changes nothing. */
export async function noteState(tx: Writer, { agent, at, id, reason, sessionId, state }: Note): Promise<void> {
  const open = await tx.selectFrom('agent_states').selectAll().where('ended_at', 'is', null).orderBy('started_at').execute()
  for (const row of open) {
    const silent = Math.abs(Date.parse(at) - Date.parse(row.known_at)) > silenceMs
    if (row.session_id !== sessionId || silent) await close(tx, row.id, row.known_at, true)
    else if (row.state === state && row.reason === reason && row.agent === agent) {
      if (at > row.known_at) await tx.updateTable('agent_states').set({ known_at: at }).where('id', '=', row.id).execute()
      return
    } else await close(tx, row.id, at > row.started_at ? at : row.started_at, false)
  }
  await tx
    .insertInto('agent_states')
    .values({
      id,
      session_id: sessionId,
      agent,
      state,
      reason,
      started_at: at,
      ended_at: null,
      known_at: at,
      cut_off: 0,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** The agent signs out: what of the session is open ends; after a silence it ended we do not know when. */
export async function endStates(tx: Writer, sessionId: string, at: string): Promise<void> {
  const open = await tx
    .selectFrom('agent_states')
    .select(['id', 'known_at', 'started_at'])
    .where('ended_at', 'is', null)
    .where('session_id', '=', sessionId)
    .execute()
  for (const row of open) {
    const silent = Math.abs(Date.parse(at) - Date.parse(row.known_at)) > silenceMs
    await close(tx, row.id, silent ? row.known_at : at > row.started_at ? at : row.started_at, silent)
  }
}

const close = (tx: Writer, id: string, at: string, cutOff: boolean): Promise<unknown> =>
  tx
    .updateTable('agent_states')
    .set({ ended_at: at, known_at: at, cut_off: cutOff ? 1 : 0 })
    .where('id', '=', id)
    .execute()
