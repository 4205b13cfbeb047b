import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Said } from '../../ui/visually-hidden.tsx'

/** The exchange did not take the last hold or resume: what that means, and the way to ask once more. */
export function HoldProblem({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const act = useAct()
  const problem = active.call?.holdProblem ?? null
  const words = problem === 'hold' ? 'call.holdRefused' : 'call.resumeRefused'
  return (
    <span role="status">
      {problem !== null && (
        <Chip tone="bad" title={t(`${words}.text`)}>
          {t(words)}
          <Said>{t(`${words}.text`)}</Said>
        </Chip>
      )}{' '}
      {problem === 'hold' && (
        <Button
          small
          kind="quiet"
          isDisabled={active.call?.holdPending === true}
          onPress={() => void act('call.hold', { id: active.interaction.id })}
        >
          {t('call.holdAgain')}
        </Button>
      )}
    </span>
  )
}
