import type { ReactNode } from 'react'
import { usePages } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { When } from '../../ui/when.tsx'
import s from './playbooks.module.css'

/** Why standards were not followed, newest first: what the lead learns from. */
export function Overrules({ onOpen }: { onOpen: (playbookId: string) => void }): ReactNode {
  const t = useT()
  const { items, query } = usePages(['playbooks', 'overrules'], 'playbook.overrules', { limit: 50 })
  if (query.isError) return <Problem error={toError(query.error)} onRetry={() => void query.refetch()} />
  if (!query.isSuccess) return null
  if (items.length === 0)
    return <Empty icon="spark" title={t('playbook.overrules.empty')} text={t('playbook.overrules.empty.text')} />
  return (
    <Section label={t('playbook.view.overrules')} aside={t('playbook.overrules.text')}>
      <ul className={s.notes}>
        {items.map((note) => (
          <li key={note.id} className={s.note}>
            <p>{note.reason}</p>
            <p className={s.why}>
              {[note.actor, note.contactName].filter(Boolean).join(' · ')} · <When at={note.at} />
            </p>
            <Button small kind="quiet" icon="note" onPress={() => onOpen(note.playbookId)}>
              {t('playbook.overrules.open', { code: note.code, title: note.title })}
            </Button>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button small isDisabled={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
          {t('search.more')}
        </Button>
      )}
    </Section>
  )
}
