import { useEffect, useMemo, useState, type ReactNode } from 'react'
import type { AppError } from '#shared/contract/result.ts'
import type { Message, MessageBody } from '#shared/domain/mail.ts'
import { call } from '../../../bridge/client.ts'
import { useT } from '../../../ui/i18n.tsx'
import { Note, Problem } from '../../../ui/problem.tsx'
import s from './letter.module.css'
import { letterPage, textAsHtml } from './page.ts'
import { sanitise } from './sanitise.ts'

/** The letter itself in the powerless frame: no script, its own origin. It fills the room there is and scrolls inside, because a
 * frame that may run nothing cannot be measured. */
export function LetterFrame({ body, message }: { body: MessageBody; message: Message }): ReactNode {
  const t = useT()
  const [url, setUrl] = useState<string | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const letter = useMemo(
    () =>
      body.html === null
        ? { html: textAsHtml(body.text ?? ''), blocked: 0 }
        : sanitise(body.html, message.id, message.attachments),
    [body.html, body.text, message.attachments, message.id],
  )

  useEffect(() => {
    let shown: string | null = null
    let gone = false
    void call('letter.show', { messageId: message.id, html: letterPage(letter.html) }).then((result) => {
      if (!result.ok) {
        setError(result.error)
        return
      }
      shown = result.value.url
      if (gone) void call('letter.withdraw', { url: shown })
      else setUrl(shown)
    })
    return () => {
      gone = true
      if (shown !== null) void call('letter.withdraw', { url: shown })
    }
  }, [letter.html, message.id])

  return (
    <>
      {letter.blocked > 0 && <Note>{t('letter.blocked', { count: letter.blocked })}</Note>}
      {body.truncated && <Note tone="info">{t('letter.truncated')}</Note>}
      {error && <Problem error={error} />}
      {url !== null && (
        <iframe title={t('letter.title')} sandbox="allow-popups" referrerPolicy="no-referrer" src={url} className={s.frame} />
      )}
    </>
  )
}
