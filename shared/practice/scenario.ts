import { z } from 'zod'
import { caseReasons, caseStatuses, caseTypes, dispositionCodes } from '../domain/case-choices.ts'
import { conditionSchema } from './condition.ts'
import { texts } from './texts.ts'

const slug = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, 'small letters, digits and -, beginning with a letter')
const seconds = z.number().min(1).max(600)

const personSchema = z.strictObject({
  name: texts(80),
  kind: z.enum(['external', 'internal']).default('external'),
  /** Two digits on the practice line's country prefix, or an extension of three to five digits. */
  phone: z
    .string()
    .regex(/^(\d{2}|\d{3,5})$/, 'two digits, or an extension of three to five')
    .nullable(),
  usage: z.enum(['direct', 'shared']).default('direct'),
  /** Part before the @; null for people who do not write. */
  mail: z
    .string()
    .regex(/^[a-z0-9.]{1,40}$/)
    .nullable(),
  organization: texts(80).nullable().default(null),
  city: texts(60).nullable().default(null),
  since: z.string().max(40).nullable().default(null),
  promised: texts(300).nullable().default(null),
  tags: z.array(z.string().max(60)).max(10).default([]),
  /** Their contract is to be renewed in so many days. */
  renewalInDays: z.number().int().min(0).max(400).nullable().default(null),
  /** Nobody in the records: a stranger to the agent. */
  known: z.boolean().default(true),
})
export type Person = z.infer<typeof personSchema>

/** Local time of the first start; what the desk writes itself falls on working days. */
const when = { daysAgo: z.number().int().min(0).max(400), at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/) }
const historySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('call'),
    person: slug,
    ...when,
    direction: z.enum(['inbound', 'outbound']).default('inbound'),
    minutes: z.number().min(0).max(120),
    disposition: z.enum(dispositionCodes).nullable().default(null),
    note: texts(600).nullable().default(null),
  }),
  z.strictObject({ kind: z.literal('mail'), person: slug, ...when, subject: texts(200), body: texts(3000) }),
  z.strictObject({ kind: z.literal('note'), person: slug, ...when, body: texts(2000) }),
  z.strictObject({
    kind: z.literal('case'),
    person: slug,
    ...when,
    type: z.enum(caseTypes),
    status: z.enum(caseStatuses),
    reason: z.enum(caseReasons).nullable().default(null),
    subject: texts(200),
    note: texts(1000).nullable().default(null),
    nextStep: texts(500).nullable().default(null),
    /** The calls of this person, of all the history, hang on it. */
    calls: z.boolean().default(false),
  }),
])
export type History = z.infer<typeof historySchema>

/** Goes to another step, or says something and stays (so many times at most). */
const edgeSchema = z.union([
  z.strictObject({ when: conditionSchema, to: slug }),
  z.strictObject({ when: conditionSchema, say: slug, times: z.number().int().min(1).max(5).default(1) }),
])
export type Edge = z.infer<typeof edgeSchema>

const stepSchema = z.strictObject({
  /** A line spoken on entering the step: of this scenario's `lines`, or one all customers have (`common.json`). */
  say: slug.nullable().default(null),
  /** The customer hangs up after it. */
  end: z.boolean().default(false),
  /** The first that fits is taken; then those of `call.always`. */
  next: z.array(edgeSchema).max(8).default([]),
})

const callSchema = z.strictObject({
  caller: slug,
  number: z.enum(['shown', 'withheld']).default('shown'),
  queue: z.string().min(1).max(60),
  ivrOption: z.string().regex(/^[0-9*#]$/),
  /** How long it rings before the customer gives up. */
  rings: z.number().min(5).max(120).default(30),
  /** A customer who was not answered calls again. */
  callBack: z.strictObject({ after: seconds, times: z.number().int().min(0).max(5) }).default({ after: 20, times: 2 }),
  start: slug,
  /** Where it begins when the agent calls the customer. */
  called: slug,
  steps: z.record(slug, stepSchema),
  /** Ways out of every step; their `times` count over the whole call. */
  always: z.array(edgeSchema).max(8).default([]),
})
export type CallScript = z.infer<typeof callSchema>

const letterSchema = z.strictObject({
  from: slug,
  subject: texts(200),
  body: texts(3000),
  /** Seconds until the answer to a letter of the agent is there. */
  replyAfter: seconds.default(15),
  /** Answers to the agent's letters, in order; silence after the last. */
  replies: z.array(texts(3000)).max(5),
})

/** What a good agent does here; what is not named is not looked at. */
export const dueSchema = z.strictObject({
  answerWithin: seconds.default(10),
  greetWithin: seconds.default(4),
  case: z
    .strictObject({ type: z.enum(caseTypes), reason: z.enum(caseReasons).nullable().default(null) })
    .nullable()
    .default(null),
  note: z.boolean().default(true),
  nextStep: z.boolean().default(false),
  /** Longest stretch on hold; a hold is announced when the agent spoke in the seconds before it. */
  holdWithin: seconds.default(60),
  dispositions: z.array(z.enum(dispositionCodes)).min(1).max(dispositionCodes.length),
  /** Cues that this conversation gives reason for. */
  cues: z.array(z.string().max(80)).max(10).default([]),
})
export type Due = z.infer<typeof dueSchema>

const reason = z.string().trim().min(1).max(300).nullable().default(null)
/** Why this customer has none of it: whatever is left out needs a reason, so that nobody leaves it out by oversight. */
const withoutSchema = z.strictObject({ history: reason, call: reason, mail: reason }).prefault({})

/** One practice customer (or several who share a matter): who they are, what was before, how they call and write, what is due. */
export const scenarioSchema = z.strictObject({
  version: z.literal(1),
  id: slug,
  title: texts(80),
  brief: texts(300),
  /** A voice of espeak-ng: variant, pitch 0–99, words a minute. */
  voice: z.strictObject({
    variant: z.string().regex(/^[fm][1-8]$/),
    pitch: z.number().int().min(0).max(99),
    speed: z.number().int().min(90).max(220),
  }),
  people: z.record(slug, personSchema),
  history: z.array(historySchema).max(30).default([]),
  lines: z.record(slug, texts(400)),
  call: callSchema.nullable().default(null),
  mail: letterSchema.nullable().default(null),
  without: withoutSchema,
  due: dueSchema,
})
export type Scenario = z.infer<typeof scenarioSchema>

/** What every customer can say. */
export const commonSchema = z.strictObject({ version: z.literal(1), lines: z.record(slug, texts(400)) })
export type Common = z.infer<typeof commonSchema>
