import { useEffect, useRef, type ReactNode } from 'react'
import type { OutboxItem } from '#shared/domain/mail.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { useT } from '../../ui/i18n.tsx'
import { go } from '../../ui/route.ts'
import { dropToast, toast } from '../../ui/toasts.tsx'
import { reopen } from './reopen.ts'

const firstTo = (item: OutboxItem): string => item.to[0]?.name || item.to[0]?.address || ''

/** Tells what becomes of letters on their way, wherever the person is: the seconds to undo, sent, or what went wrong. */
export function Outbox(): ReactNode {
  const t = useT()
  const act = useAct()
  const outbox = useSlice('outbox')
  const before = useRef(new Map<string, OutboxItem['state']>())
  useEffect(() => {
    const undo = async (item: OutboxItem): Promise<void> => {
      const result = await act('outbox.withdraw', { id: item.id })
      if (result.ok) reopen(result.value)
    }
    const seen = new Map(outbox.map((item) => [item.id, item.state]))
    for (const [id] of before.current) if (!seen.has(id)) dropToast(`outbox-${id}`)
    for (const item of outbox) {
      const old = before.current.get(item.id)
      if (old === item.state) continue
      const id = `outbox-${item.id}`
      if (item.state === 'queued' && item.undoUntil !== null && Date.parse(item.undoUntil) > Date.now())
        toast({
          id,
          tone: 'info',
          text: t('outbox.queued', { to: firstTo(item) }),
          until: Date.parse(item.undoUntil),
          action: { label: t('outbox.undo'), run: () => void undo(item) },
        })
      else if ((item.state === 'done' || item.state === 'accepted') && old !== undefined && old !== 'accepted')
        toast({ id, tone: 'good', text: t('outbox.done', { to: firstTo(item) }) })
      else if (item.state === 'failed' || item.state === 'unknown' || item.state === 'bounced')
        toast({
          id,
          tone: 'bad',
          text: t(`outbox.toast.${item.state}`, { subject: item.subject || t('mail.noSubject') }),
          until: Date.now() + 15_000,
          action: { label: t('outbox.look'), run: () => go('mail') },
        })
      else if (old === 'queued') dropToast(id)
    }
    before.current = seen
  }, [act, outbox, t])
  return null
}
