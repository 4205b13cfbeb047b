import {
  QueryClient,
  useInfiniteQuery,
  useQuery,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  type InfiniteData,
} from '@tanstack/react-query'
import type { In } from '#shared/contract/define.ts'
import type { DeskCallName, DeskCalls } from '#shared/contract/desk/calls.ts'
import type { changeTopics } from '#shared/contract/records/index.ts'
import { Failure } from '#shared/contract/result.ts'
import { ask, type Answer } from './client.ts'
import { useDesk } from './store.ts'

export type Topic = (typeof changeTopics)[number]
/** First the topic, then optionally `of` and whose record it is, then whatever tells the queries apart. */
export type QueryKey = readonly [Topic | 'search' | 'csv' | 'figures' | 'audit' | 'states', ...(string | null | boolean)[]]

/** One cache for everything records answers. Data stays good until a `changed` event says otherwise. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 3 && error instanceof Failure && error.error.retryable,
    },
    mutations: { networkMode: 'always' },
  },
})

/** Whether a `changed` event touches a query. `contactIds` empty means anybody's record may have changed. */
export function touches(key: readonly unknown[], changed: { topics: readonly Topic[]; contactIds: readonly string[] }): boolean {
  if (key[0] === 'search') return false
  if (!changed.topics.includes(key[0] as Topic)) return false
  return key[1] !== 'of' || changed.contactIds.length === 0 || changed.contactIds.includes(key[2] as string)
}

/** Asks again for whatever a `changed` event touches. What was searched for does not move while it is seen; searched for again it is asked anew. */
export function invalidate(changed: { topics: readonly Topic[]; contactIds: readonly string[] }): void {
  void queries.invalidateQueries({ predicate: (query) => touches(query.queryKey, changed) })
  queries.removeQueries({ predicate: (query) => query.queryKey[0] === 'search' && !query.isActive() })
  void queries.invalidateQueries({ queryKey: ['search'], refetchType: 'none' })
}

/** Nothing is asked of the records before they are open. */
const useOpenRecords = (): boolean => useDesk((state) => state.snapshot?.access.state === 'open')

/** Input of a call that takes none, as opposed to asking nothing. */
export const nothingToSay = 'nothing to say'

/** One answer of records, kept fresh. `input` null asks nothing. */
export function useAsk<N extends DeskCallName>(
  key: QueryKey,
  name: N,
  input: In<DeskCalls[N]> | typeof nothingToSay | null,
): UseQueryResult<Answer<N>> {
  const open = useOpenRecords()
  return useQuery<Answer<N>>({
    queryKey: key,
    queryFn: () => ask(name, (input === nothingToSay ? null : input) as In<DeskCalls[N]>),
    enabled: input !== null && open,
  })
}

interface Page<T> {
  readonly items: T[]
  readonly nextCursor: string | null
  readonly total?: number | undefined
}
type PagedName = { [N in DeskCallName]: Answer<N> extends Page<infer _> ? N : never }[DeskCallName]
export type ItemOf<N extends PagedName> = Answer<N> extends Page<infer T> ? T : never

/** All pages of a list as far as they were asked for. `input` null asks nothing. */
export function usePages<N extends PagedName>(
  key: QueryKey,
  name: N,
  input: Omit<In<DeskCalls[N]>, 'cursor'> | null,
): { items: ItemOf<N>[]; total: number | undefined; query: UseInfiniteQueryResult<InfiniteData<Page<ItemOf<N>>>> } {
  const open = useOpenRecords()
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => (await ask(name, { ...input, cursor: pageParam } as never)) as unknown as Page<ItemOf<N>>,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Page<ItemOf<N>>) => last.nextCursor,
    enabled: input !== null && open,
  })
  return { items: query.data?.pages.flatMap((page) => page.items) ?? [], total: query.data?.pages[0]?.total, query }
}
