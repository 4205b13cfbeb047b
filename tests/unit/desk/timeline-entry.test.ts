import { expect, test } from 'vitest'
import { timelineEntrySchema } from '#shared/domain/interaction.ts'
import { describeEntry } from '../../../renderer/desk/features/customer/timeline-entry.ts'

const call = timelineEntrySchema.parse({
  id: '0199f1a0-7b1c-7000-8000-000000000001',
  kind: 'call',
  at: '2026-11-21T10:00:00.000Z',
  direction: 'inbound',
  title: 'Claims',
  summary: 'asked for an invoice',
  interactionId: null,
  conversationId: null,
  messageId: null,
  caseId: null,
  outcome: 'answered',
  disposition: null,
  line: null,
  seconds: 65,
  unread: false,
})
const t = ((key: string, given?: { line: string }) => (given ? `${key} ${given.line}` : key)) as never

test('a call names its line, the number as it is said, when the records tell it; otherwise nothing is said of a line', () => {
  const say = (normalized: string): string => `(${normalized})`
  expect(describeEntry(call, t, say).text).toBe('Claims · asked for an invoice · 1:05')
  expect(describeEntry({ ...call, line: '+36801234567' }, t, say).text).toBe(
    'Claims · entry.line (+36801234567) · asked for an invoice · 1:05',
  )
})
