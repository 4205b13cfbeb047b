import type { UseQueryResult } from '@tanstack/react-query'
import { useAsk } from '../../bridge/query.ts'
import type { Answer } from '../../bridge/client.ts'

/** A conversation with its letters and drafts, kept fresh; null asks nothing. */
export const useConversation = (id: string | null): UseQueryResult<Answer<'mail.conversation'>> =>
  useAsk(['messages', id ?? ''], 'mail.conversation', id === null ? null : { id })
