import type { ReactNode } from 'react'
import { questionFields, type CueLanguage } from '#shared/cues/deck/names.ts'
import type { Cue, Question } from '#shared/cues/deck/schema.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Select } from '../../ui/select.tsx'
import e from './editor.module.css'
import type { ProblemAt } from './problem-words.ts'

const most = 8

interface CueQuestionsProps {
  cue: Cue
  speaks: CueLanguage
  problemAt: ProblemAt
  onChange: (cue: Cue) => void
}

/** Questions the card asks, each with the field of the case its answer fills; asked in the language chosen above. */
export function CueQuestions({ cue, onChange, problemAt, speaks }: CueQuestionsProps): ReactNode {
  const t = useT()
  const { questions = [], ...without } = cue
  const put = (next: readonly Question[]): void => onChange(next.length === 0 ? without : { ...without, questions: [...next] })
  const change = (index: number, question: Question): void => put(questions.with(index, question))
  return (
    <>
      <p className={e.help}>{t('deck.editor.questionsHint')}</p>
      {questions.map((question, index) => {
        const at = String(index + 1)
        return (
          // Questions have no name of their own; their place is what tells them apart.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={e.question}>
            <Field
              label={t('deck.editor.question', { at })}
              problem={problemAt(`questions[${index}].ask.${speaks}`, t('deck.editor.question', { at }))}
              value={question.ask[speaks]}
              onChange={(text) => change(index, { ...question, ask: { ...question.ask, [speaks]: text } })}
            />
            <Select
              label={t('deck.editor.questionField', { at })}
              value={question.field}
              onChange={(field) => change(index, { ...question, field })}
              choices={questionFields.map((value) => ({ value, label: t(`deck.question.${value}`) }))}
            />
            <Button
              small
              kind="quiet"
              icon="trash"
              label={t('deck.editor.removeQuestion', { at })}
              onPress={() => put(questions.toSpliced(index, 1))}
            />
          </div>
        )
      })}
      {questions.length < most && (
        <div>
          <Button
            small
            icon="plus"
            onPress={() => put([...questions, { field: 'note', ask: { en: '', de: '', hu: '', cs: '', mn: '' } }])}
          >
            {t('deck.editor.addQuestion')}
          </Button>
        </div>
      )}
    </>
  )
}
