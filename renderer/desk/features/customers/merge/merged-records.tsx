import type { ReactNode } from 'react'
import { useAsk } from '../../../bridge/query.ts'
import { Button } from '../../../ui/button.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Section } from '../../../ui/scroll.tsx'
import { When } from '../../../ui/when.tsx'
import s from './merge.module.css'
import { useUndoMerge } from './use-merge.ts'

/** Records that became one with this one, each of which can be separated again, the newest first. */
export function MergedRecords({ id, name }: { id: string; name: string }): ReactNode {
  const t = useT()
  const undo = useUndoMerge()
  const asked = useAsk(['contacts', 'of', id, 'merges'], 'merges.of', { contactId: id })
  const merges = asked.data ?? []
  if (merges.length === 0) return null
  return (
    <Section label={t('merge.list')} aside={t('merge.list.text')}>
      <ul className={s.list}>
        {merges.map((merge) => (
          <li key={merge.id} className={s.item}>
            <span className={s.words}>
              <strong>{merge.name}</strong>{' '}
              <span className={s.sub}>
                <When at={merge.at} /> {merge.actor !== '' && t('merge.by', { actor: merge.actor })}
              </span>
            </span>
            {merge.undoable ? (
              <Button small icon="undo" onPress={() => void undo(merge.id, { name, other: merge.name })}>
                {t('merge.apart')}
              </Button>
            ) : (
              <span className={s.sub}>{t('merge.later')}</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
