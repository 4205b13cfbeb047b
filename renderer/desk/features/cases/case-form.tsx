import { useState, type ReactNode } from 'react'
import type { Case } from '#shared/domain/case.ts'
import { caseReasons, caseStatuses, caseTypes } from '#shared/domain/case-choices.ts'
import { call } from '../../bridge/client.ts'
import { useAsk } from '../../bridge/query.ts'
import { Field, FieldGrid } from '../../ui/field.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Kept } from '../../ui/kept.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { Select } from '../../ui/select.tsx'
import { useKeeper } from '../../ui/use-keeper.ts'
import { caseReasonLabels, caseStatusLabels, caseTypeLabels } from '../case-words/index.ts'

/** A case as a form; every field is kept within a second. */
export function CaseForm({ id }: { id: string }): ReactNode {
  const asked = useAsk(['cases', id], 'cases.get', { id })
  if (asked.isError) return <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
  return asked.data ? <Form start={asked.data} /> : null
}

const texts = ['subject', 'note', 'solution', 'nextStep'] as const
type Texts = Pick<Case, (typeof texts)[number]>

function Form({ start }: { start: Case }): ReactNode {
  const t = useT()
  const [typed, setTyped] = useState<Partial<Texts>>({})
  const [chosen, setChosen] = useState<Partial<Pick<Case, 'type' | 'status' | 'reason'>>>({})
  const keeper = useKeeper<Partial<Case>>(async (patch) => {
    const result = await call('cases.patch', { id: start.id, patch })
    return result.ok ? { ok: true, value: { keptAt: result.value.updatedAt } } : result
  })
  const shown = { ...start, ...chosen, ...typed }
  const write = (patch: Partial<Texts>): void => {
    const next = { ...typed, ...patch }
    setTyped(next)
    keeper.change({ ...chosen, ...next })
  }
  const choose = (patch: Partial<Pick<Case, 'type' | 'status' | 'reason'>>): void => {
    const next = { ...chosen, ...patch }
    setChosen(next)
    keeper.change({ ...next, ...typed })
    void keeper.flush()
  }
  return (
    <Section
      label={`${t(caseTypeLabels[shown.type])} · ${start.number}`}
      aside={keeper.state.at === 'clean' ? t('case.keeps') : <Kept state={keeper.state} />}
    >
      <Segments
        label={t('case.type')}
        value={shown.type}
        onChange={(type) => choose({ type })}
        choices={caseTypes.map((value) => ({ value, label: t(caseTypeLabels[value]) }))}
      />
      <FieldGrid>
        <Select
          label={t('case.reason')}
          value={shown.reason}
          placeholder={t('case.reason.none')}
          onChange={(reason) => choose({ reason })}
          choices={caseReasons.map((value) => ({ value, label: t(caseReasonLabels[value]) }))}
        />
        <Field label={t('case.subject')} maxLength={300} value={shown.subject} onChange={(subject) => write({ subject })} />
      </FieldGrid>
      <Field area label={t('case.note')} maxLength={20_000} value={shown.note} onChange={(note) => write({ note })} />
      <FieldGrid>
        <Field label={t('case.solution')} maxLength={2000} value={shown.solution} onChange={(solution) => write({ solution })} />
        <Select
          label={t('case.status')}
          value={shown.status}
          onChange={(status) => choose({ status })}
          choices={caseStatuses.map((value) => ({ value, label: t(caseStatusLabels[value]) }))}
        />
      </FieldGrid>
      <Field label={t('case.nextStep')} maxLength={2000} value={shown.nextStep} onChange={(nextStep) => write({ nextStep })} />
    </Section>
  )
}
