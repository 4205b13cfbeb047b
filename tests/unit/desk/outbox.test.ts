import { describe, expect, it } from 'vitest'
import { outboxStates, type OutboxItem } from '#shared/domain/mail.ts'
import { createTranslator } from '#shared/i18n/translator.ts'
import { sayState } from '../../../renderer/desk/features/mail/outbox-strip.tsx'

const item = (state: OutboxItem['state']): OutboxItem => ({
  id: 'x',
  draftId: 'x',
  mailboxId: 'service',
  conversationId: null,
  contactId: null,
  state,
  to: [],
  subject: 's',
  messageId: '<x>',
  undoUntil: '2026-11-21T10:00:07.000Z',
  attempts: 1,
  nextAttemptAt: '2026-11-21T10:05:00.000Z',
  rejected: [],
  problem: { messageKey: 'error.timeout', detail: null },
  updatedAt: '2026-11-21T10:00:00.000Z',
})

describe('a letter on its way', () => {
  const words = createTranslator('en')
  const present = Date.parse('2026-11-21T10:00:00.000Z')
  it('counts the seconds in which it can be called back', () =>
    expect(sayState(item('queued'), words, present)).toBe('Goes out in 7 s'))
  it('says why it waits or failed', () => {
    for (const state of ['retry_wait', 'failed'] as const)
      expect(sayState(item(state), words, present)).toContain(words.t('error.timeout'))
  })
  it('says something in every state but the last ones', () => {
    for (const state of outboxStates)
      expect(sayState(item(state), words, present) === '').toBe(state === 'done' || state === 'withdrawn')
  })
})
