import { useState, type ReactNode } from 'react'
import { cueLanguages, techniques } from '#shared/cues/deck/names.ts'
import { stages } from '#shared/cues/facts.ts'
import { languageNames } from '#shared/i18n/languages.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import { stageLabels, techniqueLabels } from '../cue/index.ts'
import { DeckProblems, type EditedDeck, type Faults } from './deck-problems.tsx'
import s from './supervision.module.css'
import { TryCue } from './try-cue.tsx'

type Cue = EditedDeck['cues'][number]

interface CueEditorProps {
  start: Cue
  deck: EditedDeck
  faults: Faults
  onClose: () => void
  onSave: (cue: Cue) => Promise<void>
}

/** Words of a form back to a value; null where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return null
  }
}

/** One cue: its words in five languages, when it comes, how long it stays; and a try against a call that was. */
export function CueEditor({ deck, faults, onClose, onSave, start }: CueEditorProps): ReactNode {
  const { language, t } = useWords()
  const [cue, setCue] = useState(start)
  const [when, setWhen] = useState(() => JSON.stringify(start.when, null, 2))
  const [speaks, setSpeaks] = useState(cueLanguages.find((each) => language.startsWith(each)) ?? 'en')
  const condition = parsed(when)
  const set = (patch: Partial<Cue>): void => setCue({ ...cue, ...patch })
  const say = (part: 'say' | 'why' | 'example', words: string): void =>
    set({ card: { ...cue.card, [speaks]: { ...cue.card[speaks], [part]: words } } })
  // Another wording is another version, so that its figures are not mixed with those of the old one.
  const edited = (): Cue => ({ ...cue, when: condition as Cue['when'], version: start.version + 1 })
  return (
    <Dialog
      wide
      title={t('supervision.edit', { id: start.id })}
      onClose={onClose}
      footer={
        <>
          <Button kind="primary" isDisabled={condition === null} onPress={() => void onSave(edited())}>
            {t('supervision.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <Segments
        label={t('settings.language')}
        value={speaks}
        onChange={setSpeaks}
        choices={cueLanguages.map((value) => ({ value, label: languageNames[value] }))}
      />
      {(['say', 'why', 'example'] as const).map((part) => (
        <Field
          key={part}
          area
          rows={2}
          label={t(`supervision.text.${part}`)}
          value={cue.card[speaks][part]}
          onChange={(words) => say(part, words)}
        />
      ))}
      <Field
        label={t('supervision.text.evidence')}
        hint={t('supervision.text.evidence.hint')}
        value={cue.evidence[speaks]}
        onChange={(words) => set({ evidence: { ...cue.evidence, [speaks]: words } })}
      />
      <FieldGrid>
        <Select
          label={t('supervision.technique')}
          value={cue.technique}
          onChange={(technique) => set({ technique })}
          choices={techniques.map((value) => ({ value, label: t(techniqueLabels[value]) }))}
        />
        <Select
          label={t('supervision.stage')}
          value={cue.stage}
          onChange={(stage) => set({ stage })}
          choices={stages.map((value) => ({ value, label: t(stageLabels[value]) }))}
        />
        <Field
          label={t('supervision.priority')}
          inputMode="numeric"
          value={String(cue.priority)}
          onChange={(text) => set({ priority: Number(text) || 0 })}
        />
        <Field
          label={t('supervision.stays')}
          inputMode="numeric"
          value={String(cue.expiresSeconds)}
          onChange={(text) => set({ expiresSeconds: Number(text) || 0 })}
        />
      </FieldGrid>
      <div className={s.raw}>
        <Field
          area
          rows={7}
          label={t('supervision.when')}
          hint={t('supervision.when.hint')}
          problem={condition === null ? t('cues.problem.notJson') : null}
          value={when}
          onChange={setWhen}
        />
      </div>
      {faults.length > 0 && <DeckProblems faults={faults} />}
      {condition !== null && <TryCue deck={deck} cue={edited()} />}
    </Dialog>
  )
}
