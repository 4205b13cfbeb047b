import { useAsk } from '../../bridge/query.ts'
import { useSayNumber } from '../numbers/index.ts'

/** Whom the desk called last, and how to say it; null when nobody was called yet, or it is not asked for. */
export function useLastDialled(asked: boolean): { number: string; name: string; contactId: string | null } | null {
  const sayNumber = useSayNumber()
  const found = useAsk(
    ['interactions', 'last-dialled'],
    'interactions.callLog',
    asked ? { filter: 'outbound', cursor: null, limit: 1 } : null,
  )
  const row = asked ? found.data?.items[0] : undefined
  if (!row?.remote) return null
  return { number: row.remote, name: row.contactName ?? sayNumber(row.remote), contactId: row.contactId }
}
