import { useState, type ReactNode } from 'react'
import { checkForm, withRows, withText, type ConditionForm } from '#shared/cues/deck/condition-form.ts'
import type { Group } from '#shared/cues/deck/rows.ts'
import type { RowProblem } from '#shared/cues/deck/write-rows.ts'
import { saySentence } from '#shared/cues/words/condition-words.ts'
import { Field } from '../../../ui/field.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Note } from '../../../ui/problem.tsx'
import { Section } from '../../../ui/scroll.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { DeckProblems } from '../deck-problems.tsx'
import e from '../editor.module.css'
import { useConditionWords } from '../use-condition-words.ts'
import { ConditionGroup } from './condition-group.tsx'
import { useTree } from './use-tree.ts'

interface ConditionEditorProps {
  form: ConditionForm
  /** Also what is merely not filled in yet is told of. */
  strict: boolean
  onChange: (form: ConditionForm) => void
}

const unfinished: readonly RowProblem['key'][] = ['noFact', 'noValue', 'emptyGroup']

/** When a cue comes: as rows, as a sentence, and as text for those who read JSON. What rows cannot show stays text. */
export function ConditionEditor({ form, onChange, strict }: ConditionEditorProps): ReactNode {
  const t = useT()
  const words = useConditionWords()
  const [view, setView] = useState<'rows' | 'text'>('rows')
  const checked = checkForm(form)
  const rowProblems = checked.ok ? [] : checked.rows
  const textProblems = checked.ok ? [] : checked.text
  const open = form.rows !== null && rowProblems.length > 0 && form.leads === 'rows'
  const views = (
    <Segments
      bare
      label={t('deck.condition.view')}
      value={view}
      onChange={setView}
      choices={[
        { value: 'rows', label: t('deck.condition.rows') },
        { value: 'text', label: t('deck.condition.text') },
      ]}
    />
  )
  return (
    <Section label={t('deck.condition')} aside={views}>
      {view === 'rows' && form.rows && (
        <Builder
          rows={form.rows}
          problems={rowProblems.filter((each) => strict || !unfinished.includes(each.key))}
          onChange={(rows) => onChange(withRows(form, rows))}
        />
      )}
      {view === 'rows' && !form.rows && textProblems.length === 0 && <Note tone="info">{t('deck.condition.noRows')}</Note>}
      {(view === 'text' || !form.rows) && (
        <div className={e.raw}>
          <Field
            area
            rows={7}
            label={t('deck.condition')}
            hint={t('deck.condition.textHint')}
            isReadOnly={open}
            problem={open ? t('deck.condition.unfinished') : null}
            value={form.text}
            onChange={(text) => onChange(withText(text))}
          />
          {textProblems.length > 0 && (
            <div role="alert">
              <DeckProblems faults={[...textProblems]} />
            </div>
          )}
        </div>
      )}
      {form.rows && (
        <p className={e.sentence} role="status">
          {saySentence(form.rows, words)}
        </p>
      )}
    </Section>
  )
}

function Builder({
  onChange,
  problems,
  rows,
}: {
  rows: Group
  problems: readonly RowProblem[]
  onChange: (rows: Group) => void
}): ReactNode {
  const t = useT()
  const { home, tree } = useTree(rows, onChange)
  return (
    <div ref={home} className={e.builder}>
      <ConditionGroup at="" group={rows} problems={problems} tree={tree} />
      <p className={e.help}>{t('deck.row.keys')}</p>
    </div>
  )
}
