import type { Draft, OutboxItem } from '#shared/domain/mail.ts'
import { fail } from '#shared/contract/result.ts'
import { paged, type DeskHandlers, type Fake } from './types.ts'
import { bodyOf, conversations, draft, messagesOf } from './letters.ts'
import { ago, fakeId } from './people.ts'

const drafts = new Map<string, Draft>()
const letters = new Map<string, string>()

/** Letters, drafts and the outbox of the fake. */
export function mailHandlers(fake: Fake): DeskHandlers {
  const items = (change: (list: OutboxItem[]) => OutboxItem[]): void => fake.set({ outbox: change(fake.snapshot.outbox) })
  return {
    'mail.conversations': ({ filter, ...page }) =>
      paged(
        conversations.filter(
          (each) => filter === 'all' || (filter === 'unread' ? each.unreadCount > 0 : each.state === 'waiting'),
        ),
        page,
      ),
    'mail.conversation': ({ id }) => {
      const conversation = conversations.find((each) => each.id === id)
      if (!conversation) return fail('not_found', 'error.badInput')
      return {
        conversation,
        messages: messagesOf(conversation),
        drafts: [...drafts.values()].filter((each) => each.conversationId === id),
      }
    },
    'mail.body': ({ messageId }) => bodyOf(messageId),
    'mail.setSeen': () => null,
    'drafts.begin': ({ contactId, id, inReplyToId, kind, mailboxId, to }) => {
      const answered = inReplyToId === null ? null : conversations.flatMap(messagesOf).find((each) => each.id === inReplyToId)
      const made = draft(id, {
        kind,
        mailboxId,
        inReplyToId,
        contactId,
        conversationId: answered?.conversationId ?? null,
        to: answered && kind !== 'forward' ? [answered.from!] : to,
        subject: answered ? `${kind === 'forward' ? 'Fwd' : 'Re'}: ${answered.subject}` : '',
        quote: answered ? { html: `<blockquote>${answered.snippet}</blockquote>`, text: `> ${answered.snippet}` } : null,
      })
      drafts.set(id, made)
      return made
    },
    'drafts.put': ({ draft: put }) => (drafts.set(put.id, { ...put, updatedAt: ago(0) }), { keptAt: ago(0) }),
    'drafts.get': ({ id }) => drafts.get(id) ?? fail('not_found', 'error.badInput'),
    'drafts.discard': ({ id }) => (drafts.delete(id), null),
    'drafts.restore': ({ id }) => drafts.get(id) ?? draft(id),
    'drafts.list': () => [...drafts.values()],
    'drafts.attachFiles': ({ draftId }) => {
      const next = {
        ...drafts.get(draftId)!,
        attachments: [
          { id: fakeId(50, 1), fileName: 'Corrected invoice 4711.pdf', contentType: 'application/pdf', size: 88_000 },
        ],
      }
      drafts.set(draftId, next)
      return next
    },
    'drafts.detach': ({ draftId }) => ({ ...drafts.get(draftId)!, attachments: [] }),
    'outbox.queue': ({ draftId, id, undoSeconds }) => {
      const from = drafts.get(draftId)!
      const item: OutboxItem = {
        id,
        draftId,
        mailboxId: from.mailboxId,
        conversationId: from.conversationId,
        contactId: null,
        state: 'queued',
        to: from.to,
        subject: from.subject,
        messageId: '<x@y>',
        undoUntil: new Date(Date.now() + undoSeconds * 1000).toISOString(),
        attempts: 0,
        nextAttemptAt: null,
        rejected: [],
        problem: null,
        updatedAt: ago(0),
      }
      items((list) => [...list, item])
      setTimeout(
        () =>
          items((list) => list.map((each) => (each.id === id && each.state === 'queued' ? { ...each, state: 'done' } : each))),
        undoSeconds * 1000,
      )
      return item
    },
    'outbox.withdraw': ({ id }) => {
      const item = fake.snapshot.outbox.find((each) => each.id === id)
      items((list) => list.filter((each) => each.id !== id))
      return drafts.get(item?.draftId ?? '') ?? fail('conflict', 'error.badInput')
    },
    'outbox.list': () => fake.snapshot.outbox,
    'outbox.retry': ({ id }) => fake.snapshot.outbox.find((each) => each.id === id)!,
    'outbox.settle': ({ id }) => fake.snapshot.outbox.find((each) => each.id === id)!,
    'message.savePart': () => ({ savedTo: '/home/anna/Downloads/a.pdf' }),
    'message.saveRaw': () => ({ savedTo: '/home/anna/Downloads/a.eml' }),
    'letter.show': ({ html }) => {
      const url = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
      letters.set(url, html)
      return { url }
    },
    'letter.withdraw': ({ url }) => (letters.delete(url), null),
    'conversation.link': ({ contactId, id }) => {
      const one = conversations.find((each) => each.id === id)!
      Object.assign(one, { contactId, contactName: contactId })
      fake.emit('changed', { topics: ['conversations', 'messages'], contactIds: [] })
      return { undoId: fakeId(20, 2) }
    },
    'mail.tryNow': () => null,
  }
}
