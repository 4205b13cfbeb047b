import type { ReactNode } from 'react'
import type { OutboxItem } from '#shared/domain/mail.ts'
import type { Translator } from '#shared/i18n/translator.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { timeOf, useNow } from '../../ui/time.ts'
import s from './mail.module.css'
import { reopen } from './reopen.ts'

const over: ReadonlySet<OutboxItem['state']> = new Set(['done', 'withdrawn'])

/** Letters on their way, in plain words, with what can be done about each. */
export function OutboxStrip(): ReactNode {
  const { t } = useWords()
  const items = useSlice('outbox').filter((item) => !over.has(item.state))
  if (items.length === 0) return null
  return (
    <ul className={s.outbox} aria-label={t('outbox.title')}>
      {items.map((item) => (
        <Line key={item.id} item={item} />
      ))}
    </ul>
  )
}

function Line({ item }: { item: OutboxItem }): ReactNode {
  const words = useWords()
  const { t } = words
  const act = useAct()
  const present = useNow()
  const back = async (): Promise<void> => {
    const result = await act('outbox.withdraw', { id: item.id })
    if (result.ok) reopen(result.value)
  }
  const troubled = item.state === 'failed' || item.state === 'unknown' || item.state === 'bounced'
  return (
    <li className={troubled ? s.outTrouble : s.out}>
      <Icon name={troubled ? 'warn' : 'send'} size={15} />
      <div className={s.outWords}>
        <strong>{item.subject || t('mail.noSubject')}</strong>
        <p>{sayState(item, words, present)}</p>
        {item.rejected.length > 0 && (
          <p>{t('outbox.rejected', { names: item.rejected.map((each) => each.address).join(', ') })}</p>
        )}
        <div className={s.outActions}>
          {(item.state === 'failed' || item.state === 'retry_wait') && (
            <Button small onPress={() => void act('outbox.retry', { id: item.id })}>
              {t('problem.retry')}
            </Button>
          )}
          {item.state === 'failed' && (
            <Button small onPress={() => void back()}>
              {t('outbox.edit')}
            </Button>
          )}
          {item.state === 'unknown' && (
            <>
              <Button small onPress={() => void act('outbox.settle', { id: item.id })}>
                {t('outbox.arrived')}
              </Button>
              <Button small onPress={() => void act('outbox.retry', { id: item.id })}>
                {t('outbox.again')}
              </Button>
            </>
          )}
        </div>
      </div>
    </li>
  )
}

/** State of a letter on its way, as one would say it. `present` in milliseconds. */
export function sayState(item: OutboxItem, { language, say, t }: Translator, present: number): string {
  const reason = item.problem ? say(item.problem.messageKey) : ''
  switch (item.state) {
    case 'queued':
      return t('outbox.state.queued', {
        count: Math.max(0, Math.floor((Date.parse(item.undoUntil ?? item.updatedAt) - present) / 1000)),
      })
    case 'building':
    case 'sending':
      return t('outbox.state.sending')
    case 'accepted':
      return t('outbox.state.accepted')
    case 'retry_wait':
      return t('outbox.state.waiting', { reason, time: item.nextAttemptAt ? timeOf(item.nextAttemptAt, language) : '…' })
    case 'failed':
      return t('outbox.state.failed', { reason })
    case 'unknown':
      return t('outbox.state.unknown')
    case 'bounced':
      return t('outbox.state.bounced', { reason })
    case 'done':
    case 'withdrawn':
      return ''
  }
}
