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

/** Supervision comes with a later version. */
export function SupervisionPlace(): ReactNode {
  const t = useT()
  return (
    <Work>
      <Empty main icon="head" title={t('soon.supervision.title')} text={t('soon.supervision.text')}>
        <Button onPress={() => go('phone')}>{t('soon.supervision.go')}</Button>
      </Empty>
    </Work>
  )
}
