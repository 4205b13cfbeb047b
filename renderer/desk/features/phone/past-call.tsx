import type { ReactNode } from 'react'
import { dispositionCodes } from '#shared/domain/case-choices.ts'
import { useAsk } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { Scroll, Section } from '../../ui/scroll.tsx'
import { clock, exactly } from '../../ui/time.ts'
import { useContact, WhoIsIt } from '../customer/index.ts'
import { dispositionLabels } from '../case-words/index.ts'
import { InteractionCase } from '../cases/index.ts'
import { useSayNumber } from '../numbers/index.ts'
import { PastRecordings } from '../recording/index.ts'
import { useDial } from './dial.ts'
import { outcomeLabels } from './outcomes.ts'
import { saySound } from './say-sound.ts'

/** A call that was: its facts, its note, and calling back. */
export function PastCall({ id }: { id: string }): ReactNode {
  const words = useWords()
  const { language, t } = words
  const dial = useDial()
  const sayNumber = useSayNumber()
  const past = useAsk(['interactions', id], 'interactions.get', { id })
  const figures = useAsk(['interactions', 'quality', id], 'interactions.quality', { interactionId: id }).data?.figures ?? null
  const who = useContact(past.data?.interaction.contactId ?? null).data?.contact.displayName
  if (past.isError)
    return (
      <Scroll>
        <Problem error={toError(past.error)} onRetry={() => void past.refetch()} />
      </Scroll>
    )
  if (!past.data) return null
  const { interaction, segments } = past.data
  const number = interaction.remote === null ? null : sayNumber(interaction.remote)
  const talk =
    interaction.answeredAt && interaction.endedAt ? Date.parse(interaction.endedAt) - Date.parse(interaction.answeredAt) : null
  const code = dispositionCodes.find((each) => each === interaction.disposition)
  return (
    <Scroll>
      <Scroll.Head
        title={t(interaction.direction === 'outbound' ? 'past.out' : 'past.in', {
          number: who || interaction.remoteName || number || t('call.withheld'),
        })}
        sub={exactly(interaction.startedAt, language)}
        actions={
          <>
            {interaction.remote !== null && (
              <Button kind="primary" icon="phone" onPress={() => void dial(interaction.remote ?? '', interaction.contactId)}>
                {t('past.ringBack')}
              </Button>
            )}
            <Button onPress={() => go('phone', null)}>{t('past.close')}</Button>
          </>
        }
      />
      <Section label={t('past.facts')}>
        <Facts
          rows={[
            [t('past.number'), number],
            [t('past.queue'), interaction.queue],
            [t('past.menu'), interaction.ivrOption],
            [t('past.diverted'), interaction.divertedFrom && sayNumber(interaction.divertedFrom)],
            [t('past.outcome'), interaction.outcome ? t(outcomeLabels[interaction.outcome]) : null],
            [t('past.talk'), talk === null ? null : clock(talk)],
            [t('past.sound'), figures ? saySound(figures, words) : null],
            [t('disposition'), code ? t(dispositionLabels[code]) : null],
            [t('work.note'), interaction.note || null],
          ]}
        />
      </Section>
      <PastRecordings interactionId={id} segments={segments} />
      {interaction.contactId === null && (
        <WhoIsIt
          interactionId={id}
          number={interaction.remote}
          name={interaction.remoteName}
          withheld={interaction.remote === null}
        />
      )}
      {interaction.caseId !== null && (
        <InteractionCase interactionId={id} caseId={interaction.caseId} contactId={interaction.contactId} openCases={[]} />
      )}
    </Scroll>
  )
}
