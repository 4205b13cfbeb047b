import { useState, type ReactNode } from 'react'
import { techniques } from '#shared/cues/deck/names.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Select } from '../../ui/select.tsx'
import { toast } from '../../ui/toasts.tsx'
import { stageLabels, techniqueLabels } from '../cue/index.ts'
import { emptyCue } from './cue-form.ts'
import { deckChanged } from './deck-changed.ts'
import { DeckProblems, type EditedDeck, type Faults } from './deck-problems.tsx'
import s from './supervision.module.css'
import { useCueLanguage } from './use-condition-words.ts'

type Cue = EditedDeck['cues'][number]

/** The cues of a deck: found by words and technique, switched on and off, edited, copied, removed. Each change is a new revision. */
export function DeckCues({
  id,
  onEdit,
}: {
  id: string
  onEdit: (deck: EditedDeck, cue: Cue, fresh: boolean) => void
}): ReactNode {
  const { t } = useWords()
  const short = useCueLanguage()
  const act = useAct()
  const [text, setText] = useState('')
  const [technique, setTechnique] = useState<'all' | Cue['technique']>('all')
  const [faults, setFaults] = useState<Faults>([])
  const asked = useAsk(['decks', id], 'decks.get', { id })
  if (asked.isError) return <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
  const deck = asked.data
  if (!deck) return null
  const wanted = text.trim().toLowerCase()
  const shown = deck.cues.filter(
    (cue) =>
      (technique === 'all' || cue.technique === technique) &&
      (wanted === '' || `${cue.id} ${cue.card[short].say} ${cue.card[short].example}`.toLowerCase().includes(wanted)),
  )
  /** True when it is on disk. */
  const save = async (cues: readonly Cue[]): Promise<boolean> => {
    const result = await act('decks.save', { deck: { ...deck, cues: [...cues] } })
    if (!result.ok) return false
    setFaults(result.value.ok ? [] : result.value.problems)
    if (result.value.ok) deckChanged()
    return result.value.ok
  }
  const replace = (cue: Cue, by: Cue | null): Promise<boolean> =>
    save(deck.cues.flatMap((each) => (each.id === cue.id ? (by ? [by] : []) : [each])))
  const remove = async (cue: Cue): Promise<void> => {
    const before = deck.cues
    if (!(await replace(cue, null))) return
    toast({ tone: 'info', text: t('supervision.removed'), action: { label: t('undo'), run: () => void restore(before) } })
  }
  // The revision has moved on meanwhile: the newest one is asked for before the cue is put back.
  const restore = async (before: readonly Cue[]): Promise<void> => {
    const newest = (await asked.refetch()).data
    if (newest) await act('decks.save', { deck: { ...newest, cues: [...before] } }).then(deckChanged)
  }
  return (
    <Section label={t('supervision.cuesOf', { name: deck.name })} aside={t('supervision.cueCount', { count: shown.length })}>
      <div className={`${s.row} ${s.finders}`}>
        <Field label={t('supervision.find')} value={text} onChange={setText} />
        <Select
          label={t('supervision.technique')}
          value={technique}
          onChange={setTechnique}
          choices={[
            { value: 'all', label: t('supervision.technique.all') },
            ...techniques.map((value) => ({ value, label: t(techniqueLabels[value]) })),
          ]}
        />
        <Button icon="plus" onPress={() => onEdit(deck, emptyCue(), true)}>
          {t('deck.new')}
        </Button>
      </div>
      {faults.length > 0 && <DeckProblems faults={faults} />}
      <ul className={s.list} aria-label={t('supervision.cuesOf', { name: deck.name })}>
        {shown.map((cue) => (
          <li key={cue.id} className={`${s.item} ${cue.off ? s.off : ''}`}>
            <span className={s.words}>
              {cue.card[short].say}
              <span className={`${s.sub} ${s.second}`}>
                {t(techniqueLabels[cue.technique])} · {t(stageLabels[cue.stage])} · {cue.priority}
              </span>
            </span>
            <span className={s.row}>
              <Button small onPress={() => void replace(cue, { ...cue, off: cue.off !== true })}>
                {t(cue.off ? 'supervision.on' : 'supervision.off')}
              </Button>
              <Button
                small
                kind="quiet"
                icon="edit"
                label={t('supervision.edit', { id: cue.id })}
                onPress={() => onEdit(deck, cue, false)}
              />
              <Button
                small
                kind="quiet"
                icon="copy"
                label={t('supervision.copy', { id: cue.id })}
                onPress={() => onEdit(deck, { ...cue, id: `${cue.id}-2`, version: 1 }, true)}
              />
              <Button
                small
                kind="quiet"
                icon="trash"
                label={t('supervision.remove', { id: cue.id })}
                onPress={() => void remove(cue)}
              />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
