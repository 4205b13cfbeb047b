import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../bridge/client.ts'
import { useT } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { Said } from '../../ui/visually-hidden.tsx'
import { DraftCue } from '../cue/index.ts'
import { Composer } from './composer/index.ts'
import s from './mail.module.css'

/** A letter to somebody that answers nothing yet. */
export function DraftView({ id }: { id: string }): ReactNode {
  const t = useT()
  // Asked once: what is typed here is newer than whatever the records answer.
  const draft = useQuery({
    queryKey: ['draft-open', id],
    queryFn: () => ask('drafts.get', { id }),
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <section aria-label={t('mail.region')} className={s.view}>
      <div className={s.opened}>
        <h1>
          <Said>{t('composer.new')}</Said>
        </h1>
        {draft.isError && <Problem error={toError(draft.error)} onRetry={() => void draft.refetch()} />}
        {draft.data && <DraftCue draftId={id} />}
        {draft.data && (
          <div className={s.alone}>
            <Composer start={draft.data} autoFocus={false} onClosed={() => go('mail', draft.data.conversationId)} />
          </div>
        )}
      </div>
    </section>
  )
}
