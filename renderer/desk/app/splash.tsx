import type { ReactNode } from 'react'
import type { AppError } from '#shared/contract/result.ts'
import { useT } from '../ui/i18n.tsx'
import { Problem } from '../ui/problem.tsx'
import s from './splash.module.css'

/** While Courtesy starts. */
export function Splash({ problem }: { problem: AppError | null }): ReactNode {
  const t = useT()
  return (
    <main className={s.splash}>
      <p className={s.mark} aria-hidden="true">
        C·
      </p>
      <p role="status">{t('splash.starting')}</p>
      {problem && <Problem error={problem} />}
    </main>
  )
}
