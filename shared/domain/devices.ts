import { z } from 'zod'

/** The three places sound goes to or comes from. */
export const deviceRoles = ['microphone', 'speaker', 'ringer'] as const
export type DeviceRole = (typeof deviceRoles)[number]
/** The places of which there is one; it may ring on several devices at once. */
export const singleRoles = ['microphone', 'speaker'] as const
export type SingleRole = (typeof singleRoles)[number]

/** Devices that ring together; none: the system's choice. */
export const ringersSchema = z.array(z.string().max(300)).max(8)

/** What the computer does to the agent's voice before it is sent; a good headset does it by itself. */
export const voiceSwitches = ['echo', 'noise', 'gain'] as const
export const voiceSchema = z.object({
  echo: z.boolean().default(true),
  noise: z.boolean().default(true),
  gain: z.boolean().default(true),
})
export type Voice = z.infer<typeof voiceSchema>
export const usualVoice: Voice = { echo: true, noise: true, gain: true }

export const audioDeviceSchema = z.object({
  deviceId: z.string().max(300),
  label: z.string().max(300),
  kind: z.enum(['input', 'output']),
})
export type AudioDevice = z.infer<typeof audioDeviceSchema>

export const devicesSchema = z.object({
  devices: z.array(audioDeviceSchema),
  /** What is in use, `null` for the system's choice. */
  selected: z.object({ microphone: z.string().nullable(), speaker: z.string().nullable(), ringer: ringersSchema }),
  /** Roles whose chosen device is unplugged; the system's choice stands in for it, or the ringers that are left. */
  missing: z.array(z.enum(deviceRoles)),
  /** The gravest one: without a microphone nobody hears us, without a loudspeaker we hear nobody. */
  problem: z.enum(['no_microphone', 'microphone_denied', 'no_speaker']).nullable(),
  /**
   * What is heard at the microphone of a call that is not on hold, where it is other than the agent thinks: they speak and are muted,
   * or nothing at all comes from it (a headset switched off at its cable).
   */
  voice: z.enum(['muted_talking', 'silent']).nullable(),
})
export type Devices = z.infer<typeof devicesSchema>
