import { useState, type ReactNode } from 'react'
import type { Case } from '#shared/domain/case.ts'
import { caseReasons, caseStatuses, caseTypes } from '#shared/domain/case-choices.ts'
import type { Result } from '#shared/contract/result.ts'
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
  return asked.data ? <CaseFields start={asked.data} keep={(patch) => call('cases.patch', { id, patch })} /> : null
}

type CaseFieldsStart = Pick<Case, 'type' | 'status' | 'reason' | 'subject' | 'note' | 'solution' | 'nextStep'>
type Texts = Pick<Case, 'subject' | 'note' | 'solution' | 'nextStep'>
type Choices = Pick<Case, 'type' | 'status' | 'reason'>

interface CaseFieldsProps {
  /** A case without a number does not exist yet: it is made by the first thing that is typed or chosen. */
  start: CaseFieldsStart & { number?: string }
  keep: (patch: Partial<CaseFieldsStart>) => Promise<Result<Case>>
  /** Beside the title until something is kept. */
  aside?: ReactNode
}

/** The fields of a case that is there, or is about to be. */
export function CaseFields({ aside, keep, start }: CaseFieldsProps): ReactNode {
  const t = useT()
  const [typed, setTyped] = useState<Partial<Texts>>({})
  const [chosen, setChosen] = useState<Partial<Choices>>({})
  const keeper = useKeeper<Partial<CaseFieldsStart>>(async (patch) => {
    const result = await keep(patch)
    return result.ok ? { ok: true, value: { keptAt: result.value.updatedAt } } : result
  })
  const shown = { ...start, ...chosen, ...typed }
  const write = (patch: Partial<Texts>): void => {
    const next = { ...typed, ...patch }
    setTyped(next)
    keeper.change({ ...chosen, ...next })
  }
  const choose = (patch: Partial<Choices>): void => {
    const next = { ...chosen, ...patch }
    setChosen(next)
    keeper.change({ ...next, ...typed })
    void keeper.flush()
  }
  const type = t(caseTypeLabels[shown.type])
  return (
    <Section
      label={start.number === undefined ? t('case.new', { type }) : `${type} · ${start.number}`}
      aside={
        keeper.state.at !== 'clean' ? (
          <Kept state={keeper.state} />
        ) : (
          (aside ?? t(start.number === undefined ? 'case.fromMenu' : 'case.keeps'))
        )
      }
    >
      <Segments
        label={t('case.type')}
        value={shown.type}
        onChange={(next) => choose({ type: next })}
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
