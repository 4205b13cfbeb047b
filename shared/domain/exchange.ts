import { z } from 'zod'

/** The voice mailbox as the exchange tells of it (RFC 3842). */
export const voicemailSchema = z.object({
  waiting: z.boolean(),
  /** New and old voice messages; null when it did not say. */
  fresh: z.number().int().min(0).nullable(),
  old: z.number().int().min(0).nullable(),
  /** Whom to call to hear them: a user or number of the exchange; null when it did not say. */
  account: z.string().max(120).nullable(),
})
export type Voicemail = z.infer<typeof voicemailSchema>

/** What is known of a colleague's telephone (RFC 4235). `ringing`: somebody calls there, who could be picked up. */
export const colleagueStates = ['unknown', 'free', 'ringing', 'busy'] as const
export type ColleagueState = (typeof colleagueStates)[number]

/** What the exchange tells beside calls. */
export const exchangeSchema = z.object({
  voicemail: voicemailSchema.nullable(),
  colleagues: z.array(z.object({ user: z.string().max(80), state: z.enum(colleagueStates) })),
})
export type Exchange = z.infer<typeof exchangeSchema>

export const nothingTold: Exchange = { voicemail: null, colleagues: [] }

/** A user part that may stand in an address and be dialled as it is. */
export const watchedUser = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9.+_*-]{1,80}$/)

/** A feature code of an exchange. */
export const exchangeCode = z.string().regex(/^[0-9*#]{0,8}$/)

/** What a person says of their exchange; empty where it is not used. */
export const exchangeSettingsSchema = z.object({
  /** Number of the voice mailbox; '' where the exchange tells it. */
  voicemail: z.string().trim().max(60),
  /** Whose telephones are watched. */
  colleagues: z.array(z.object({ user: watchedUser, name: z.string().trim().max(80) })).max(30),
  /** Dialled before a colleague's number to pick up what rings there. */
  pickUpPrefix: exchangeCode,
  /** A call is handed over to it to be parked; '' where calls are not parked. */
  parkCode: exchangeCode,
  /** Dialled before the slot to take a parked call back. */
  retrieveCode: exchangeCode,
})
export type ExchangeSettings = z.infer<typeof exchangeSettingsSchema>
export const usualExchange: ExchangeSettings = {
  voicemail: '',
  colleagues: [],
  pickUpPrefix: '**',
  parkCode: '',
  retrieveCode: '',
}

/** A text message from the exchange or somebody at it (RFC 3428), fit to show. */
export const shortMessageSchema = z.object({ from: z.string().max(300), text: z.string().max(1000) })
export type ShortMessage = z.infer<typeof shortMessageSchema>
