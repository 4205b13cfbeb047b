import type { Snapshot } from '#shared/contract/desk/state.ts'
import { headsetsView } from '#shared/domain/headset/chosen.ts'
import { nothingTold } from '#shared/domain/exchange.ts'
import type { Registration } from '#shared/domain/line.ts'

/** A line nobody has set up yet. */
export const noRegistration = (): Registration => ({
  state: 'off',
  since: new Date().toISOString(),
  server: null,
  confirmedAt: null,
  nextTryAt: null,
  attempt: 0,
  problem: null,
})

/**
 * What the desk shows before anything is known.
 * @param line `connecting` where one has been set up, as far as it can be told without reading more
 */
export function firstState(
  known: Pick<Snapshot, 'version' | 'language' | 'agent' | 'queues' | 'settings'>,
  line: 'connecting' | 'unconfigured' = 'unconfigured',
): Omit<Snapshot, 'seq'> {
  return {
    ...known,
    access: { state: 'starting' },
    line: { word: line, registration: noRegistration(), presence: { ready: true, reason: null }, codeFailed: null, config: null },
    exchange: nothingTold,
    interactions: [],
    recordings: [],
    cue: null,
    mailboxes: [],
    accounts: [],
    outbox: [],
    processes: [],
    devices: null,
    headsets: headsetsView(known.settings.headsets, []),
    practice: null,
    system: { tray: false, shortcuts: {} },
  }
}
