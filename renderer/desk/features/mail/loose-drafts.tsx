import type { ReactNode } from 'react'
import { nothingToSay, useAsk } from '../../bridge/query.ts'
import { useT } from '../../ui/i18n.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { go } from '../../ui/route.ts'
import { When } from '../../ui/when.tsx'
import s from './mail.module.css'

/** Letters that were begun and belong to no conversation yet: found again here. */
export function LooseDrafts({ open }: { open: string | null }): ReactNode {
  const t = useT()
  const drafts = (useAsk(['drafts', 'list'], 'drafts.list', nothingToSay).data ?? []).filter(
    (each) => each.conversationId === null,
  )
  if (drafts.length === 0) return null
  return (
    <ul className={s.loose} aria-label={t('mail.drafts')}>
      {drafts.slice(0, 4).map((draft) => (
        <li key={draft.id}>
          <ListRow
            icon="edit"
            title={draft.to.map((each) => each.name || each.address).join(', ') || t('mail.noRecipient')}
            when={<When at={draft.updatedAt} />}
            text={`${t('mail.draft')}: ${draft.subject || t('mail.noSubject')}`}
            open={open === `draft:${draft.id}`}
            onOpen={() => go('mail', `draft:${draft.id}`)}
          />
        </li>
      ))}
    </ul>
  )
}
