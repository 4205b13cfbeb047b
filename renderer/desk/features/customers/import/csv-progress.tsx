import type { ReactNode } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useAsk, usePages } from '../../../bridge/query.ts'
import { useDesk, useSlice } from '../../../bridge/store.ts'
import { useAct } from '../../../bridge/use-act.ts'
import { Button } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useWords } from '../../../ui/i18n.tsx'
import { Note } from '../../../ui/problem.tsx'
import { howItStands, isOver } from './how-it-stands.ts'
import s from './import.module.css'
import { ProblemTable } from './problem-table.tsx'

interface CsvProgressProps {
  jobId: string
  onClose: () => void
  onAgain: () => void
}

/** An import that runs or ended: how far, what became of the rows, what was wrong; one of which nothing was kept can be tried again. */
export function CsvProgressView({ jobId, onAgain, onClose }: CsvProgressProps): ReactNode {
  const words = useWords()
  const { t } = words
  const act = useAct()
  const heard = useDesk((state) => state.csv[jobId])
  // Another records process says what became of a job that ended with the one before; completing it, it changes contacts.
  const since = useSlice('processes').find((process) => process.name === 'records')?.since ?? ''
  const asked = useAsk(['contacts', 'import', jobId, since], 'csv.state', isOver(heard) ? null : { jobId })
  const progress = howItStands(heard, asked.data)
  const over = isOver(progress)
  // Every row that was left out was so for a reason.
  const some = over && (progress?.skipped ?? 0) > 0
  const problems = usePages(['csv', jobId, over], 'csv.problems', some ? { jobId, limit: 100 } : null)
  const percent = progress && progress.total > 0 ? Math.min(100, Math.round((progress.done / progress.total) * 100)) : 0
  const state = progress?.state ?? 'checking'
  return (
    <div className={s.preview}>
      <ProgressBar aria-label={t('import.progress')} value={over ? 100 : percent} className={s.progress ?? ''}>
        <div className={s.track}>
          <div className={s.fill} style={{ width: `${over ? 100 : percent}%` }} />
        </div>
      </ProgressBar>
      <p role="status">{t(`import.state.${state}`)}</p>
      {progress?.messageKey && <Note>{words.say(progress.messageKey)}</Note>}
      {progress && (
        <Facts
          rows={[
            [t('import.rows'), words.number(progress.rows)],
            [t('import.created'), words.number(progress.created)],
            [t('import.merged'), words.number(progress.merged)],
            [t('import.skipped'), words.number(progress.skipped)],
            [t('import.problems'), words.number(progress.problems)],
          ]}
        />
      )}
      {problems.items.length > 0 && <ProblemTable problems={problems.items} total={problems.total} />}
      <div className={s.row}>
        {over ? (
          <>
            <Button kind="primary" onPress={onClose}>
              {t('import.close')}
            </Button>
            {(state === 'failed' || state === 'cancelled') && <Button onPress={onAgain}>{t('problem.retry')}</Button>}
          </>
        ) : (
          <Button isDisabled={state !== 'checking' && state !== 'importing'} onPress={() => void act('csv.cancel', { jobId })}>
            {t('import.cancel')}
          </Button>
        )}
        {problems.query.hasNextPage && <Button onPress={() => void problems.query.fetchNextPage()}>{t('search.more')}</Button>}
      </div>
    </div>
  )
}
