import { z } from 'zod'
import { devicesSchema } from '../../domain/devices.ts'
import { shortMessageSchema } from '../../domain/exchange.ts'
import { userSettingsSchema } from '../../settings/user-settings.ts'
import { recordsEvents } from '../records/index.ts'
import { snapshotSchema } from './state.ts'

/** Events to the desk. Each carries a slice of the snapshot whole, so that a lost one is mended by the next. */
export const deskEvents = {
  language: snapshotSchema.shape.language,
  access: snapshotSchema.shape.access,
  line: snapshotSchema.shape.line,
  exchange: snapshotSchema.shape.exchange,
  interactions: snapshotSchema.shape.interactions,
  recordings: snapshotSchema.shape.recordings,
  cue: snapshotSchema.shape.cue,
  mailboxes: snapshotSchema.shape.mailboxes,
  accounts: snapshotSchema.shape.accounts,
  outbox: snapshotSchema.shape.outbox,
  processes: snapshotSchema.shape.processes,
  devices: devicesSchema,
  headsets: snapshotSchema.shape.headsets,
  settings: userSettingsSchema,
  practice: snapshotSchema.shape.practice,
  system: snapshotSchema.shape.system,
  /** A notification, the tray or the call pop leads to a place: it is shown. */
  open: z.object({ place: z.enum(['phone', 'mail']), open: z.string().max(80).nullable() }),
  /** Records changed: queries about these topics are asked again. */
  changed: recordsEvents.changed,
  'csv.progress': recordsEvents['csv.progress'],
  /** A letter came in (not during a first sync). */
  'mail.arrived': recordsEvents['mail.arrived'],
  level: z.object({ microphone: z.number() }),
  /** A `tel:`, `sip:` or `mailto:` link was opened: fill in, never act. */
  prefill: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('dial'), target: z.string() }),
    z.object({
      kind: z.literal('compose'),
      to: z.array(z.string()),
      cc: z.array(z.string()),
      subject: z.string(),
      body: z.string(),
    }),
  ]),
  /** A link in a letter was clicked: the desk shows the real address and asks before `app.openLink`. */
  link: z.object({ url: z.string().max(4000) }),
  /** A text message came from the exchange. */
  message: shortMessageSchema,
  /** Something to tell that has no place of its own; never takes the focus. */
  notice: z.object({
    tone: z.enum(['info', 'good', 'warn', 'bad']),
    messageKey: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
} as const
export type DeskEventName = keyof typeof deskEvents

/** How an event travels to the desk window. */
export const deskEventEnvelope = z.object({ seq: z.number().int(), name: z.string(), payload: z.unknown() })
