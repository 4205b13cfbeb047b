import { uuidv7 } from 'uuidv7'
import type { In } from '#shared/contract/define.ts'
import type { contactCalls } from '#shared/contract/records/contacts.ts'
import { seqOf } from '../../../../electron/records/database/seq.ts'
import type { Bench } from './records.ts'
import { call, contact } from './samples.ts'

/** What a customer of these tests has. */
export interface Person {
  readonly id: string
  readonly calls: string[]
  readonly notes: string[]
  readonly cases: string[]
  readonly conversations: string[]
  readonly drafts: string[]
}

interface Wanted {
  readonly name: string
  readonly points?: readonly string[]
  readonly calls?: number
  readonly notes?: number
  readonly cases?: number
  readonly letters?: number
  readonly more?: Partial<In<(typeof contactCalls)['contacts.create']>['input']>
}

let made = 0

/** A customer with calls (each proves the first number), notes, cases, letters with an answer begun, and a letter begun by itself. */
export async function person(bench: Bench, wanted: Wanted): Promise<Person> {
  const { ask } = bench
  const { calls = 0, cases = 0, letters = 0, more = {}, name, notes = 0, points = [] } = wanted
  const who: Person = { id: uuidv7(), calls: [], notes: [], cases: [], conversations: [], drafts: [] }
  await ask('contacts.create', { id: who.id, input: { ...contact(name, ...points), ...more } })
  const number = points.find((raw) => raw.startsWith('+')) ?? null
  for (let n = 0; n < calls; n++) {
    const one = call({ contactId: who.id, matchLevel: number ? 'chosen' : 'stated', remote: number, state: 'closed' })
    await ask('interactions.put', { interaction: one, segments: [] })
    who.calls.push(one.id)
  }
  for (let n = 0; n < notes; n++) {
    const id = uuidv7()
    await ask('notes.put', { note: { id, contactId: who.id, interactionId: who.calls[n] ?? null, body: `note of ${name}` } })
    who.notes.push(id)
  }
  for (let n = 0; n < cases; n++) {
    const id = uuidv7()
    await ask('cases.create', { id, contactId: who.id, interactionId: who.calls[n] ?? null, type: 'claim' })
    who.cases.push(id)
  }
  for (let n = 0; n < letters; n++) who.conversations.push(await letter(bench, who, name))
  return who
}

/** A conversation of one letter, with an answer in the outbox and another one begun. */
async function letter({ ask, records }: Bench, who: Person, name: string): Promise<string> {
  const [conversation, message, draft, sent] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()]
  const at = new Date(Date.parse('2026-11-20T08:00:00.000Z') + ++made * 1000).toISOString()
  await ask('interactions.put', {
    interaction: call({
      id: message,
      channel: 'email',
      state: 'received',
      contactId: who.id,
      matchLevel: 'stated',
      remote: 'a@x.test',
      conversationId: conversation,
      startedAt: at,
    }),
    segments: [],
  })
  await records.context.store().write(async (tx) => {
    const owned = { mailbox_id: 'service', contact_id: who.id, subject: `letter of ${name}` }
    await tx
      .insertInto('conversations')
      .values({
        ...owned,
        id: conversation,
        base_subject: 'letter',
        counterpart_name: name,
        counterpart_address: 'a@x.test',
        last_seq: seqOf(at),
        state: 'waiting',
        merged_into_id: null,
      })
      .execute()
    await tx
      .insertInto('messages')
      .values({
        ...owned,
        seq: seqOf(at),
        id: message,
        conversation_id: conversation,
        direction: 'inbound',
        message_id: null,
        in_reply_to: null,
        refs: '[]',
        from_name: name,
        from_address: 'a@x.test',
        reply_to: '[]',
        to_list: '[]',
        cc_list: '[]',
        date: at,
        snippet: '',
        received_at: at,
        seen: 0,
        answered: 0,
        complete: 0,
        automatic: 0,
        identity: message,
        size: 1,
        wanted_at: null,
      })
      .execute()
    const written = { to_list: '[]', cc_list: '[]', bcc_list: '[]', html: '', text: '', quote: null }
    const unfinished = JSON.stringify({ to: '', cc: '', bcc: '' })
    const kinds = [
      [draft, 'open', conversation],
      [sent, 'queued', conversation],
      [uuidv7(), 'open', null],
    ] as const
    for (const [id, state, conversation_id] of kinds) {
      const kind = conversation_id === null ? ('new' as const) : ('reply' as const)
      const in_reply_to_id = conversation_id === null ? null : message
      await tx
        .insertInto('drafts')
        .values({ ...owned, ...written, unfinished, kind, in_reply_to_id, id, conversation_id, state, updated_at: at })
        .execute()
      who.drafts.push(id)
    }
    await tx
      .insertInto('outbox')
      .values({
        ...owned,
        id: uuidv7(),
        draft_id: sent,
        conversation_id: conversation,
        state: 'queued',
        to_list: '[]',
        message_id: '<a@b>',
        date: at,
        undo_until: null,
        next_attempt_at: null,
        problem: null,
        response: null,
        updated_at: at,
      })
      .execute()
  })
  return conversation
}
