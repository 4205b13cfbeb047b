import type { Contact, ContactPoint } from './contact.ts'

/** What a record says of a person apart from its name and its numbers. */
export type MergeFields = Pick<
  Contact,
  'organizationId' | 'locale' | 'timeZone' | 'city' | 'customerSince' | 'promised' | 'tags' | 'custom'
>
export type MergePoint = Pick<ContactPoint, 'type' | 'normalized' | 'extension' | 'usage' | 'trust'>

/** As many as one record may have (`contactInputSchema`, `contactSchema`). */
export const mostPoints = 50
const mostTags = 30
const longestPromise = 1000

/** Two points are the same when they reach the same place; spelling does not count. */
export function pointKey(point: { type: string; normalized: string; extension: string | null }): string {
  return `${point.type} ${point.normalized} ${point.extension ?? ''}`
}

/**
 * What the record that stays says once another one of the same person is merged into it: its own words first, and what it lacks from
 * the other. What was promised stays promised on both sides, as long as there is room for it.
 */
export function mergedFields(kept: MergeFields, other: MergeFields): MergeFields {
  return {
    organizationId: kept.organizationId ?? other.organizationId,
    locale: kept.locale ?? other.locale,
    timeZone: kept.timeZone ?? other.timeZone,
    city: kept.city ?? other.city,
    customerSince: kept.customerSince ?? other.customerSince,
    promised: bothPromises(kept.promised, other.promised),
    tags: [...new Set([...kept.tags, ...other.tags])].slice(0, mostTags),
    custom: { ...other.custom, ...kept.custom },
  }
}

function bothPromises(kept: string | null, other: string | null): string | null {
  if (kept === null || other === null) return kept ?? other
  const both = `${kept}; ${other}`
  return kept.includes(other) || both.length > longestPromise ? kept : both
}

export interface MergedPoints<K, O> {
  /** Points only the other record has: they move. */
  readonly moved: readonly O[]
  /** Points both have: that of the record that stays remains, as sure as the surer of the two. */
  readonly twins: readonly {
    readonly kept: K
    readonly other: O
    readonly usage: MergePoint['usage']
    readonly trust: MergePoint['trust']
  }[]
}

/** What becomes of the numbers and addresses of two records of the same person. */
export function mergedPoints<K extends MergePoint, O extends MergePoint>(
  kept: readonly K[],
  other: readonly O[],
): MergedPoints<K, O> {
  const own = new Map(kept.map((point) => [pointKey(point), point]))
  const moved: O[] = []
  const twins: MergedPoints<K, O>['twins'][number][] = []
  for (const point of other) {
    const twin = own.get(pointKey(point))
    if (!twin) moved.push(point)
    else
      twins.push({
        kept: twin,
        other: point,
        // Somebody said that others have it too: that is not unsaid by the merge.
        usage: twin.usage === 'shared' || point.usage === 'shared' ? 'shared' : 'direct',
        trust: surer(twin.trust, point.trust),
      })
  }
  return { moved, twins }
}

const sureness = { verified: 2, stated: 1, guessed: 0 } as const

/** The surer of two trusts; null (nothing but links proves it) is the least. */
export function surer<T extends MergePoint['trust'] | null>(one: T, other: T): T {
  const worth = (trust: T): number => (trust === null ? -1 : sureness[trust])
  return worth(one) >= worth(other) ? one : other
}
