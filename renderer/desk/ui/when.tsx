import type { ReactNode } from 'react'
import { useWords } from './i18n.tsx'
import { exactly, sayWhen, useMinute } from './time.ts'

/** An instant as people say it, exact on hover. */
export function When({ at, className }: { at: string; className?: string | undefined }): ReactNode {
  const { language, t } = useWords()
  const minute = useMinute()
  return (
    <time dateTime={at} title={exactly(at, language)} className={className}>
      {sayWhen(at, minute, language, t('time.yesterday'))}
    </time>
  )
}
