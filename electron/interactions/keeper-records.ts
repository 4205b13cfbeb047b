import type { recordsCalls } from '#shared/contract/records/index.ts'
import type { Supervised } from '../app/supervised.ts'
import type { KeeperRecords } from './keeper.ts'

/** The records as the keeper asks them. */
export const keeperRecords = (records: Pick<Supervised<typeof recordsCalls>, 'call'>): KeeperRecords => ({
  put: (tracked) => records.call('interactions.put', { interaction: tracked.interaction, segments: [...tracked.segments] }),
  match: (raw) => records.call('contacts.match', { type: 'phone', raw }),
  card: (id) => records.call('contacts.card', { id }),
  unfinished: () => records.call('interactions.unfinished', null),
})
