import { create } from 'zustand'
import type { Draft } from '#shared/domain/mail.ts'
import { go } from '../../ui/route.ts'

/** A draft that came back from the outbox and is to be written on. */
export const useReopened = create<{ draft: Draft | null }>()(() => ({ draft: null }))

/** Goes to a draft that came back, wherever it belongs, and opens it. */
export function reopen(draft: Draft): void {
  if (draft.conversationId === null) {
    go('mail', `draft:${draft.id}`)
    return
  }
  useReopened.setState({ draft })
  go('mail', draft.conversationId)
}
