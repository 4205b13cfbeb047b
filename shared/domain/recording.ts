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

/** How a call that was just answered stands under a policy; null when nothing is ever recorded. */
export function beginRecording(interactionId: string, policy: RecordingPolicy): RecordingView | null {
  const states = { never: null, consent: 'waiting', manual: 'ready', always: 'recording' } as const
  const state = states[policy]
  return state && { interactionId, state, paused: false, payment: false }
}

/** The view after an act; the very same one when the act means nothing now. */
export function afterAct(view: RecordingView, act: RecordingAct): RecordingView {
  const { state } = view
  switch (act) {
    case 'agree':
      return state === 'waiting' ? { ...view, state: 'recording' } : view
    case 'refuse':
      return state === 'waiting' ? { ...view, state: 'refused' } : view
    case 'record':
      return state === 'ready' ? { ...view, state: 'recording' } : view
    case 'pause':
    case 'resume':
      return state === 'recording' && view.paused !== (act === 'pause') ? { ...view, paused: act === 'pause' } : view
    // Before it records, too: whoever begins to record in the middle of a payment records silence.
    case 'payment':
    case 'paid':
      return view.payment === (act === 'payment') ? view : { ...view, payment: act === 'payment' }
  }
}

/** Whether silence is written instead of sound. */
export const isSilent = (view: RecordingView): boolean => view.paused || view.payment
