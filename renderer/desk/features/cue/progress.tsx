import type { ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { stages } from '#shared/cues/facts.ts'
import { talkStage } from '#shared/cues/stage.ts'
import { useAsk } from '../../bridge/query.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { useNow } from '../../ui/time.ts'
import { Said } from '../../ui/visually-hidden.tsx'
import s from './cue.module.css'
import { stageHints, stageLabels } from './words.ts'

/** How far a call is, with one line about what matters now; what stands in the cue's place while there is no card. */
export function Progress({ active: { call, interaction } }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const present = useNow()
  const asked = useAsk(
    ['cases', interaction.caseId ?? ''],
    'cases.get',
    interaction.caseId === null ? null : { id: interaction.caseId },
  )
  const made = interaction.caseId === null ? undefined : asked.data
  const answeredAt = call?.answeredAt ?? interaction.answeredAt
  const stage = talkStage({
    seconds: answeredAt === null ? null : (present - Date.parse(answeredAt)) / 1000,
    ended: interaction.state === 'wrap_up',
    caseType: made?.type ?? null,
    hasNote: (made?.note ?? interaction.note).trim() !== '',
    hasSolution: (made?.solution ?? '').trim() !== '',
    hasNextStep: (made?.nextStep ?? '').trim() !== '',
  })
  const at = stages.indexOf(stage)
  return (
    <div className={s.quiet}>
      <ol className={s.stages} aria-label={t('cue.stages')}>
        {stages.map((each, index) => (
          <li key={each} className={cx(s.stage, index < at && s.past, index === at && s.here)}>
            <span className={s.dot} aria-hidden="true" />
            {t(stageLabels[each])}
            {index <= at && <Said>{t(index === at ? 'cue.stage.here' : 'cue.stage.past')}</Said>}
          </li>
        ))}
      </ol>
      <p className={s.hint}>{t(stageHints[stage])}</p>
    </div>
  )
}
