import type { ReactNode } from 'react'
import { Work } from '../features/layout/index.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { useT } from '../ui/i18n.tsx'
import { go } from '../ui/route.ts'

/** Tasks come with a later version: says what will be here and what helps until then. */
export function TasksPlace(): ReactNode {
  const t = useT()
  return (
    <Work>
      <Empty main icon="tasks" title={t('soon.tasks.title')} text={t('soon.tasks.text')}>
        <Button onPress={() => go('cases')}>{t('soon.tasks.go')}</Button>
      </Empty>
    </Work>
  )
}
