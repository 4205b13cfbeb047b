import type { Writer } from '../../database/store.ts'

/** Moves a conversation and its letters to another contact; their interactions are moved by the relink that asks for it. */
export async function moveConversation(tx: Writer, conversationId: string, contactId: string | null): Promise<void> {
  await tx.updateTable('conversations').set({ contact_id: contactId }).where('id', '=', conversationId).execute()
  await tx.updateTable('messages').set({ contact_id: contactId }).where('conversation_id', '=', conversationId).execute()
  await tx.updateTable('drafts').set({ contact_id: contactId }).where('conversation_id', '=', conversationId).execute()
  await tx.updateTable('outbox').set({ contact_id: contactId }).where('conversation_id', '=', conversationId).execute()
}
