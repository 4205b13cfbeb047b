import type { Handlers } from '#shared/contract/define.ts'
import type { availabilityCalls } from '#shared/contract/records/availability.ts'
import type { RecordsContext } from '../../context.ts'
import { listDay, listDays, ownZone } from './days.ts'
import { endStates, noteState } from './note.ts'

type Calls = Omit<typeof availabilityCalls, 'states.export'>

/** States of agents and the days they make. */
export function availabilityHandlers(context: RecordsContext): Handlers<Calls> {
  return {
    'states.note': async (note) => {
      await context.store().write((tx) => noteState(tx, note))
      return null
    },
    'states.end': async ({ at, sessionId }) => {
      await context.store().write((tx) => endStates(tx, sessionId, at))
      return null
    },
    'states.days': ({ cursor }) => listDays(context.store().read, cursor, ownZone(), context.now()),
    'states.of': (input) => listDay(context.store().read, input, ownZone(), context.now()),
  }
}
