import { useRef, useState, type ReactNode } from 'react'
import { Button, Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import { uuidv7 } from 'uuidv7'
import type { Case } from '#shared/domain/case.ts'
import { caseReasons } from '#shared/domain/case-choices.ts'
import type { CueView } from '#shared/contract/desk/cues.ts'
import type { Result } from '#shared/contract/result.ts'
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

/** Where the answers go: a case that is there, or one that the first answer makes; null: its type must be chosen first. */
export type AnswersPlace =
  | { readonly caseId: string }
  | { readonly caseId: null; readonly type: Case['type']; readonly interactionId: string; readonly contactId: string | null }
  | null

/** The short questionnaire of a questioning card; what is answered stands in the case at once. */
export function Questions({
  onOpen,
  place,
  questions,
}: {
  questions: CueView['questions']
  place: AnswersPlace
  onOpen: (open: boolean) => void
}): ReactNode {
  const t = useT()
  return (
    <DialogTrigger onOpenChange={onOpen}>
      <Button className={cx(s.act)}>{t('cue.questions', { count: questions.length })}</Button>
      <Popover className={cx(s.pop)} placement="bottom start">
        <Dialog className={cx(s.form)}>
          <Heading slot="title" level={3}>
            {t('cue.questions.title')}
          </Heading>
          {place === null ? <p>{t('cue.questions.noCase')}</p> : <Form place={place} questions={questions} />}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Form({ place, questions }: { place: NonNullable<AnswersPlace>; questions: CueView['questions'] }): ReactNode {
  const t = useT()
  const [newId] = useState(uuidv7)
  const made = useRef(place.caseId)
  const { caseId } = place
  const asked = useAsk(['cases', caseId ?? ''], 'cases.get', caseId === null ? null : { id: caseId })
  const [answers, setAnswers] = useState<Answers>({})
  const keeper = useKeeper<Answers>(async (patch) => {
    if (place.caseId === null && made.current === null) {
      const created = await beginCase(newId, place)
      if (!created.ok) return created
      made.current = newId
    }
    const result = await call('cases.patch', { id: place.caseId ?? newId, patch })
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

/** Makes the case whose type the menu choice implies, and ties it to the interaction. */
async function beginCase(
  id: string,
  { contactId, interactionId, type }: Extract<AnswersPlace, { caseId: null }>,
): Promise<Result<unknown>> {
  const created = await call('cases.create', { id, contactId, interactionId, type })
  return created.ok ? call('interaction.case', { id: interactionId, caseId: id }) : created
}
