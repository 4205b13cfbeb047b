import { z } from 'zod'
import { mailboxStatusSchema } from '../domain/mail.ts'
import { act, call, nothing } from './define.ts'

export const serverSchema = z.object({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().max(320),
})
export type MailServer = z.infer<typeof serverSchema>

export const accountSchema = z.object({
  id: z.string().regex(/^[a-z0-9_-]{1,80}$/i),
  name: z.string().min(1).max(200),
  address: z.string().max(320),
  /** Name people see beside the address. */
  senderName: z.string().max(200),
  imap: serverSchema,
  smtp: serverSchema,
  /** `none` (clear text) is refused unless the profile says so. */
  allowInsecure: z.boolean(),
})
export type MailAccount = z.infer<typeof accountSchema>

export const testStepSchema = z.object({
  step: z.enum(['imap_connect', 'imap_login', 'imap_folders', 'smtp_connect', 'smtp_login']),
  ok: z.boolean(),
  messageKey: z.string().nullable(),
  detail: z.string().nullable(),
})

export const discoveredSchema = z.object({ source: z.string(), trusted: z.boolean(), imap: serverSchema, smtp: serverSchema })

/** What main asks of the mail process. */
export const mailCalls = {
  /** Replaces all accounts; unchanged ones keep their connections. `trustedCertificates`: PEM. */
  configure: call(
    z.object({
      accounts: z.array(z.object({ account: accountSchema, password: z.string() })),
      trustedCertificates: z.array(z.string()),
    }),
    nothing,
  ),
  status: call(nothing, z.array(mailboxStatusSchema)),
  /** The computer woke, the network changed, or the agent pressed *Try now*. */
  tryNow: call(nothing, nothing),
  /** Something was put into the outbox or the operation log: look now. */
  poke: call(nothing, nothing),
  /** Servers for an address: DNS SRV (RFC 6186), the provider's autoconfig over https, common names; ranked by trust. */
  discover: call(z.object({ address: z.string().max(320) }), z.array(discoveredSchema), { timeoutMs: 30_000 }),
  test: act(
    z.object({ account: accountSchema, password: z.string(), trustedCertificates: z.array(z.string()) }),
    z.array(testStepSchema),
    { timeoutMs: 60_000 },
  ),
} as const

export const mailEvents = {
  status: mailboxStatusSchema,
  log: z.object({ level: z.enum(['info', 'warn', 'error']), what: z.string(), context: z.record(z.string(), z.unknown()) }),
} as const
