import { useState, type ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { Case } from '#shared/domain/case.ts'
import { caseReasons } from '#shared/domain/case-choices.ts'
import type { CueView } from '#shared/contract/desk/cues.ts'
import { call } from '../../bridge/client.ts'
import { useAsk } from '../../bridge/query.ts'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { Select } from '../../ui/select.tsx'
import { useKeeper } from '../../ui/use-keeper.ts'
import { caseReasonLabels } from '../case-words/index.ts'
import s from './cue.module.css'

type Question = CueView['questions'][number]
type Answers = Partial<Pick<Case, Question['field']>>

/** The short questionnaire of a questioning card; what is answered stands in the case at once. */
export function Questions({ caseId, questions }: { questions: CueView['questions']; caseId: string | null }): ReactNode {
  const t = useT()
  return (
    <DialogTrigger>
      <Button className={cx(s.act)}>{t('cue.questions', { count: questions.length })}</Button>
      <Popover className={cx(s.pop)} placement="bottom start">
        <Dialog className={cx(s.form)}>
          <Heading slot="title" level={3}>
            {t('cue.questions.title')}
          </Heading>
          {caseId === null ? <p>{t('cue.questions.noCase')}</p> : <Form caseId={caseId} questions={questions} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Form({ caseId, questions }: { caseId: string; questions: CueView['questions'] }): ReactNode {
  const t = useT()
  const asked = useAsk(['cases', caseId], 'cases.get', { id: caseId })
  const [answers, setAnswers] = useState<Answers>({})
  const keeper = useKeeper<Answers>(async (patch) => {
    const result = await call('cases.patch', { id: caseId, patch })
    return result.ok ? { ok: true, value: { keptAt: result.value.updatedAt } } : result
  })
  const shown = { ...asked.data, ...answers }
  const write = (patch: Answers): void => {
    const next = { ...answers, ...patch }
    setAnswers(next)
    keeper.change(next)
  }
  return (
    <>
      {questions.map(({ ask, field }) =>
        field === 'reason' ? (
          <Select
            key={field}
            label={ask}
            value={shown.reason ?? null}
            placeholder={t('case.reason.none')}
            onChange={(reason) => write({ reason })}
            choices={caseReasons.map((value) => ({ value, label: t(caseReasonLabels[value]) }))}
          />
        ) : (
          <Field key={field} label={ask} value={shown[field] ?? ''} onChange={(text) => write({ [field]: text })} />
        ),
      )}
      <Kept state={keeper.state} />
    </>
  )
}
