import type { ReactNode } from 'react'
import type { Result } from '#shared/contract/result.ts'
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
      <div className={s.cardTop}>
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
        {open && message.complete && !message.unreadable && <SaveRaw messageId={message.id} />}
      </div>
      {open && <Opened message={message} />}
    </article>
  )
}

type Saved = Result<{ savedTo: string | null }>

/** Says where a file was saved; nothing when the person thought better of it. */
function useSaved(): (result: Saved) => void {
  const { t } = useWords()
  return (result) => {
    if (result.ok && result.value.savedTo !== null) toast({ tone: 'good', text: t('mail.saved', { path: result.value.savedTo }) })
  }
}

/** Saves the whole letter as it came (RFC 5322, `.eml`); with `words` the button says so. */
function SaveRaw({ messageId, words = false }: { messageId: string; words?: boolean }): ReactNode {
  const { t } = useWords()
  const act = useAct()
  const saved = useSaved()
  return (
    <Button
      small
      icon="save"
      {...(words ? {} : { kind: 'quiet', label: t('mail.saveRaw') })}
      onPress={() => void act('message.saveRaw', { messageId }).then(saved)}
    >
      {words ? t('mail.saveRaw') : undefined}
    </Button>
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
  const saved = useSaved()
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
          {t('mail.unreadable')} <SaveRaw words messageId={message.id} />
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
