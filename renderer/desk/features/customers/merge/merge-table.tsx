import type { ReactNode } from 'react'
import type { MergeSide } from '#shared/contract/records/merges.ts'
import { languageName } from '#shared/i18n/formats.ts'
import { useWords } from '../../../ui/i18n.tsx'
import { Said } from '../../../ui/visually-hidden.tsx'
import { useSayNumber } from '../../numbers/index.ts'
import { mergeRows, type MergeValue } from './merge-rows.ts'
import s from './merge.module.css'

/** Two records side by side: what each says, and what of it the one they become will not say. */
export function MergeTable({ kept, other }: { kept: MergeSide; other: MergeSide }): ReactNode {
  const { language, number, t } = useWords()
  const sayNumber = useSayNumber()
  const rows = mergeRows(kept, other, {
    language: (locale) => languageName(locale, language),
    number: sayNumber,
    count: number,
  })
  return (
    <table className={s.table}>
      <thead>
        <tr>
          <th scope="col">
            <Said>{t('merge.what')}</Said>
          </th>
          <th scope="col">{t('merge.stays', { name: kept.card.contact.displayName })}</th>
          <th scope="col">{t('merge.joins', { name: other.card.contact.displayName })}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{t(row.label)}</th>
            <Values values={row.kept} />
            <Values values={row.other} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Values({ values }: { values: readonly MergeValue[] }): ReactNode {
  const { t } = useWords()
  return (
    <td>
      {values.length === 0 && <Said>{t('merge.nothing')}</Said>}
      {values.map(({ kept, text }) => (
        <div key={text} className={kept ? s.kept : s.left}>
          {kept ? text : <s>{text}</s>}
          {!kept && <span className={s.hint}> {t('merge.notKept')}</span>}
        </div>
      ))}
    </td>
  )
}
