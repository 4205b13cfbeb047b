import type { UseQueryResult } from '@tanstack/react-query'
import type { ContactCard } from '#shared/domain/contact.ts'
import { useAsk } from '../../bridge/query.ts'

/** The card of a contact, kept fresh; null asks nothing. That of one that was merged is the card of the record it went into. */
export function useContact(id: string | null): UseQueryResult<ContactCard> {
  const asked = useAsk(['contacts', 'of', id ?? ''], 'contacts.card', id === null ? null : { id })
  // What changes from then on is told of the other id.
  const now = asked.data?.contact.id ?? id
  const followed = useAsk(['contacts', 'of', now ?? ''], 'contacts.card', now === null ? null : { id: now })
  return followed.data ? followed : asked
}
