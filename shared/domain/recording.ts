import { z } from 'zod'

/** What a line does about recording: `line.recording.policy` of the profile. */
export const recordingPolicies = ['never', 'consent', 'always', 'manual'] as const
export type RecordingPolicy = (typeof recordingPolicies)[number]

/** What the customer said when asked; `not_asked` where the policy asks nobody. */
export const consents = ['not_asked', 'given', 'refused'] as const

/**
 * A recording as it is kept.
 *
 *   recording ──call ends──▶ whole
 *       └──Courtesy ends first──▶ cut (all but the last second or two is there)
 *   none: the customer did not agree, so there is no sound and never was
 *   whole, cut ──erase──▶ erased (key and file are gone, the row stays)
 */
export const recordingStates = ['recording', 'whole', 'cut', 'none', 'erased'] as const

const instant = z.iso.datetime({ precision: 3 })

export const recordingSchema = z.object({
  id: z.uuid(),
  interactionId: z.uuid(),
  policy: z.enum(recordingPolicies),
  consent: z.enum(consents),
  state: z.enum(recordingStates),
  startedAt: instant,
  endedAt: instant.nullable(),
  /** Of the sound itself (Ogg Opus), not of the encrypted file. */
  bytes: z.number().int().min(0),
  seconds: z.number().min(0),
  /** SHA-256 of the whole sound, hexadecimal; null while there is none. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** It may not be erased. */
  legalHold: z.boolean(),
})
export type Recording = z.infer<typeof recordingSchema>

/**
 * What the desk shows while a call is talked.
 *
 *   consent: waiting ──agree──▶ recording
 *               └──refuse──▶ refused
 *   manual:  ready ──record──▶ recording
 *   always:  recording
 *
 * `recording ──▶ failed` when sound cannot be taken or kept.
 */
export const recordingViewSchema = z.object({
  interactionId: z.uuid(),
  state: z.enum(['waiting', 'refused', 'ready', 'recording', 'failed']),
  /** The agent paused it. */
  paused: z.boolean(),
  /** Card data are being said: paused, whatever else. */
  payment: z.boolean(),
})
export type RecordingView = z.infer<typeof recordingViewSchema>

export const recordingActs = ['agree', 'refuse', 'record', 'pause', 'resume', 'payment', 'paid'] as const
export type RecordingAct = (typeof recordingActs)[number]
