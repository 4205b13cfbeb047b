import { z } from 'zod'
import { agentCodesSchema } from '../domain/agent-codes.ts'
import { codecOrderSchema } from '../domain/codecs.ts'
import { dispositionCodes } from '../domain/case-choices.ts'
import { recordingPolicies } from '../domain/recording.ts'

/**
 * The provisioning profile: what IT ships and how tests set the app up. Every object is strict, so that a misspelt key is named
 * instead of being ignored. Relative paths are relative to the profile's own folder.
 */
const secretSchema = z.union([
  z.strictObject({ value: z.string().min(1) }),
  z.strictObject({ env: z.string().min(1) }),
  z.strictObject({ file: z.string().min(1) }),
])
export type SecretSource = z.infer<typeof secretSchema>

const serverSchema = z.strictObject({
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  user: z.string().min(1).max(320),
})

const iceServerSchema = z.strictObject({
  urls: z.union([z.string(), z.array(z.string()).min(1)]),
  username: z.string().optional(),
  credential: z.string().optional(),
})

/** Whether every % in a text begins an escape of UTF-8 (RFC 3986 §2.1), so that it can be decoded. */
const isEscaped = (text: string): boolean => {
  try {
    // The answer is made use of: the bundler takes a bare call for one without effect and leaves it out.
    return decodeURIComponent(text) !== ''
  } catch {
    return false
  }
}

const sipUri = z
  .string()
  .regex(/^sips?:[^@\s]+@[^@\s]+$/i, 'must look like sip:user@domain')
  .refine(isEscaped, 'holds a % that begins no escape; write %25 for a plain %')
const socketUrl = z
  .string()
  .regex(/^wss?:\/\/[^\s/]+/i, 'must begin with wss:// or ws://')
  .refine((text) => z.url().safeParse(text).success, 'is no address that can be reached; correct its host or port')

const lineSchema = z
  .strictObject({
    uri: sipUri,
    authorizationUser: z.string().min(1).optional(),
    secret: secretSchema,
    servers: z.array(socketUrl).min(1).max(10),
    allowInsecure: z.boolean().default(false),
    tollFreeNumber: z.string().max(40).optional(),
    region: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country code of two capitals, such as HU')
      .default('US'),
    iceServers: z.array(iceServerSchema).max(10).default([]),
    codecs: codecOrderSchema.default([]),
    expires: z.number().int().min(60).max(3600).default(300),
    recording: z.strictObject({ policy: z.enum(recordingPolicies) }).default({ policy: 'never' }),
    agentCodes: agentCodesSchema.optional(),
    headers: z
      .strictObject({ queue: z.string().default('X-Queue'), ivrOption: z.string().default('X-IVR-Option') })
      .default({ queue: 'X-Queue', ivrOption: 'X-IVR-Option' }),
  })
  .superRefine((line, context) => {
    line.servers.forEach((server, index) => {
      if (/^ws:/i.test(server) && !line.allowInsecure)
        context.addIssue({
          code: 'custom',
          path: ['servers', index],
          message: 'ws: is not encrypted; use wss:// or set "allowInsecure": true',
        })
    })
  })

/** Queues of the exchange that are wrapped up with fewer outcomes than all, or in another order. */
const queuesSchema = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(200),
      dispositions: z
        .array(z.enum(dispositionCodes))
        .min(1)
        .superRefine((codes, context) =>
          codes.forEach((code, index) => {
            if (codes.indexOf(code) < index)
              context.addIssue({ code: 'custom', path: [index], message: 'stands in the list twice; remove one' })
          }),
        ),
    }),
  )
  .max(200)
  .superRefine((queues, context) => {
    const names = queues.map(({ name }) => name.toLowerCase())
    names.forEach((name, index) => {
      if (names.indexOf(name) < index)
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'is the name of two queues; remove one' })
    })
  })

const mailboxSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9_-]{1,80}$/i, 'may hold letters, digits, - and _'),
    name: z.string().min(1).max(200),
    address: z.email(),
    senderName: z.string().max(200).optional(),
    imap: serverSchema,
    smtp: serverSchema,
    secret: secretSchema,
    allowInsecure: z.boolean().default(false),
  })
  .superRefine((mailbox, context) => {
    for (const side of ['imap', 'smtp'] as const)
      if (mailbox[side].security === 'none' && !mailbox.allowInsecure)
        context.addIssue({
          code: 'custom',
          path: [side, 'security'],
          message: '"none" is not encrypted; use "tls" or "starttls", or set "allowInsecure": true',
        })
  })

export const profileSchema = z.strictObject({
  version: z.literal(1),
  agent: z.strictObject({ name: z.string().min(1).max(200), extension: z.string().max(80).default('') }).optional(),
  line: lineSchema.optional(),
  queues: queuesSchema.default([]),
  mailboxes: z.array(mailboxSchema).max(20).default([]),
  trustedCertificates: z.array(z.string().min(1)).max(50).default([]),
  storage: z.strictObject({ key: z.strictObject({ file: z.string().min(1) }).optional() }).default({}),
})
export type Profile = z.infer<typeof profileSchema>

/** What is wrong with a profile: where (`line.servers[0]`) and how to mend it, in one line. */
export interface ProfileProblem {
  readonly key: string
  readonly mend: string
}

/** Checks a parsed profile. Answers with the profile or with the first thing to mend. */
export function checkProfile(raw: unknown): { ok: true; profile: Profile } | { ok: false; problem: ProfileProblem } {
  const parsed = profileSchema.safeParse(raw)
  if (parsed.success) return { ok: true, profile: parsed.data }
  return { ok: false, problem: describe(parsed.error.issues[0]) }
}

function describe(issue: z.core.$ZodIssue | undefined): ProfileProblem {
  if (!issue) return { key: '(whole file)', mend: 'is not a profile' }
  const key = issue.path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
    .join('')
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0] ?? '?'
    return { key: key === '' ? unknown : `${key}.${unknown}`, mend: 'is not a known key; remove it or correct its spelling' }
  }
  if (issue.code === 'invalid_union') return { key, mend: 'must be one of {"value": …}, {"env": …} or {"file": …}' }
  return { key: key === '' ? '(whole file)' : key, mend: issue.message.replace(/\s+/g, ' ') }
}
