import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useT } from './i18n.tsx'

/** Asks for the next page of a list, as long as there is one. */
export function More({ query }: { query: { hasNextPage: boolean; fetchNextPage: () => unknown } }): ReactNode {
  const t = useT()
  if (!query.hasNextPage) return null
  return (
    <div>
      <Button onPress={() => void query.fetchNextPage()}>{t('search.more')}</Button>
    </div>
  )
}
