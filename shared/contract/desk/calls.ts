import { z } from 'zod'
import { dispositionCodes } from '../../domain/case-choices.ts'
import { devicesSchema, ringersSchema, singleRoles } from '../../domain/devices.ts'
import { headsetIdSchema } from '../../domain/headset/chosen.ts'
import { draftSchema } from '../../domain/mail.ts'
import { userSettingsPatchSchema } from '../../settings/user-settings.ts'
import { act, call, nothing } from '../define.ts'
import { id } from '../common.ts'
import { accountSchema, discoveredSchema, testStepSchema } from '../mail.ts'
import { recordsCalls } from '../records/index.ts'
import { csvFormatSchema, csvMappingSchema } from '../records/search.ts'
import { cueDeskCalls } from './cues.ts'
import { mergeDeskCalls } from './merges.ts'
import { playbookCalls } from './playbooks.ts'
import { practiceCalls } from './practice.ts'
import { recordingDeskCalls } from './recordings.ts'
import { snapshotSchema } from './state.ts'

const callRef = z.object({ id })

/** Calls of the records process that the desk may make as they are; main only passes them on. */
export const forwardedNames = [
  'contacts.card',
  'contacts.list',
  'contacts.create',
  'contacts.update',
  'contacts.duplicates',
  'merges.preview',
  'merges.of',
  'audit.list',
  'interactions.get',
  'interactions.callLog',
  'interactions.quality',
  'timeline.list',
  'notes.put',
  'notes.remove',
  'cases.create',
  'cases.patch',
  'cases.get',
  'cases.list',
  'scratch.put',
  'scratch.get',
  'search.query',
  'cues.traced',
  'csv.cancel',
  'csv.state',
  'csv.problems',
  'mail.conversations',
  'mail.conversation',
  'mail.body',
  'mail.setSeen',
  'drafts.begin',
  'drafts.put',
  'drafts.get',
  'drafts.discard',
  'drafts.restore',
  'drafts.list',
  'drafts.detach',
  'outbox.queue',
  'outbox.withdraw',
  'outbox.list',
  'outbox.retry',
  'outbox.settle',
  'playbookMarks.of',
  'recordings.of',
  'states.days',
  'states.of',
] as const satisfies readonly (keyof typeof recordsCalls)[]
export type ForwardedName = (typeof forwardedNames)[number]

const forwarded = Object.fromEntries(forwardedNames.map((name) => [name, recordsCalls[name]])) as Pick<
  typeof recordsCalls,
  ForwardedName
>

export const lineInputSchema = z.object({
  uri: z.string().max(300),
  authorizationUser: z.string().max(200),
  /** Empty keeps the one that is stored. */
  password: z.string().max(500),
  servers: z.array(z.string().max(500)).min(1).max(10),
  tollFreeNumber: z.string().max(40).nullable(),
  region: z.string().length(2),
  allowInsecure: z.boolean(),
})

const ownCalls = {
  'app.snapshot': call(nothing, snapshotSchema),
  /** The first picture stands and the page has nothing more to do for it: what competes with it may begin. */
  'app.drawn': call(nothing, nothing),
  /** Opens a web address outside, after the desk showed the real host; refuses every scheme but http and https. */
  'app.openLink': act(z.object({ url: z.string().max(4000) }), nothing),
  'app.unlock': act(z.object({ passphrase: z.string().max(1000) }), nothing, { timeoutMs: 60_000 }),
  'app.newPassphrase': act(z.object({ passphrase: z.string().max(1000) }), nothing, { timeoutMs: 60_000 }),
  /** The way out of `blocked`: put back a good copy, use another folder (asked by a dialog), try again, or quit. */
  'app.recover': act(
    z.discriminatedUnion('choice', [
      z.object({ choice: z.literal('restore'), name: z.string().max(300) }),
      z.object({ choice: z.literal('other') }),
      z.object({ choice: z.literal('retry') }),
      z.object({ choice: z.literal('quit') }),
    ]),
    nothing,
    { timeoutMs: 180_000 },
  ),
  'settings.set': call(z.object({ patch: userSettingsPatchSchema }), nothing),
  'line.setReady': call(z.object({ ready: z.boolean(), reason: z.string().max(80).nullable() }), nothing),
  'line.tryNow': call(nothing, nothing),
  'line.save': act(z.object({ line: lineInputSchema }), nothing),
  'line.remove': act(nothing, nothing),
  /** `target` as typed: a number in any spelling, a SIP address, an extension. Answers with the interaction's id. */
  'call.dial': act(z.object({ id, target: z.string().trim().min(1).max(200), contactId: id.nullable() }), callRef),
  'call.answer': act(callRef, nothing),
  'call.decline': act(callRef, nothing),
  /** A conference is left as a whole, unless one leg is hung up `alone`. */
  'call.hangUp': act(callRef.extend({ alone: z.boolean().default(false) }), nothing),
  'call.hold': act(callRef, nothing),
  /** Hands a call over; `target` as typed. How it goes on is told by the call's `transfer`. */
  'call.transfer': act(callRef.extend({ target: z.string().min(1).max(200) }), nothing),
  /** Hands a call over to whom the other call is with. */
  'call.transferTo': act(callRef.extend({ otherId: id }), nothing),
  /** Talks with both together. */
  'call.join': act(callRef.extend({ otherId: id }), nothing),
  'call.resume': act(callRef, nothing),
  /** What the agent decided on a call's `asked`. */
  'call.decide': act(callRef.extend({ yes: z.boolean() }), nothing),
  'call.mute': act(callRef.extend({ muted: z.boolean() }), nothing),
  'call.tones': act(callRef.extend({ tones: z.string().regex(/^[0-9A-D*#]{1,32}$/) }), nothing),
  'call.silence': act(callRef, nothing),
  /** A person picked who it is (from the chooser, from search, or a contact just made). */
  'interaction.identify': act(z.object({ id, contactId: id }), z.object({ undoId: id })),
  'interaction.notThisPerson': act(callRef, z.object({ undoId: id })),
  'interaction.undoRelink': act(z.object({ undoId: id }), nothing),
  /** Kept within a second while it is typed. */
  'interaction.note': call(z.object({ id, note: z.string().max(20_000) }), z.object({ keptAt: z.string() })),
  /** Chosen during the call already or in wrap-up; kept at once. */
  'interaction.disposition': call(z.object({ id, code: z.enum(dispositionCodes).nullable() }), nothing),
  'interaction.case': call(z.object({ id, caseId: id }), nothing),
  /** One more minute for a wrap-up that ends by itself. */
  'interaction.extendWrapUp': act(callRef, nothing),
  /** Ends wrap-up; without a code where the policy asks for none, else `bad_input`. */
  'interaction.finish': act(z.object({ id, code: z.enum(dispositionCodes).nullable(), note: z.string().max(20_000) }), nothing),
  'devices.select': call(z.object({ role: z.enum(singleRoles), deviceId: z.string().nullable() }), devicesSchema),
  'devices.selectRingers': call(z.object({ deviceIds: ringersSchema }), devicesSchema),
  'devices.meter': call(z.object({ on: z.boolean() }), nothing),
  'devices.testRinger': act(nothing, nothing),
  /** The agent hears themselves: three seconds of the microphone (`level` events meanwhile), played afterwards; never during a call. */
  'devices.tryRecord': act(nothing, z.object({ heard: z.boolean() })),
  'devices.tryPlay': act(nothing, nothing),
  'devices.tryStop': act(nothing, nothing),
  /** Choosing a headset begins: what there is comes as `headsets.offers`, until one is taken or it is called off. */
  'headsets.choose': act(nothing, nothing),
  'headsets.take': act(z.object({ id: z.string().max(300) }), nothing),
  'headsets.cancel': call(nothing, nothing),
  'headsets.forget': call(headsetIdSchema, nothing),
  'mail.tryNow': call(nothing, nothing),
  'accounts.discover': call(z.object({ address: z.string().max(320) }), z.array(discoveredSchema), { timeoutMs: 30_000 }),
  /** An empty password tests with the one that is stored. */
  'accounts.test': act(z.object({ account: accountSchema, password: z.string().max(500) }), z.array(testStepSchema), {
    timeoutMs: 60_000,
  }),
  'accounts.save': act(z.object({ account: accountSchema, password: z.string().max(500) }), nothing),
  'accounts.remove': act(z.object({ id: z.string().max(80) }), nothing),
  /** Links the conversation and asks nothing further; undo by `interaction.undoRelink`. */
  'conversation.link': act(z.object({ id, contactId: id.nullable() }), z.object({ undoId: id })),
  /** Asks by a dialog where to save; null when the person thought better of it. */
  'message.savePart': act(z.object({ messageId: id, part: z.number().int() }), z.object({ savedTo: z.string().nullable() }), {
    timeoutMs: 600_000,
  }),
  'message.saveRaw': act(z.object({ messageId: id }), z.object({ savedTo: z.string().nullable() }), { timeoutMs: 600_000 }),
  /** Asks by a dialog where to write the call log as CSV; null when the person thought better of it. */
  'calls.export': act(
    z.object({ filter: z.enum(['all', 'missed']) }),
    z.object({ savedTo: z.string().nullable(), rows: z.number().int() }),
    { timeoutMs: 1_200_000 },
  ),
  /** The same with the days of the agents. */
  'states.export': act(nothing, z.object({ savedTo: z.string().nullable(), rows: z.number().int() }), { timeoutMs: 1_200_000 }),
  /** Asks by a dialog for files and adds them to the draft. */
  'drafts.attachFiles': act(z.object({ draftId: id }), draftSchema, { timeoutMs: 600_000 }),
  /**
   * Gives a letter, already made harmless by the desk, an address in the powerless view: `app://letter/<token>`.
   * `withdraw` forgets it.
   */
  'letter.show': call(z.object({ messageId: id, html: z.string().max(8_000_000) }), z.object({ url: z.string() })),
  'letter.withdraw': call(z.object({ url: z.string() }), nothing),
  /** Asks by a dialog for a file and keeps its path in main; the desk only gets a token. */
  'csv.choose': act(nothing, z.object({ token: id, fileName: z.string() }).nullable(), { timeoutMs: 600_000 }),
  'csv.preview': call(z.object({ token: id, format: csvFormatSchema.nullable() }), recordsCalls['csv.preview'].out, {
    timeoutMs: 60_000,
  }),
  'csv.start': act(
    z.object({
      token: id,
      jobId: id,
      format: csvFormatSchema,
      mapping: csvMappingSchema,
      duplicates: z.enum(['skip', 'merge', 'create']),
      onProblem: z.enum(['skip_row', 'stop']),
    }),
    nothing,
  ),
} as const

/** The whole of what the desk window may ask. */
export const deskCalls = {
  ...forwarded,
  ...ownCalls,
  ...mergeDeskCalls,
  ...cueDeskCalls,
  ...playbookCalls,
  ...recordingDeskCalls,
  ...practiceCalls,
} as const
export type DeskCalls = typeof deskCalls
export type DeskCallName = keyof DeskCalls

/** What the preload puts into the desk window as `window.courtesy`: nothing of Electron, no event objects. */
export interface DeskBridge {
  /** Never rejects; answers with a `Result` that main has checked. */
  call(name: string, input: unknown): Promise<unknown>
  /** Numbered events, those of one moment together; returns how to stop. */
  listen(listener: (envelopes: readonly unknown[]) => void): () => void
}
