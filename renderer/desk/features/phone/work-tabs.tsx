import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useT } from '../../ui/i18n.tsx'
import { Segments } from '../../ui/segments.tsx'
import { nameOf } from './model.ts'
import { useWorkChoice } from './work-choice.ts'

/** When there is more than one call or wrap-up: which one the middle is about. */
export function WorkTabs({ list, open }: { list: readonly ActiveInteraction[]; open: string }): ReactNode {
  const t = useT()
  return (
    <Segments
      bare
      label={t('work.which')}
      value={open}
      onChange={(chosen) => useWorkChoice.setState({ chosen })}
      choices={list.map((each) => ({ value: each.interaction.id, label: nameOf(each) ?? t('call.withheld') }))}
    />
  )
}
