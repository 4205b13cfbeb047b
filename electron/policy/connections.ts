import { z } from 'zod'
import { accountSchema } from '#shared/contract/mail.ts'
import { agentCodesSchema } from '#shared/domain/agent-codes.ts'
import { codecOrderSchema } from '#shared/domain/codecs.ts'
import { recordingPolicies } from '#shared/domain/recording.ts'
import type { Profile } from '#shared/settings/profile.ts'
import type { LoadedProfile } from './load-profile.ts'

/** A line as it is set up, without its secret. */
export const lineSetupSchema = z.object({
  uri: z.string(),
  authorizationUser: z.string(),
  servers: z.array(z.string()),
  tollFreeNumber: z.string().nullable(),
  region: z.string(),
  allowInsecure: z.boolean(),
  iceServers: z.array(
    z.object({
      urls: z.union([z.string(), z.array(z.string())]),
      username: z.string().optional(),
      credential: z.string().optional(),
    }),
  ),
  /** Voices in the order in which they are offered; empty: as the browser has them. */
  codecs: codecOrderSchema.default([]),
  expires: z.number().int(),
  headers: z.object({ queue: z.string(), ivrOption: z.string() }),
  /** A line set up by hand is not recorded: that is for whoever answers for the desks to decide, in a profile. */
  recording: z.enum(recordingPolicies).default('never'),
  /** Null: the exchange is told nothing of the agent's state. */
  agentCodes: agentCodesSchema.nullable().default(null),
  managed: z.boolean(),
})
export type LineSetup = z.infer<typeof lineSetupSchema>

/** What the person connected in the settings; secrets are in the vault. */
export const connectionsSchema = z.object({
  line: lineSetupSchema.nullable().default(null),
  accounts: z.array(accountSchema).default([]),
  /** SIP instance id (RFC 5626 §4.1) of this installation. */
  instanceId: z.uuid().nullable().default(null),
  /** Folder of the records, when the person chose another than the usual one. */
  recordsDirectory: z.string().nullable().default(null),
})
export type Connections = z.infer<typeof connectionsSchema>

export const lineDefaults = {
  iceServers: [],
  codecs: [],
  expires: 300,
  headers: { queue: 'X-Queue', ivrOption: 'X-IVR-Option' },
  recording: 'never',
  agentCodes: null,
} as const

/** The line of the profile, marked as managed; null when the profile has none. */
export function profileLine(profile: Profile): LineSetup | null {
  const line = profile.line
  if (!line) return null
  const user = /^sips?:([^@]+)@/i.exec(line.uri)?.[1] ?? ''
  return {
    uri: line.uri,
    authorizationUser: line.authorizationUser ?? decodeURIComponent(user),
    servers: line.servers,
    tollFreeNumber: line.tollFreeNumber ?? null,
    region: line.region,
    allowInsecure: line.allowInsecure,
    iceServers: line.iceServers.map((server) => ({
      urls: server.urls,
      ...(server.username === undefined ? {} : { username: server.username }),
      ...(server.credential === undefined ? {} : { credential: server.credential }),
    })),
    codecs: line.codecs,
    expires: line.expires,
    headers: line.headers,
    recording: line.recording.policy,
    agentCodes: line.agentCodes ?? null,
    managed: true,
  }
}

export type ManagedAccount = z.infer<typeof accountSchema> & { managed: boolean }

/** The profile's mailboxes before the person's own; the same id is the profile's. */
export function allAccounts(loaded: LoadedProfile | null, own: Connections['accounts']): ManagedAccount[] {
  const managed = (loaded?.profile.mailboxes ?? []).map((mailbox) => ({
    id: mailbox.id,
    name: mailbox.name,
    address: mailbox.address,
    senderName: mailbox.senderName ?? mailbox.name,
    imap: mailbox.imap,
    smtp: mailbox.smtp,
    allowInsecure: mailbox.allowInsecure,
    managed: true,
  }))
  return [
    ...managed,
    ...own
      .filter((account) => !managed.some((each) => each.id === account.id))
      .map((account) => ({ ...account, managed: false })),
  ]
}
