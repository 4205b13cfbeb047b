import { useEffect, useRef, useState, type ReactNode } from 'react'
import type { Draft } from '#shared/domain/mail.ts'
import { useAct } from '../../../bridge/use-act.ts'
import { useSlice } from '../../../bridge/store.ts'
import { Button } from '../../../ui/button.tsx'
import { shownKeys, useCommand } from '../../../ui/commands/index.ts'
import { useT } from '../../../ui/i18n.tsx'
import { Kept } from '../../../ui/kept.tsx'
import { Note, Problem } from '../../../ui/problem.tsx'
import { toast } from '../../../ui/toasts.tsx'
import { Files } from '../files.tsx'
import { reopen } from '../reopen.ts'
import s from './composer.module.css'
import { Editor } from './editor.tsx'
import { Recipients } from './recipients.tsx'
import { useDraft } from './use-draft.ts'

interface ComposerProps {
  start: Draft
  /** Sent or thrown away. */
  onClosed: () => void
  autoFocus: boolean
}

const titles = {
  new: 'composer.new',
  reply: 'composer.reply',
  reply_all: 'composer.replyAll',
  forward: 'composer.forward',
} as const

/** Writing a letter. Every word is on disk within a second; sending goes through the outbox and can be undone for some seconds. */
export function Composer({ autoFocus, onClosed, start }: ComposerProps): ReactNode {
  const t = useT()
  const act = useAct()
  const signature = useSlice('settings').signature
  const { adopt, change, draft, flush, keeping, send, sending } = useDraft(start)
  // Whoever passes a letter on says to whom first; the text box, which takes the focus a moment later, must not take what is typed.
  const toFirst = autoFocus && start.to.length === 0
  const whom = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (toFirst) whom.current?.querySelector('input')?.focus()
  }, [toFirst])
  const [bcc, setBcc] = useState(start.bcc.length > 0 || start.unfinished.bcc !== '')
  const busy = sending.at === 'handing_over'
  const go = async (anyway: boolean): Promise<void> => {
    if (await send(anyway)) onClosed()
  }
  useCommand('mail.send', busy ? null : () => void go(false))
  const discard = async (): Promise<void> => {
    await flush()
    const gone = await act('drafts.discard', { id: draft.id })
    if (!gone.ok) return
    onClosed()
    toast({
      tone: 'info',
      text: t('composer.discarded'),
      action: {
        label: t('undo'),
        run: () => void act('drafts.restore', { id: draft.id }).then((back) => back.ok && reopen(back.value)),
      },
    })
  }
  const attach = async (): Promise<void> => {
    await flush()
    const result = await act('drafts.attachFiles', { draftId: draft.id })
    if (result.ok) adopt({ attachments: result.value.attachments })
  }
  const detach = async (id: string): Promise<void> => {
    await flush()
    const result = await act('drafts.detach', { draftId: draft.id, id })
    if (result.ok) adopt({ attachments: result.value.attachments })
  }
  return (
    <div className={s.composer} role="group" aria-label={t(titles[draft.kind])}>
      <div className={s.pair} ref={whom}>
        <Recipients
          label={t('composer.to')}
          value={draft.to}
          unfinished={draft.unfinished.to}
          onChange={(to, text) => change({ to, unfinished: { ...draft.unfinished, to: text } })}
        />
        <Recipients
          label={t('composer.cc')}
          value={draft.cc}
          unfinished={draft.unfinished.cc}
          onChange={(cc, text) => change({ cc, unfinished: { ...draft.unfinished, cc: text } })}
          aside={
            !bcc && (
              <Button small kind="quiet" onPress={() => setBcc(true)}>
                {t('composer.bcc')}
              </Button>
            )
          }
        />
      </div>
      {bcc && (
        <Recipients
          label={t('composer.bcc')}
          value={draft.bcc}
          unfinished={draft.unfinished.bcc}
          onChange={(list, text) => change({ bcc: list, unfinished: { ...draft.unfinished, bcc: text } })}
        />
      )}
      <label className={s.recipients}>
        <span className={s.name}>{t('composer.subject')}</span>
        <input
          className={s.subject}
          value={draft.subject}
          maxLength={2000}
          onChange={(event) => change({ subject: event.target.value })}
        />
      </label>
      <Editor
        html={start.html === '' ? signed(signature) : start.html}
        autoFocus={autoFocus && !toFirst}
        onChange={(html, text) => change({ html, text })}
      />
      {draft.quote && (
        <details className={s.quote}>
          <summary>{t('composer.quote')}</summary>
          <pre>{draft.quote.text}</pre>
        </details>
      )}
      <Files files={draft.attachments} onRemove={(id) => void detach(id)} />
      {sending.at === 'conflict' && (
        <Note>
          {t('composer.conflict')}{' '}
          <Button small onPress={() => void go(true)}>
            {t('composer.anyway')}
          </Button>
        </Note>
      )}
      {sending.at === 'failed' && <Problem error={sending.error} onRetry={() => void go(false)} />}
      <div className={s.foot}>
        <Button
          kind="primary"
          icon="send"
          aria-label={t('composer.send')}
          tip={`${t('composer.send')} · ${shownKeys('mail.send')}`}
          isDisabled={busy}
          onPress={() => void go(false)}
        >
          {t('composer.send')}
        </Button>
        <Button icon="clip" onPress={() => void attach()}>
          {t('composer.attach')}
        </Button>
        <span className={s.kept}>
          <Kept draft state={keeping} />
        </span>
        <Button kind="quiet" icon="trash" label={t('composer.discard')} onPress={() => void discard()} />
      </div>
    </div>
  )
}

const signed = (signature: string): string => {
  if (signature.trim() === '') return ''
  const safe = signature.replaceAll('&', '&amp;').replaceAll('<', '&lt;').split('\n')
  return `<p></p><p></p><p>${safe.join('<br>')}</p>`
}
