import type { Writer } from '../../database/store.ts'

/** Moves a conversation and its letters to another contact; their interactions are moved by the relink that asks for it. */
export async function moveConversation(_tx: Writer, _conversationId: string, _contactId: string | null): Promise<void> {
  // The tables of letters come with migration 0002.
}
