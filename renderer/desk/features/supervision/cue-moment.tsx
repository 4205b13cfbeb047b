import type { ReactNode } from 'react'
import { cueChannels } from '#shared/cues/deck/names.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { cueEvents, stages } from '#shared/cues/facts.ts'
import { useT } from '../../ui/i18n.tsx'
import { stageLabels } from '../cue/index.ts'
import e from './editor.module.css'
import { Checks, HelpedSelect } from './helped.tsx'
import type { ProblemAt } from './problem-words.ts'

interface CueMomentProps {
  cue: Cue
  problemAt: ProblemAt
  onChange: (cue: Cue) => void
}

/** In which contacts, in which stage and at which events a cue may come. */
export function CueMoment({ cue, onChange, problemAt }: CueMomentProps): ReactNode {
  const t = useT()
  const { on, ...anytime } = cue
  return (
    <>
      <div className={e.pair}>
        <Checks
          label={t('deck.editor.channels')}
          hint={t('deck.editor.channelsHint')}
          problem={problemAt('channels', t('deck.editor.channels'))}
          value={cue.channels}
          onChange={(channels) => onChange({ ...cue, channels })}
          choices={cueChannels.map((value) => ({ value, label: t(`deck.channel.${value}`) }))}
        />
        <HelpedSelect
          label={t('supervision.stage')}
          hint={t('deck.editor.stageHint')}
          problem={problemAt('stage', t('supervision.stage'))}
          value={cue.stage}
          onChange={(stage) => onChange({ ...cue, stage })}
          choices={stages.map((value) => ({ value, label: t(stageLabels[value]) }))}
        />
      </div>
      <Checks
        label={t('deck.editor.on')}
        hint={t('deck.editor.onHint')}
        value={on ?? []}
        onChange={(events) => onChange(events.length === 0 ? anytime : { ...cue, on: events })}
        choices={cueEvents.map((value) => ({ value, label: t(`deck.event.${value}`) }))}
      />
    </>
  )
}
