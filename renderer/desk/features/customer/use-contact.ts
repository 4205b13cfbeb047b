import type { UseQueryResult } from '@tanstack/react-query'
import type { ContactCard } from '#shared/domain/contact.ts'
import { useAsk } from '../../bridge/query.ts'

/** The card of a contact, kept fresh; null asks nothing. That of one that was merged is the card of the record it went into. */
export function useContact(id: string | null): Pick<UseQueryResult<ContactCard>, 'data' | 'error' | 'isError' | 'refetch'> {
  const asked = useAsk(['contacts', 'of', id ?? ''], 'contacts.card', id === null ? null : { id })
  const found = asked.data?.contact.id
  const own = found === undefined || found === id
  // Where it leads is only known once it was asked anew: the merge may have been undone since.
  const now = own || asked.isFetching ? null : found
  // What changes from then on is told of the other id.
  const followed = useAsk(['contacts', 'of', now ?? ''], 'contacts.card', now === null ? null : { id: now })
  const { error, isError, refetch } = asked
  return { data: own ? asked.data : now === null ? undefined : (followed.data ?? asked.data), error, isError, refetch }
}
