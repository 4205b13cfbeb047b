import type { ReactNode } from 'react'
import type { Address, Message } from '#shared/domain/mail.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Note, Problem, toError } from '../../ui/problem.tsx'
import { toast } from '../../ui/toasts.tsx'
import { When } from '../../ui/when.tsx'
import { Files } from './files.tsx'
import { LetterFrame } from './letter/index.ts'
import s from './mail.module.css'

const say = ({ address, name }: Address): string => (name === '' ? address : `${name} <${address}>`)
const nobody: Address = { name: '', address: '' }

/** One letter of a conversation: folded to a line, or open with addresses, notes, text and files; the open one takes the room. */
export function MessageCard({ message, onToggle, open }: { message: Message; open: boolean; onToggle: () => void }): ReactNode {
  const from = message.from ?? nobody
  return (
    <article className={open ? s.cardOpen : s.card} aria-label={from.name || from.address}>
      <button type="button" className={s.cardHead} aria-expanded={open} onClick={onToggle}>
        <Avatar name={from.name || from.address} />
        <span className={s.from}>
          <strong>{from.name || from.address}</strong>{' '}
          <span className={s.sub}>
            {open
              ? `${from.name === '' ? '' : from.address} → ${message.to.map((each) => each.address).join(', ')}`
              : message.snippet}
          </span>
        </span>
        <When at={message.date} className={s.when} />
      </button>
      {open && <Opened message={message} />}
    </article>
  )
}

function Opened({ message }: { message: Message }): ReactNode {
  const { t } = useWords()
  const act = useAct()
  const body = useAsk(
    ['messages', 'body', message.id, message.complete],
    'mail.body',
    message.complete && !message.unreadable ? { messageId: message.id } : null,
  )
  const saved = (result: Awaited<ReturnType<typeof act<'message.savePart'>>>): void => {
    if (result.ok && result.value.savedTo !== null) toast({ tone: 'good', text: t('mail.saved', { path: result.value.savedTo }) })
  }
  const files = message.attachments.filter((each) => !each.inline || each.contentId === null)
  return (
    <>
      {message.to.length + message.cc.length + message.replyTo.length > 1 && (
        <div className={s.addresses}>
          {message.to.length > 1 && <span>{t('mail.to', { names: message.to.map(say).join(', ') })}</span>}
          {message.cc.length > 0 && <span>{t('mail.cc', { names: message.cc.map(say).join(', ') })}</span>}
          {message.replyTo.length > 0 && <span>{t('mail.replyTo', { names: message.replyTo.map(say).join(', ') })}</span>}
        </div>
      )}
      {message.automatic && <Note tone="info">{t('mail.automatic.text')}</Note>}
      {message.unreadable && (
        <Note>
          {t('mail.unreadable')}{' '}
          <Button small onPress={() => void act('message.saveRaw', { messageId: message.id }).then(saved)}>
            {t('mail.saveRaw')}
          </Button>
        </Note>
      )}
      {!message.complete && !message.unreadable && (
        <p className={s.coming} role="status">
          {t('mail.coming')}
        </p>
      )}
      {body.isError && <Problem error={toError(body.error)} onRetry={() => void body.refetch()} />}
      {body.data && <LetterFrame body={body.data} message={message} />}
      <Files
        files={files.map((each) => ({ id: String(each.part), fileName: each.fileName, size: each.size }))}
        onSave={(part) => void act('message.savePart', { messageId: message.id, part: Number(part) }).then(saved)}
      />
    </>
  )
}
