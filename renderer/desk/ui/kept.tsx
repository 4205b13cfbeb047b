import type { ReactNode } from 'react'
import { sayError, useWords } from './i18n.tsx'
import s from './kept.module.css'
import { timeOf } from './time.ts'
import type { Keeping } from './use-keeper.ts'

/** "Kept 10:42" beside what is typed; says so when it could not be kept. */
export function Kept({ draft, state }: { state: Keeping; draft?: boolean }): ReactNode {
  const words = useWords()
  switch (state.at) {
    case 'clean':
      return null
    case 'waiting':
    case 'keeping':
      return <span className={s.kept}>{words.t('kept.keeping')}</span>
    case 'kept':
      return (
        <span className={s.kept}>{words.t(draft ? 'kept.draft' : 'kept.at', { time: timeOf(state.since, words.language) })}</span>
      )
    case 'failed':
      return (
        <span className={s.failed} role="alert">
          {words.t('kept.failed', { reason: sayError(words, state.error) })}
        </span>
      )
  }
}
