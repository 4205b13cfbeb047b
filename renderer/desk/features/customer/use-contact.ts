import type { UseQueryResult } from '@tanstack/react-query'
import type { ContactCard } from '#shared/domain/contact.ts'
import { useAsk } from '../../bridge/query.ts'

/** The card of a contact, kept fresh; null asks nothing. */
export function useContact(id: string | null): UseQueryResult<ContactCard> {
  return useAsk(['contacts', 'of', id ?? ''], 'contacts.card', id === null ? null : { id })
}
