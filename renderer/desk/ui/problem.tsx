import type { ReactNode } from 'react'
import { Failure, type AppError } from '#shared/contract/result.ts'
import { Button } from './button.tsx'
import { sayError, useWords } from './i18n.tsx'
import { Icon } from './icon.tsx'
import s from './problem.module.css'

const unknown: AppError = { kind: 'internal', messageKey: 'error.internal', retryable: true }
/** Whatever was thrown, as an error with words. */
export const toError = (thrown: unknown): AppError => (thrown instanceof Failure ? thrown.error : unknown)

/** What went wrong, at its place: words, details for whoever helps, and one way on. */
export function Problem({ error, onRetry }: { error: AppError; onRetry?: (() => void) | undefined }): ReactNode {
  const words = useWords()
  return (
    <div className={s.problem} role="alert">
      <Icon name="warn" />
      <div className={s.words}>
        <p>{sayError(words, error)}</p>
        {error.detail && (
          <details className={s.details}>
            <summary>{words.t('problem.details')}</summary>
            <code>{error.detail}</code>
          </details>
        )}
      </div>
      {onRetry && error.retryable && (
        <Button small onPress={onRetry}>
          {words.t('problem.retry')}
        </Button>
      )}
    </div>
  )
}

/** A quiet line of warning or advice. */
export function Note({ children, tone = 'warn' }: { children: ReactNode; tone?: 'warn' | 'info' | 'good' }): ReactNode {
  return (
    <div className={`${s.note} ${s[tone]}`}>
      <Icon name={tone === 'good' ? 'check' : tone === 'info' ? 'info' : 'warn'} size={16} />
      <div className={s.words}>{children}</div>
    </div>
  )
}
