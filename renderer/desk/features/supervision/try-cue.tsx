import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Cue, Deck } from '#shared/cues/deck/schema.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import type { Answer } from '../../bridge/client.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import { exactly } from '../../ui/time.ts'
import e from './editor.module.css'
import { TryAnswer } from './try-answer.tsx'

const kinds = { voice: 'deck.try.call', email: 'deck.try.letter', in_person: 'deck.try.visit' } as const

/** When a cue, as it stands in the form, would have come in one of the last calls and letters; `cue` is null while the form is not whole. */
export function TryCue({ cue, deck }: { cue: Cue | null; deck: Deck }): ReactNode {
  const { language, t } = useWords()
  const act = useAct()
  const [chosen, setChosen] = useState<string | null>(null)
  const [tried, setTried] = useState<{ answer: Answer<'decks.try'>; cue: Cue } | null>(null)
  const told = useRef<HTMLDivElement>(null)
  // The answer grows beneath the fold of the dialog.
  useEffect(() => {
    if (tried) told.current?.scrollIntoView({ block: 'nearest' })
  }, [tried])
  const past = useAsk(['interactions', 'traced'], 'cues.traced', { limit: 40 }).data ?? []
  if (past.length === 0) return <p className={e.help}>{t('deck.try.none')}</p>
  const run = async (): Promise<void> => {
    if (chosen === null || cue === null) return
    // Alone, so that what is still missing elsewhere in the deck is not told of here.
    const result = await act('decks.try', { deck: { ...deck, cues: [cue] }, cueId: cue.id, interactionId: chosen })
    if (result.ok) setTried({ answer: result.value, cue })
  }
  return (
    <>
      <div className={e.tryRow}>
        <Select
          label={t('supervision.try')}
          value={chosen}
          placeholder={t('supervision.try.choose')}
          onChange={setChosen}
          choices={past.map((each) => ({
            value: each.interactionId,
            label: [t(kinds[each.channel]), each.name ?? t('call.withheld'), exactly(each.startedAt, language)].join(' · '),
          }))}
        />
        <Button isDisabled={chosen === null || cue === null} onPress={() => void run()}>
          {t('supervision.try.go')}
        </Button>
      </div>
      {cue === null && <p className={e.help}>{t('deck.try.fix')}</p>}
      <div ref={told} role="status" className={e.tried}>
        {tried && <TryAnswer answer={tried.answer} cue={tried.cue} />}
      </div>
    </>
  )
}
