import type { Snapshot } from '#shared/contract/desk/state.ts'
import { lineWord } from '#shared/domain/line.ts'
import { userSettingsSchema } from '#shared/settings/user-settings.ts'
import { active, talking } from './calls.ts'
import { ago, card, fakeId } from './people.ts'

const soon = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

const base = (search: URLSearchParams): Snapshot => ({
  seq: 1,
  practice: null,
  exchange: { voicemail: null, colleagues: [] },
  cue: null,
  version: '0.1.0',
  language: search.get('lang') ?? 'en',
  agent: { name: 'Anna Kovács', extension: 'agent' },
  queues: [],
  access: { state: 'open', protection: 'keychain' },
  line: {
    word: 'ready',
    registration: {
      state: 'registered',
      since: ago(120),
      server: 'wss://exchange.toll.test',
      confirmedAt: ago(0.4),
      nextTryAt: null,
      attempt: 0,
      problem: null,
    },
    presence: { ready: true, reason: null },
    codeFailed: null,
    config: {
      uri: 'sip:agent@toll.test',
      authorizationUser: 'agent',
      servers: ['wss://exchange.toll.test'],
      tollFreeNumber: '+36801234567',
      region: 'HU',
      allowInsecure: false,
      managed: false,
    },
  },
  interactions: [],
  recordings: [],
  mailboxes: [
    {
      mailboxId: 'service',
      name: 'Customer service',
      address: 'service@toll.test',
      state: 'idle',
      since: ago(120),
      nextTryAt: null,
      progress: null,
      problem: null,
      unread: 4,
    },
  ],
  accounts: [
    {
      id: 'service',
      name: 'Customer service',
      address: 'service@toll.test',
      senderName: 'Customer service',
      imap: { host: 'imap.toll.test', port: 993, security: 'tls', user: 'service' },
      smtp: { host: 'smtp.toll.test', port: 465, security: 'tls', user: 'service' },
      allowInsecure: false,
      managed: false,
    },
  ],
  outbox: [],
  processes: (['records', 'mail', 'phone', 'desk'] as const).map((name) => ({
    name,
    state: 'running',
    since: ago(120),
    nextTryAt: null,
    restarts: 0,
  })),
  devices: {
    devices: [
      { deviceId: 'm1', label: 'Jabra Evolve2 65 (microphone)', kind: 'input' },
      { deviceId: 'm2', label: 'Built-in microphone', kind: 'input' },
      { deviceId: 's1', label: 'Jabra Evolve2 65', kind: 'output' },
      { deviceId: 's2', label: 'Built-in speakers', kind: 'output' },
    ],
    selected: { microphone: 'm1', speaker: 's1', ringer: [] },
    missing: [],
    voice: null,
    problem: null,
  },
  headsets: { chosen: [{ vendorId: 0x0b0e, productId: 0x2481, name: 'Jabra Evolve2 65', state: 'connected' }], offers: null },
  system: { tray: true, shortcuts: {} },
  settings: {
    ...userSettingsSchema.parse({}),
    theme: search.get('theme') === 'dark' ? 'dark' : search.get('theme') === 'light' ? 'light' : 'system',
  },
})

const problem = {
  kind: 'network' as const,
  messageKey: 'error.timeout',
  retryable: true,
  detail: 'connect ETIMEDOUT 192.0.2.1:443',
}

const scenes: Record<string, (snapshot: Snapshot) => void> = {
  idle: () => undefined,
  ringing: (x) => void (x.interactions = [active(1, 0, { rest: { divertedDisplay: '06 80 123 456' } })]),
  call: (x) => void (x.interactions = [talking(1, 0, { caseId: fakeId(4, 0) })]),
  second: (x) => void (x.interactions = [talking(1, 0, { caseId: fakeId(4, 0) }), active(2, 3)]),
  chooser: (x) =>
    void (x.interactions = [
      active(1, null, {
        interaction: { remote: '+3615550142', matchLevel: 'shared' },
        rest: { display: '+36 1 555 0142', candidates: [card(0), card(5)] },
      }),
    ]),
  unknown: (x) => void (x.interactions = [talking(1, null)]),
  withheld: (x) =>
    void (x.interactions = [active(1, null, { interaction: { remote: null, matchLevel: 'withheld' }, rest: { display: null } })]),
  wrapup: (x) => {
    const one = talking(1, 0, {
      state: 'wrap_up',
      endedAt: ago(0.5),
      caseId: fakeId(4, 0),
      note: 'Promised a corrected invoice today before 5 pm.',
    })
    x.interactions = [{ ...one, call: null, wrapUpAt: ago(0.5) }]
  },
  offline: (x) => {
    x.line.registration = {
      state: 'waiting',
      since: ago(11),
      server: 'wss://exchange.toll.test',
      confirmedAt: ago(11),
      nextTryAt: soon(14),
      attempt: 4,
      problem,
    }
    x.processes = x.processes.map((each) =>
      each.name === 'mail' ? { ...each, state: 'restarting' as const, nextTryAt: soon(5) } : each,
    )
  },
  first: (x) => {
    x.line = { ...x.line, word: 'unconfigured', config: null, registration: { ...x.line.registration, state: 'off' } }
    x.accounts = []
    x.mailboxes = []
  },
  new: (x) => void (x.access = { state: 'new_passphrase' }),
  unlock: (x) => void (x.access = { state: 'needs_passphrase', problem: null }),
  blocked: (x) =>
    void (x.access = {
      state: 'blocked',
      problem: { kind: 'damaged', messageKey: 'error.internal', retryable: false, detail: 'SQLITE_CORRUPT' },
      backups: [
        { name: 'a', at: ago(600), bytes: 48_000_000 },
        { name: 'b', at: ago(6000), bytes: 47_000_000 },
      ],
      directory: '/home/anna/.config/courtesy',
    }),
}

/** The snapshot of a scene; the line's word follows from its facts as in the product. */
export function sceneOf(search: URLSearchParams): Snapshot {
  const snapshot = base(search)
  scenes[search.get('scene') ?? 'idle']?.(snapshot)
  snapshot.line.word = wordOf(snapshot)
  return snapshot
}

export const wordOf = (snapshot: Snapshot): Snapshot['line']['word'] =>
  lineWord({
    registration: snapshot.line.registration,
    presence: snapshot.line.presence,
    ringing: snapshot.interactions.some((each) => each.interaction.state === 'ringing' || each.interaction.state === 'dialling'),
    inCall: snapshot.interactions.some((each) => each.interaction.state === 'talk'),
    wrapUp: snapshot.interactions.some((each) => each.interaction.state === 'wrap_up'),
  })
