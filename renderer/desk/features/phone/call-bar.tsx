import { Suspense, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { underName, type UnderName } from '#shared/domain/caller.ts'
import { useSlice } from '../../bridge/store.ts'
import { Chip, Chips } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { clock, useNow } from '../../ui/time.ts'
import s from './call-bar.module.css'
import { CallButtons } from './call-buttons.tsx'
import { CallChips } from './call-chips.tsx'
import { HoldProblem } from './hold-problem.tsx'
import { Asked, Conference, RecordingRow } from './later.ts'
import { callsForBar, conferenceOf, nameOf, stageOf, timerStart } from './model.ts'
import { QualityLight } from './quality-light.tsx'
import { SecondRow } from './second-row.tsx'
import { TransferState } from './transfer-state.tsx'

/** The call, always in the same place while there is one; a second one is a slim row beneath. */
export function CallBar(): ReactNode {
  const t = useT()
  const list = useSlice('interactions')
  const [first, ...others] = callsForBar(list)
  if (!first) return null
  const conference = conferenceOf(list)
  const legs = conference.includes(first) ? conference : []
  return (
    <section aria-label={t('call.region')} className={s.region}>
      <div className={cx(s.bar, stageOf(first) === 'ringing' && s.ringing)}>
        <Who active={first} />
        <CallChips active={first} />
        <Timer active={first} />
        <CallButtons active={first} />
      </div>
      <Suspense fallback={null}>
        <Conference legs={legs} bar={first} />
        {legs.length > 0 ? (
          legs.map((each) => (
            <RecordingRow key={each.interaction.id} active={each} together={legs} who={nameOf(each) ?? t('call.withheld')} />
          ))
        ) : (
          <RecordingRow active={first} />
        )}
      </Suspense>
      {others
        .filter((each) => !legs.includes(each))
        .map((each) => (
          <SecondRow key={each.interaction.id} active={each} />
        ))}
      <Suspense fallback={null}>
        {[first, ...others].map((each) => (
          <Asked key={each.interaction.id} active={each} />
        ))}
      </Suspense>
    </section>
  )
}

function Who({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const name = nameOf(active)
  const lines: Record<UnderName, ReactNode> = {
    withheld: t('call.withheld.text'),
    several: t('call.several', { count: active.candidates.length }),
    // Keeps the line's height, so that the answer of the records moves nothing.
    looking: '\u00a0',
    new: t('call.notInRecords'),
    number: active.display ?? active.interaction.remote,
  }
  return (
    <div className={s.who}>
      <div className={s.name} title={name ?? undefined}>
        {name ?? t('call.withheld')}
      </div>
      <div className={s.number}>
        {lines[underName(name, active)]}
        {active.card && active.interaction.matchLevel === 'verified' && <span> · {t('call.verified')}</span>}
      </div>
    </div>
  )
}

function Timer({ active }: { active: ActiveInteraction }): ReactNode {
  const t = useT()
  const present = useNow()
  const stage = stageOf(active)
  return (
    <div className={s.time}>
      <span className={s.timer} role="timer" aria-label={t('call.time')}>
        {clock(present - Date.parse(timerStart(active)))}
      </span>
      {stage === 'held' && <Chip tone="warn">{t('call.onHold')}</Chip>}
      {stage === 'dialling' && (
        <Chip tone="mine">{t(active.call?.phase === 'alerting' ? 'call.alerting' : 'call.dialling')}</Chip>
      )}
      {active.call?.muted && <Chip tone="warn">{t('call.muted')}</Chip>}
      <Chips>
        {active.call?.automatic && <Chip tone="mine">{t('call.automatic')}</Chip>}
        <QualityLight quality={active.call?.quality ?? null} />
        <HoldProblem active={active} />
        <TransferState active={active} />
        {active.call?.heldByThem && <Chip>{t('call.heldByThem')}</Chip>}
        {active.call?.signallingLost && (
          <Chip tone="bad" title={t('call.lost.text')}>
            {t('call.lost')}
          </Chip>
        )}
      </Chips>
    </div>
  )
}
