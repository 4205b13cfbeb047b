import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { ActiveInteraction } from '#shared/contract/desk/state.ts'
import { catalogueOf } from '#shared/i18n/languages.ts'
import { isSilent } from '#shared/domain/recording-rules.ts'
import type { RecordingAct, RecordingView } from '#shared/domain/recording.ts'
import type { MessageKey } from '#shared/i18n/translator.ts'
import { useSlice } from '../../bridge/store.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { shownKeys, useCommand, withKeys } from '../../ui/commands/index.ts'
import { fetchWords, useT } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'
import s from './recording.module.css'

/**
 * How the recording of a call stands, and what can be done about it; nothing for a line that never records.
 * @param who whose call it is, where more than one is recorded
 * @param together the calls of a conference, which pause as one: the first that is recorded has the buttons
 */
export function RecordingRow({
  active,
  together = [active],
  who = null,
}: {
  active: ActiveInteraction
  together?: readonly ActiveInteraction[]
  who?: string | null
}): ReactNode {
  const views = useSlice('recordings')
  const viewOf = ({ interaction }: ActiveInteraction) => views.find((each) => each.interactionId === interaction.id)
  const view = viewOf(active)
  if (!view) return null
  const leads = together.find((each) => viewOf(each)?.state === 'recording') === active
  return <Row key={view.interactionId} leads={leads} view={view} who={who} locale={active.card?.contact.locale ?? null} />
}

interface RowProps {
  view: RecordingView
  leads: boolean
  locale: string | null
  who: string | null
}

function Row({ leads, locale, view, who }: RowProps): ReactNode {
  const t = useT()
  const act = useAct()
  const row = useRef<HTMLDivElement>(null)
  const recording = view.state === 'recording' && leads
  const run = (what: RecordingAct): void => {
    // The button that was pressed may go: the keys stay where they were.
    row.current?.focus()
    void act('recording.act', { id: view.interactionId, act: what })
  }
  const pause = (): void => run(view.paused ? 'resume' : 'pause')
  useCommand('recording.pause', recording ? pause : null)
  const pauseWord = t(view.paused ? 'recording.resume' : 'recording.pause')
  return (
    <div
      ref={row}
      tabIndex={-1}
      role="group"
      aria-label={who === null ? t('recording.region') : t('recording.regionOf', { name: who })}
      className={s.row}
    >
      {who !== null && <strong>{who}</strong>}
      <span role="status" className={s.state}>
        <State view={view} />
      </span>
      {view.state === 'waiting' && <Question locale={locale} />}
      <span className={s.acts}>
        {view.state === 'waiting' && (
          <>
            <Button small icon="check" onPress={() => run('agree')}>
              {t('recording.agree')}
            </Button>
            <Button small icon="x" onPress={() => run('refuse')}>
              {t('recording.refuse')}
            </Button>
          </>
        )}
        {view.state === 'ready' && (
          <Button small icon="rec" onPress={() => run('record')}>
            {t('recording.record')}
          </Button>
        )}
        {recording && (
          <>
            <Button small icon={view.paused ? 'play' : 'pause'} tip={withKeys(pauseWord, 'recording.pause')} onPress={pause}>
              {pauseWord}
              <kbd aria-hidden="true">{shownKeys('recording.pause')}</kbd>
            </Button>
            <Button
              small
              icon="lock"
              kind={view.payment ? 'primary' : 'plain'}
              aria-pressed={view.payment}
              tip={t('recording.payment.tip')}
              onPress={() => run(view.payment ? 'paid' : 'payment')}
            >
              {t('recording.payment')}
            </Button>
          </>
        )}
      </span>
    </div>
  )
}

const states: Readonly<Record<RecordingView['state'], { tone: Tone; icon: IconName; words: MessageKey }>> = {
  recording: { tone: 'bad', icon: 'rec', words: 'recording.on' },
  waiting: { tone: 'warn', icon: 'clock', words: 'recording.waiting' },
  ready: { tone: 'plain', icon: 'x', words: 'recording.off' },
  refused: { tone: 'plain', icon: 'x', words: 'recording.refused' },
  failed: { tone: 'warn', icon: 'warn', words: 'recording.failed' },
}

function State({ view }: { view: RecordingView }): ReactNode {
  const t = useT()
  const silent = view.state === 'recording' && isSilent(view)
  const { icon, tone, words } = silent ? paused(view) : states[view.state]
  return (
    <Chip tone={tone}>
      <Icon name={icon} size={14} />
      {t(words)}
    </Chip>
  )
}

const paused = ({ payment }: RecordingView): (typeof states)['recording'] => ({
  tone: 'warn',
  icon: 'pause',
  words: payment ? 'recording.pausedPayment' : 'recording.paused',
})

/** What to read to the customer, in their language where it is known and ours. */
function Question({ locale }: { locale: string | null }): ReactNode {
  const t = useT()
  const [theirs, setTheirs] = useState<{ language: string; text: string } | null>(null)
  useEffect(() => {
    let wanted = true
    const ours = locale === null ? null : catalogueOf(locale)
    if (ours !== null)
      void fetchWords(ours).then((words) => wanted && setTheirs({ language: words.language, text: words.t('recording.ask') }))
    return () => {
      wanted = false
    }
  }, [locale])
  return (
    <q className={s.ask} lang={theirs?.language}>
      {theirs?.text ?? t('recording.ask')}
    </q>
  )
}
