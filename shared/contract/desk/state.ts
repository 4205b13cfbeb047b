import { z } from 'zod'
import { globalActions } from '../../domain/accelerator.ts'
import { callSchema } from '../../domain/call.ts'
import { dispositionCodes } from '../../domain/case-choices.ts'
import { contactCardSchema } from '../../domain/contact.ts'
import { devicesSchema } from '../../domain/devices.ts'
import { exchangeSchema } from '../../domain/exchange.ts'
import { headsetsViewSchema } from '../../domain/headset/chosen.ts'
import { interactionSchema } from '../../domain/interaction.ts'
import { lineWords, presenceSchema, registrationSchema } from '../../domain/line.ts'
import { mailboxStatusSchema, outboxItemSchema } from '../../domain/mail.ts'
import { recordingViewSchema } from '../../domain/recording.ts'
import { userSettingsSchema } from '../../settings/user-settings.ts'
import { accountSchema } from '../mail.ts'
import { cueViewSchema } from './cues.ts'
import { instant } from '../common.ts'
import { practiceViewSchema } from './practice.ts'
import { appErrorSchema } from '../error.ts'

/**
 * Whether the records are open.
 *   starting ──▶ open
 *       ├──▶ needs_passphrase (or new_passphrase on the first start without a keychain) ──unlock──▶ open
 *       └──▶ blocked (damaged, too new, wrong key, disk) ──restore, other folder──▶ open
 */
export const accessSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('starting') }),
  z.object({ state: z.literal('new_passphrase') }),
  z.object({ state: z.literal('needs_passphrase'), problem: appErrorSchema.nullable() }),
  z.object({
    state: z.literal('blocked'),
    problem: appErrorSchema,
    backups: z.array(z.object({ name: z.string(), at: instant, bytes: z.number().int() })),
    directory: z.string(),
  }),
  z.object({ state: z.literal('open'), protection: z.enum(['keychain', 'passphrase', 'key_file']) }),
])
export type Access = z.infer<typeof accessSchema>

export const lineViewSchema = z.object({
  word: z.enum(lineWords),
  registration: registrationSchema,
  presence: presenceSchema,
  /** A code of the agent's state that the exchange did not take; `status` null: it got no answer. */
  codeFailed: z.object({ code: z.string().max(40), status: z.number().int().nullable() }).nullable(),
  /** What is set up, without its secret; null when there is no line yet. */
  config: z
    .object({
      uri: z.string(),
      authorizationUser: z.string(),
      servers: z.array(z.string()),
      tollFreeNumber: z.string().nullable(),
      region: z.string(),
      allowInsecure: z.boolean(),
      /** Comes from the profile: shown, not changed here. */
      managed: z.boolean(),
    })
    .nullable(),
})
export type LineView = z.infer<typeof lineViewSchema>

/** A call from first ring to the end of wrap-up, with all the desk needs to show at once. `interaction.id` is the `callId`. */
export const activeInteractionSchema = z.object({
  interaction: interactionSchema,
  call: callSchema.nullable(),
  /** The number as people of the country write it; null when withheld. */
  display: z.string().nullable(),
  /** Number dialled before it was forwarded to us, as people write it. */
  divertedDisplay: z.string().nullable(),
  card: contactCardSchema.nullable(),
  /** For the chooser, when several fit. */
  candidates: z.array(contactCardSchema),
  /** Its record is still being looked up. */
  matching: z.boolean(),
  /** Wrap-up began. */
  wrapUpAt: instant.nullable(),
  /** It ends by itself then; null: when the agent ends it. */
  wrapUpEndsAt: instant.nullable(),
})
export type ActiveInteraction = z.infer<typeof activeInteractionSchema>

export const processSchema = z.object({
  name: z.enum(['records', 'mail', 'phone', 'desk', 'practice']),
  state: z.enum(['running', 'restarting', 'stopped']),
  since: instant,
  nextTryAt: instant.nullable(),
  restarts: z.number().int(),
})

/** What the operating system gives us here. */
export const systemSchema = z.object({
  /** There is a tray that shows our icon. */
  tray: z.boolean(),
  /** Chosen global shortcuts, and whether the system gave them to us. */
  shortcuts: z.partialRecord(z.enum(globalActions), z.enum(['working', 'refused'])),
})
export type SystemView = z.infer<typeof systemSchema>

export const snapshotSchema = z.object({
  /** Number of the last event this snapshot contains; later events have higher ones. */
  seq: z.number().int(),
  version: z.string(),
  /** Language in use (BCP 47). */
  language: z.string(),
  agent: z.object({ name: z.string(), extension: z.string() }),
  /** Queues that are wrapped up with outcomes of their own, in their order; it never changes in a run. */
  queues: z.array(z.object({ name: z.string(), dispositions: z.array(z.enum(dispositionCodes)) })),
  access: accessSchema,
  line: lineViewSchema,
  /** What the exchange tells beside calls. */
  exchange: exchangeSchema,
  interactions: z.array(activeInteractionSchema),
  /** How the recording of each call stands that is talked; none for lines that never record. */
  recordings: z.array(recordingViewSchema),
  /** The technique card on the desk, at most one. */
  cue: cueViewSchema.nullable(),
  mailboxes: z.array(mailboxStatusSchema),
  accounts: z.array(accountSchema.extend({ managed: z.boolean() })),
  outbox: z.array(outboxItemSchema),
  processes: z.array(processSchema),
  devices: devicesSchema.nullable(),
  headsets: headsetsViewSchema,
  settings: userSettingsSchema,
  practice: practiceViewSchema,
  system: systemSchema,
})
export type Snapshot = z.infer<typeof snapshotSchema>
