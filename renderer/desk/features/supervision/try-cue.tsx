import { useState, type ReactNode } from 'react'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import type { Answer } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import { clock, exactly } from '../../ui/time.ts'
import { DeckProblems, type EditedDeck } from './deck-problems.tsx'
import s from './supervision.module.css'

/** When a cue, as it stands in the form, would have come in one of the last calls. */
export function TryCue({ cue, deck }: { cue: EditedDeck['cues'][number]; deck: EditedDeck }): ReactNode {
  const { language, t } = useWords()
  const act = useAct()
  const [call, setCall] = useState<string | null>(null)
  const [answer, setAnswer] = useState<Answer<'decks.try'> | null>(null)
  const log = useAsk(['interactions', 'try'], 'interactions.callLog', { cursor: null, limit: 20 })
  const calls = (log.data?.items ?? []).filter((each) => each.answeredAt !== null)
  if (calls.length === 0) return null
  const run = async (): Promise<void> => {
    if (call === null) return
    const others = deck.cues.filter((each) => each.id !== cue.id)
    const result = await act('decks.try', { deck: { ...deck, cues: [...others, cue] }, cueId: cue.id, interactionId: call })
    if (result.ok) setAnswer(result.value)
  }
  return (
    <>
      <div className={s.row}>
        <Select
          label={t('supervision.try')}
          value={call}
          placeholder={t('supervision.try.choose')}
          onChange={setCall}
          choices={calls.map((each) => ({
            value: each.id,
            label: `${each.contactName ?? each.remoteName ?? each.remote ?? '–'} · ${exactly(each.startedAt, language)}`,
          }))}
        />
        <Button isDisabled={call === null} onPress={() => void run()}>
          {t('supervision.try.go')}
        </Button>
      </div>
      <div role="status">
        {answer?.ok === false && <DeckProblems faults={answer.problems} />}
        {answer?.ok === true &&
          (answer.moments.length === 0 ? (
            <p className={s.sub}>{t(answer.known ? 'supervision.try.never' : 'supervision.try.unknown')}</p>
          ) : (
            <ul className={s.list}>
              {answer.moments.map((each) => (
                <li key={`${each.seconds} ${each.kind}`} className={s.item}>
                  <span>{clock(each.seconds * 1000)}</span>
                  <span className={s.words}>
                    {t(`supervision.moment.${each.kind}`)} <span className={s.sub}>{each.evidence}</span>
                  </span>
                </li>
              ))}
            </ul>
          ))}
      </div>
    </>
  )
}
