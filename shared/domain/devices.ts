import { z } from 'zod'

/** The three places sound goes to or comes from. */
export const deviceRoles = ['microphone', 'speaker', 'ringer'] as const
export type DeviceRole = (typeof deviceRoles)[number]

export const audioDeviceSchema = z.object({
  deviceId: z.string().max(300),
  label: z.string().max(300),
  kind: z.enum(['input', 'output']),
})
export type AudioDevice = z.infer<typeof audioDeviceSchema>

export const devicesSchema = z.object({
  devices: z.array(audioDeviceSchema),
  /** What is in use, `null` for the system's choice. */
  selected: z.object({ microphone: z.string().nullable(), speaker: z.string().nullable(), ringer: z.string().nullable() }),
  /** Roles whose chosen device is unplugged; the system's choice stands in for it. */
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
