import type { ReactNode } from 'react'
import { factSpec, type FactName } from '#shared/cues/facts.ts'
import { isPicked, type Row } from '#shared/cues/deck/rows.ts'
import { sayValue, unitOf } from '#shared/cues/words/condition-words.ts'
import { Field } from '../../../ui/field.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Select } from '../../../ui/select.tsx'
import e from '../editor.module.css'
import { Checks } from '../helped.tsx'
import { useConditionWords } from '../use-condition-words.ts'

interface RowValueProps {
  row: Row & { fact: FactName }
  problem: string | null
  onChange: (row: Row) => void
}

/** What a fact is compared with: picked, ticked or typed, as the fact's type asks for. */
export function RowValue({ onChange, problem, row }: RowValueProps): ReactNode {
  const t = useT()
  const words = useConditionWords()
  const spec = factSpec(row.fact)
  if (spec.kind === 'flag')
    return (
      <Select
        bare
        label={t('deck.row.value')}
        value={row.picked[0] ?? null}
        onChange={(value) => onChange({ ...row, picked: [value] })}
        choices={[
          { value: 'true', label: t('deck.row.true') },
          { value: 'false', label: t('deck.row.false') },
        ]}
      />
    )
  if (isPicked(spec.kind)) {
    const choices = (spec.values ?? []).map((value) => ({ value, label: sayValue(row.fact, value, words) }))
    return row.operator === 'oneOf' ? (
      <Checks
        bare
        label={t('deck.row.value')}
        value={row.picked}
        onChange={(picked) => onChange({ ...row, picked })}
        choices={choices}
      />
    ) : (
      <Select
        bare
        label={t('deck.row.value')}
        placeholder={t('deck.row.chooseValue')}
        value={row.picked[0] ?? null}
        onChange={(value) => onChange({ ...row, picked: [value] })}
        choices={choices}
      />
    )
  }
  const unit = unitOf(row.fact)
  const typesNumber = spec.kind !== 'text' && row.operator !== 'contains'
  return (
    <span className={e.typed}>
      <Field
        label=""
        aria-label={unit ? `${t('deck.row.value')} (${t(`deck.typed.${unit}`)})` : t('deck.row.value')}
        value={row.text}
        inputMode={typesNumber ? 'decimal' : 'text'}
        problem={problem}
        hint={row.operator === 'oneOf' ? t('deck.row.several') : undefined}
        onChange={(text) => onChange({ ...row, text })}
      />
      {unit && (
        <span className={e.unit} aria-hidden="true">
          {t(`deck.typed.${unit}`)}
        </span>
      )}
    </span>
  )
}
