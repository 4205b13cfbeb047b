import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { caseTypes } from '#shared/domain/case-choices.ts'
import { caseToName } from '#shared/domain/open-case.ts'
import { Chip, Chips } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { caseTypeLabels } from '../case-words/index.ts'

/** Why they call and what must be known before the first word. */
export function CallChips({ active: { card, divertedDisplay, interaction } }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const open = caseToName(card?.openCases ?? [])
  const type = caseTypes.find((each) => each === open?.type)
  return (
    <Chips>
      {interaction.queue && <Chip tone="mine">{interaction.queue}</Chip>}
      {interaction.ivrOption && <Chip>{t('call.menu', { option: interaction.ivrOption })}</Chip>}
      {card && card.recentCount > 1 && <Chip tone="warn">{t('call.recent', { count: card.recentCount, ordinal: true })}</Chip>}
      {open && type && (
        <Chip tone="bad" title={open.subject}>
          {t('call.openCase', { type: t(caseTypeLabels[type]) })}
        </Chip>
      )}
      {divertedDisplay && <Chip>{t('call.forwarded', { number: divertedDisplay })}</Chip>}
    </Chips>
  )
}
