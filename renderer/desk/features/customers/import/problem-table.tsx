import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { csvProblemSchema } from '#shared/contract/records/search.ts'
import { useWords } from '../../../ui/i18n.tsx'
import s from './import.module.css'

interface ProblemTableProps {
  problems: readonly z.infer<typeof csvProblemSchema>[]
  /** How many there are, with those not shown (not asked for yet, or too many to be kept). */
  total?: number | undefined
}

/** What is wrong, row by row, as a spreadsheet counts them. */
export function ProblemTable({ problems, total = problems.length }: ProblemTableProps): ReactNode {
  const { number, say, t } = useWords()
  const inOrder = problems.toSorted((a, b) => a.row - b.row)
  return (
    <div className={s.problems}>
      <h3>{t('import.problems')}</h3>
      {/* a table that scrolls must be reachable by keyboard */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={s.scroller} role="region" aria-label={t('import.problems')} tabIndex={0}>
        <table className={`${s.table} ${s.told}`}>
          <thead>
            <tr>
              <th scope="col">{t('import.row')}</th>
              <th scope="col">{t('import.where')}</th>
              <th scope="col">{t('import.what')}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder.map((each, index) => (
              <tr key={index}>
                <td>{each.row}</td>
                <td>{each.column ?? ''}</td>
                <td>{say(each.messageKey, each.params)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > problems.length && <p>{t('import.problems.more', { number: number(total - problems.length) })}</p>}
    </div>
  )
}
