import { z } from 'zod'
import { availabilityCalls } from './availability.ts'
import { contactCalls } from './contacts.ts'
import { cueCalls } from './cues.ts'
import { interactionCalls } from './interactions.ts'
import { mailRecordCalls } from './mail.ts'
import { mergeCalls } from './merges.ts'
import { pastCalls } from './past.ts'
import { playbookRecordCalls } from './playbooks.ts'
import { recordingCalls } from './recordings.ts'
import { csvProgressSchema, searchCalls } from './search.ts'
import { storeCalls } from './store.ts'

/** Everything main may ask of the records process. */
export const recordsCalls = {
  ...storeCalls,
  ...contactCalls,
  ...mergeCalls,
  ...interactionCalls,
  ...searchCalls,
  ...mailRecordCalls,
  ...playbookRecordCalls,
  ...cueCalls,
  ...pastCalls,
  ...recordingCalls,
  ...availabilityCalls,
} as const

/** Topics of {@link recordsEvents} `changed`: what the desk shows again. */
export const changeTopics = [
  'contacts',
  'interactions',
  'timeline',
  'cases',
  'notes',
  'conversations',
  'messages',
  'drafts',
  'outbox',
  'playbooks',
  /** Files of cue decks, read again. */
  'decks',
  'recordings',
] as const

export const recordsEvents = {
  /** After a commit. `contactIds` narrows whose record changed; empty means anybody's. */
  changed: z.object({ topics: z.array(z.enum(changeTopics)), contactIds: z.array(z.uuid()).max(200) }),
  'csv.progress': csvProgressSchema,
  /** A letter arrived (not during first sync): for the toast and the interaction machine. */
  'mail.arrived': z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    contactId: z.uuid().nullable(),
    mailboxId: z.string(),
  }),
  log: z.object({ level: z.enum(['info', 'warn', 'error']), what: z.string(), context: z.record(z.string(), z.unknown()) }),
} as const
