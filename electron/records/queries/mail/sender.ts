import type { Reader, Writer } from '../../database/store.ts'

export interface SenderMatch {
  readonly level: 'none' | 'verified' | 'stated' | 'shared' | 'guessed' | 'chosen'
  readonly contactId: string | null
  readonly candidateIds: string[]
}

/** Whose letter it is: by the addresses in their order (From, Reply-To), never one of ours. */
export async function matchAddresses(tx: Reader | Writer, addresses: readonly string[], own: readonly string[]): Promise<SenderMatch> {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))].filter((address) => address !== '' && !own.includes(address))
  for (const address of wanted) {
    const points = await tx
      .selectFrom('contact_points')
      .select(['contact_id', 'usage', 'trust'])
      .where('normalized', '=', address)
      .where('type', '=', 'email')
      .limit(50)
      .execute()
    const ids = [...new Set(points.map((point) => point.contact_id))]
    const [first] = points
    if (!first) continue
    const sure = points.find((point) => point.trust !== 'guessed' && point.usage === 'direct')
    if (ids.length === 1 && sure) return { level: sure.trust, contactId: sure.contact_id, candidateIds: [] }
    return { level: points.some((point) => point.trust !== 'guessed') ? 'shared' : 'guessed', contactId: null, candidateIds: ids }
  }
  return { level: 'none', contactId: null, candidateIds: [] }
}
