import { z } from 'zod'
import { codeOrderSchema } from '../domain/agent-codes.ts'
import { callSchema, handOverSchema } from '../domain/call.ts'
import { codecOrderSchema } from '../domain/codecs.ts'
import { devicesSchema, ringersSchema, singleRoles, usualVoice, voiceSchema } from '../domain/devices.ts'
import { exchangeSchema, shortMessageSchema, watchedUser } from '../domain/exchange.ts'
import { headsetIdSchema, headsetStateSchema } from '../domain/headset/chosen.ts'
import { headsetActs } from '../domain/headset/meaning.ts'
import { registrationSchema } from '../domain/line.ts'
import { act, call, nothing } from './define.ts'
import { id } from './common.ts'

export const lineConfigSchema = z.object({
  /** `sip:user@domain`. */
  uri: z.string(),
  displayName: z.string(),
  authorizationUser: z.string(),
  password: z.string(),
  /** `ws:`/`wss:` addresses, tried in this order. */
  servers: z.array(z.string()).min(1),
  iceServers: z.array(
    z.object({
      urls: z.union([z.string(), z.array(z.string())]),
      username: z.string().optional(),
      credential: z.string().optional(),
    }),
  ),
  codecs: codecOrderSchema,
  /** Registration lifetime asked for, seconds. */
  expires: z.number().int(),
  /** Stable over restarts (RFC 5626 §4.1), so that the exchange replaces our old contact. */
  instanceId: z.uuid(),
  headers: z.object({ queue: z.string(), ivrOption: z.string() }),
})
export type LineConfig = z.infer<typeof lineConfigSchema>

/** What became of a code: taken, got lost on its way (it may be sent again), or refused with a SIP status. */
export const codeOutcomeSchema = z.object({
  outcome: z.enum(['done', 'lost', 'refused']),
  status: z.number().int().nullable(),
})
export type CodeOutcome = z.infer<typeof codeOutcomeSchema>

const callRef = z.object({ callId: id })

/** What main asks of the phone window. Calls about a call answer once the act has begun; its end comes as `call`. */
export const phoneCalls = {
  configure: call(
    z.object({
      line: lineConfigSchema.nullable(),
      selected: devicesSchema.shape.selected,
      voice: voiceSchema.default(usualVoice),
      ready: z.boolean(),
      handOver: handOverSchema.default('ask'),
      watched: z.array(watchedUser).max(30).default([]),
    }),
    nothing,
  ),
  /** All that is going on, after a restart of the listener. */
  snapshot: call(nothing, z.object({ registration: registrationSchema, calls: z.array(callSchema), devices: devicesSchema })),
  /** Agent wants calls or not: not ready answers 480 to new ones. */
  setReady: call(z.object({ ready: z.boolean() }), nothing),
  setVoice: call(voiceSchema, nothing),
  setHandOver: call(z.object({ handOver: handOverSchema }), nothing),
  /** Tells the exchange a code of the agent's state; answers when it is known what became of it. */
  sendCode: act(codeOrderSchema, codeOutcomeSchema, { timeoutMs: 45_000 }),
  /** Whose telephones are watched, by their user parts at the exchange. */
  setWatched: call(z.object({ watched: z.array(watchedUser).max(30) }), nothing),
  /** The computer woke, or the agent pressed *Try now*: do not wait for the back-off. */
  tryNow: call(nothing, nothing),
  /** Addresses of this computer came or went: what went over them may be gone. */
  networkChanged: call(nothing, nothing),
  /** A page is not told why its socket failed: main finds out and says so (`net::ERR_…`, `HTTP_404`). */
  netError: call(z.object({ url: z.string().max(2000), error: z.string().max(200) }), nothing),
  /** `target` is a number as dialled (already normalised for the line) or a SIP user. */
  dial: act(z.object({ callId: id, target: z.string().max(200) }), nothing),
  /** `automatic`: by the desk itself, with a beep for the agent before the voices are heard. */
  answer: act(callRef.extend({ automatic: z.boolean().default(false) }), nothing),
  decline: act(callRef, nothing),
  /**
   * `closing`: because the desk is being closed, not because somebody wanted it. `alone`: what it is talked together with goes on; else the
   * agent takes leave of both.
   */
  hangUp: act(callRef.extend({ closing: z.boolean().default(false), alone: z.boolean().default(false) }), nothing),
  hold: act(callRef, nothing),
  resume: act(callRef, nothing),
  /** Hands the call over to a number as dialled or a SIP user (RFC 3515): on hold until somebody answers there, back when nobody does. */
  transfer: act(callRef.extend({ target: z.string().max(200) }), nothing),
  /** Hands the call over to whom the other call is with (RFC 3891). */
  transferTo: act(callRef.extend({ otherCallId: id }), nothing),
  /** Talks with both together: each side hears the agent and the other side, mixed here. One that is on hold is taken off it. */
  join: act(callRef.extend({ otherCallId: id }), nothing),
  /** What the agent decided on a call's `asked`. */
  decide: act(callRef.extend({ yes: z.boolean() }), nothing),
  mute: act(callRef.extend({ muted: z.boolean() }), nothing),
  sendTones: act(callRef.extend({ tones: z.string().regex(/^[0-9A-D*#]{1,32}$/) }), nothing),
  /** Stops the ringing sound only; the call goes on ringing for the caller. */
  silence: act(callRef, nothing),
  /** Takes the sound of a call from now to its end, stereo; it comes as `recorded`. Told again it takes over `paused`: silence for sound. */
  record: call(callRef.extend({ recordingId: id, paused: z.boolean() }), nothing),
  devices: call(nothing, devicesSchema),
  selectDevice: call(z.object({ role: z.enum(singleRoles), deviceId: z.string().nullable() }), devicesSchema),
  selectRingers: call(z.object({ deviceIds: ringersSchema }), devicesSchema),
  /** While on, `level` events come ten times a second. */
  meter: call(z.object({ on: z.boolean() }), nothing),
  testRinger: act(nothing, nothing),
  /** The agent hears themselves: three seconds of the microphone (`level` events meanwhile), played afterwards; never during a call. */
  tryRecord: act(nothing, z.object({ heard: z.boolean() })),
  tryPlay: act(nothing, nothing),
  tryStop: act(nothing, nothing),
  /** Asks Chromium for a headset with buttons, which asks main; only after main lent a click. Answers once it has begun. */
  chooseHeadset: act(nothing, nothing),
  /** A headset is no longer ours: its buttons do nothing, its lamps are out. */
  forgetHeadset: call(headsetIdSchema, nothing),
} as const

export const phoneEvents = {
  registration: registrationSchema,
  call: callSchema,
  exchange: exchangeSchema,
  /** A text message came. */
  message: shortMessageSchema,
  devices: devicesSchema,
  /** Headsets we may use that are plugged in. */
  headsets: z.array(headsetStateSchema).max(32),
  /** A button of a headset was pressed: what the desk's own button would do. */
  headsetAct: z.object({ act: z.enum(headsetActs), callId: id }),
  /**
   * A piece of a recording, once a second: whole Ogg pages, to be put one behind the other. `last` comes once, with the end of the call
   * or (`failed`) because sound could not be taken any more.
   */
  recorded: z.object({
    recordingId: id,
    sound: z.instanceof(Uint8Array).refine((bytes) => bytes.byteLength <= 1_000_000, 'too long'),
    last: z.boolean(),
    failed: z.boolean(),
  }),
  /** Loudness of the microphone, 0 (silence) to 1 (full scale), peak of the last tenth of a second. */
  level: z.object({ microphone: z.number().min(0).max(1) }),
  /** A line for the log; already redacted. */
  log: z.object({ level: z.enum(['info', 'warn', 'error']), what: z.string(), context: z.record(z.string(), z.unknown()) }),
} as const
