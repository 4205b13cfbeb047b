import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { DeckProblem } from '#shared/cues/deck/problem.ts'
import type { Cue } from '#shared/cues/deck/schema.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { ConditionEditor } from './condition/condition-editor.tsx'
import { checkCue, formOf, tryable, type CueForm } from './cue-form.ts'
import { CueManner } from './cue-manner.tsx'
import { CueMoment } from './cue-moment.tsx'
import { CueQuestions } from './cue-questions.tsx'
import { CueWords, languageOf } from './cue-words.tsx'
import e from './editor.module.css'
import { useProblemAt } from './problem-words.ts'
import { saveCue } from './save-cue.ts'
import { TryCue } from './try-cue.tsx'
import { keepEditing, type Editing } from './unsaved.ts'
import { useCueLanguage } from './use-condition-words.ts'

/** One cue: its words in five languages, when it comes, how it behaves; and a try against a call that was. */
export function CueEditor({ editing, onClose }: { editing: Editing; onClose: () => void }): ReactNode {
  const t = useT()
  const act = useAct()
  const body = useRef<HTMLDivElement>(null)
  const [form, setForm] = useState(editing.form)
  const [speaks, setSpeaks] = useState(useCueLanguage())
  /** After the first try to save everything that is wrong is told of, and goes as it is mended. */
  const [strict, setStrict] = useState(false)
  const [refused, setRefused] = useState<readonly DeckProblem[]>([])
  const [overlap, setOverlap] = useState(false)
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const checked = checkCue(form, editing.deck)
  const problems = strict ? [...checked.problems, ...refused] : []
  const problemAt = useProblemAt(problems)
  const changed = JSON.stringify(form) !== JSON.stringify(formOf(editing.start))
  const put = (next: CueForm): void => {
    setForm(next)
    setRefused([])
  }
  const putCue = (cue: Cue): void => put({ ...form, cue })

  useEffect(() => keepEditing(changed ? { ...editing, form } : null), [changed, editing, form])

  const toFirstFault = (found: readonly DeckProblem[]): void => {
    const languages = found.map(languageOf)
    const [first] = languages.filter((each) => each !== null)
    if (first && !languages.includes(speaks)) setSpeaks(first)
    // After the picture with the problems in it.
    setTimeout(() =>
      body.current
        ?.querySelector<HTMLElement>('[aria-invalid="true"]:is(input, textarea), [data-wrong] :is(button, input)')
        ?.focus(),
    )
  }
  const save = async (): Promise<void> => {
    setStrict(true)
    if (checked.problems.length > 0 || !checked.conditionWhole) return toFirstFault(checked.problems)
    setBusy(true)
    const saved = await saveCue(act, editing, checked.cue, overlap)
    setBusy(false)
    if (saved.kind === 'overlap') setOverlap(true)
    if (saved.kind === 'refused') {
      setRefused(saved.problems)
      toFirstFault(saved.problems)
    }
    if (saved.kind === 'saved') onClose()
  }
  const close = (): void => (changed ? setAsking(true) : onClose())
  const wrong = strict && (problems.length > 0 || !checked.conditionWhole)

  return (
    <Dialog
      wide
      title={editing.fresh ? t('deck.new') : t('supervision.edit', { id: editing.start.id })}
      onClose={close}
      footer={
        <>
          {wrong && (
            <p className={e.wrong} role="alert">
              {t('deck.problem.some')}
            </p>
          )}
          <Button onPress={close}>{t('cancel')}</Button>
          <Button kind="primary" isDisabled={busy} onPress={() => void save()}>
            {t(overlap ? 'deck.saveOver' : 'supervision.save')}
          </Button>
        </>
      }
    >
      <div ref={body} className={e.editor}>
        {overlap && <Note>{t('deck.overlap')}</Note>}
        <Section label={t('deck.editor.words')} aside={t('deck.editor.wordsHint')}>
          <CueWords
            cue={form.cue}
            speaks={speaks}
            onSpeaks={setSpeaks}
            problems={problems}
            problemAt={problemAt}
            onChange={(patch) => putCue({ ...form.cue, ...patch })}
          />
        </Section>
        <ConditionEditor form={form.condition} strict={strict} onChange={(condition) => put({ ...form, condition })} />
        <Section label={t('deck.editor.moment')}>
          <CueMoment cue={form.cue} problemAt={problemAt} onChange={putCue} />
        </Section>
        <Section label={t('deck.editor.manner')}>
          <CueManner form={form} fresh={editing.fresh} problemAt={problemAt} onChange={put} />
        </Section>
        <Section label={t('deck.editor.questions')}>
          <CueQuestions cue={form.cue} speaks={speaks} problemAt={problemAt} onChange={putCue} />
        </Section>
        <Section label={t('deck.try')}>
          <TryCue deck={editing.deck} cue={checked.conditionWhole ? tryable(checked.cue) : null} />
        </Section>
      </div>
      {asking && <AskUnsaved onStay={() => setAsking(false)} onDrop={onClose} />}
    </Dialog>
  )
}

function AskUnsaved({ onDrop, onStay }: { onStay: () => void; onDrop: () => void }): ReactNode {
  const t = useT()
  return (
    <Dialog
      title={t('deck.unsaved')}
      onClose={onStay}
      footer={
        <>
          <Button kind="bad" onPress={onDrop}>
            {t('deck.unsaved.drop')}
          </Button>
          <Button kind="primary" onPress={onStay}>
            {t('deck.unsaved.stay')}
          </Button>
        </>
      }
    >
      <p>{t('deck.unsaved.text')}</p>
    </Dialog>
  )
}
