import { useState, type ReactNode } from 'react'
import type { Segment } from '#shared/domain/interaction.ts'
import type { Recording } from '#shared/domain/recording.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/scroll.tsx'
import { clock } from '../../ui/time.ts'
import { Player } from './player.tsx'
import s from './recording.module.css'

/** What was recorded of a call, to be heard; nothing where there was nothing to record. */
export function PastRecordings({ interactionId, segments }: { interactionId: string; segments: readonly Segment[] }): ReactNode {
  const t = useT()
  const all = useAsk(['recordings', interactionId], 'recordings.of', { interactionId }).data ?? []
  if (all.length === 0) return null
  return (
    <Section label={t('recording.title')}>
      {all.map((recording) => (
        <PastRecording key={recording.id} recording={recording} segments={segments} />
      ))}
    </Section>
  )
}

function PastRecording({ recording, segments }: { recording: Recording; segments: readonly Segment[] }): ReactNode {
  const t = useT()
  const { state } = recording
  if (state === 'none') return <p className={s.note}>{t('recording.none')}</p>
  if (state === 'erased') return <p className={s.note}>{t('recording.erased')}</p>
  if (state === 'recording') return <p className={s.note}>{t('recording.running')}</p>
  const pauses = segments.filter((segment) => segment.kind === 'recording_pause')
  return (
    <div className={s.past}>
      <Player recording={recording} />
      <p className={s.note}>
        {t('recording.sides')}
        {recording.consent === 'given' && ` ${t('recording.given')}`}
        {state === 'cut' && ` ${t('recording.cut')}`}
        {pauses.length > 0 && ` ${t('recording.pauses', { spans: pauses.map((each) => spanOf(each, recording)).join(', ') })}`}
      </p>
      <Keeping recording={recording} />
    </div>
  )
}

/** `0:35–1:10` of the recording. */
function spanOf({ endedAt, startedAt }: Segment, recording: Recording): string {
  const from = (instant: string): string => clock(Date.parse(instant) - Date.parse(recording.startedAt))
  return `${from(startedAt)}–${from(endedAt ?? recording.endedAt ?? startedAt)}`
}

function Keeping({ recording }: { recording: Recording }): ReactNode {
  const t = useT()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const { id, legalHold } = recording
  return (
    <div className={s.keeping}>
      {legalHold && (
        <Chip tone="warn">
          <Icon name="lock" size={14} />
          {t('recording.held')}
        </Chip>
      )}
      <Button small kind="quiet" icon="lock" onPress={() => void act('recording.hold', { id, hold: !legalHold })}>
        {t(legalHold ? 'recording.release' : 'recording.hold')}
      </Button>
      <Button
        small
        kind="quiet"
        icon="trash"
        isDisabled={legalHold}
        tip={legalHold ? t('error.recording.held') : undefined}
        onPress={() => setAsking(true)}
      >
        {t('recording.erase')}
      </Button>
      {asking && (
        <Dialog
          title={t('recording.erase.title')}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onPress={() => setAsking(false)}>{t('recording.erase.keep')}</Button>
              <Button kind="bad" icon="trash" onPress={() => (setAsking(false), void act('recording.erase', { id }))}>
                {t('recording.erase')}
              </Button>
            </>
          }
        >
          <p>{t('recording.erase.text')}</p>
        </Dialog>
      )}
    </div>
  )
}
