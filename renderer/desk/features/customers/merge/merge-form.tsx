import { useState, type ReactNode } from 'react'
import type { AppError } from '#shared/contract/result.ts'
import { call } from '../../../bridge/client.ts'
import { useAsk } from '../../../bridge/query.ts'
import { Button } from '../../../ui/button.tsx'
import { useT } from '../../../ui/i18n.tsx'
import { Problem, toError } from '../../../ui/problem.tsx'
import { go } from '../../../ui/route.ts'
import { Section } from '../../../ui/scroll.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { FindCustomer } from '../../customer/index.ts'
import { MergeTable } from './merge-table.tsx'
import s from './merge.module.css'
import { useUndoMerge } from './use-merge.ts'

/** *Same person as…*: finds the other record, shows both beside each other, makes them one; can be undone. */
export function MergeForm({ id, onClose }: { id: string; onClose: () => void }): ReactNode {
  const t = useT()
  const undo = useUndoMerge()
  const [otherId, setOtherId] = useState<string | null>(null)
  const [swapped, setSwapped] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const [busy, setBusy] = useState(false)
  // While they become one, what was shown stays: asked again they would be the same already.
  const ids = otherId === null || busy ? null : ([id, otherId] as [string, string])
  const asked = useAsk(['contacts', 'merge', id, otherId], 'merges.preview', ids && { ids })
  const sides = otherId === null ? undefined : asked.data?.sides
  const [kept, other] = sides ? (swapped ? [sides[1], sides[0]] : sides) : []
  const pick = (picked: string | null): void => {
    setOtherId(picked)
    setSwapped(false)
    setError(null)
  }
  const merge = async (): Promise<void> => {
    if (!kept || !other) return
    const names = { name: kept.card.contact.displayName, other: other.card.contact.displayName }
    setBusy(true)
    const made = await call('contacts.merge', { keptId: kept.card.contact.id, mergedId: other.card.contact.id })
    setBusy(false)
    if (!made.ok) return setError(made.error)
    const { keptId, mergeId } = made.value
    onClose()
    go('customers', keptId)
    toast({
      id: `merge-${mergeId}`,
      tone: 'good',
      text: t('merge.done', names),
      action: { label: t('undo'), run: () => void undo(mergeId, names) },
    })
  }
  return (
    <Section label={t('merge.title')} tone="mine" aside={t('merge.text')}>
      {otherId === null && <FindCustomer focus exceptId={id} label={t('merge.find')} onPick={pick} />}
      {otherId !== null && asked.isError && <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />}
      {kept && other && <MergeTable kept={kept} other={other} />}
      {error && <Problem error={error} onRetry={() => void merge()} />}
      <div className={s.row}>
        {kept && other && (
          <>
            <Button kind="primary" icon="people" autoFocus isDisabled={busy} onPress={() => void merge()}>
              {t('merge.go')}
            </Button>
            <Button isDisabled={busy} onPress={() => setSwapped(!swapped)}>
              {t('merge.swap')}
            </Button>
          </>
        )}
        {otherId !== null && (
          <Button isDisabled={busy} onPress={() => pick(null)}>
            {t('merge.another')}
          </Button>
        )}
        <Button kind="quiet" onPress={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Section>
  )
}
