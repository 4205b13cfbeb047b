import type { ReactNode } from 'react'
import type { MailboxStatus } from '#shared/domain/mail.ts'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { sayNextTry } from '../../ui/next-try.ts'
import { timeOf, useNow } from '../../ui/time.ts'
import s from './mail.module.css'

/** Until a try has worked, the trouble before it is not over. */
const inTrouble = ({ problem, state }: MailboxStatus): boolean =>
  state === 'offline' || state === 'refused' || (state === 'connecting' && problem !== null)

/** What the mailboxes say of themselves when all is not well, or while the first letters come in. */
export function MailboxState(): ReactNode {
  const act = useAct()
  const { t } = useWords()
  const all = useSlice('mailboxes')
  const shown = all.filter((each) => each.state !== 'idle' || each.progress !== null)
  if (shown.length === 0) return null
  const troubled = shown.some(inTrouble)
  return (
    <div role="status" className={troubled ? s.trouble : s.state}>
      {shown.map((each) => (
        <p key={each.mailboxId}>
          {all.length > 1 && <strong>{each.name}: </strong>}
          <State status={each} />
        </p>
      ))}
      {troubled && (
        <Button small onPress={() => void act('mail.tryNow', null)}>
          {t('line.tryNow')}
        </Button>
      )}
    </div>
  )
}

function State({ status }: { status: MailboxStatus }): ReactNode {
  const words = useWords()
  const { t } = words
  const present = useNow()
  const { nextTryAt, problem, progress, since, state } = status
  if (inTrouble(status)) {
    return (
      <>
        {problem ? words.say(problem.messageKey) : t('mail.offline')}{' '}
        {t('mail.offline.since', { time: timeOf(since, words.language) })}{' '}
        <span aria-hidden="true">{sayNextTry(nextTryAt, present, words) ?? t('line.trying')}</span>
      </>
    )
  }
  if (progress && progress.total > 0) return t('mail.syncing', { done: progress.done, total: progress.total })
  return t(state === 'connecting' ? 'mail.connecting' : 'mail.syncing.plain')
}
