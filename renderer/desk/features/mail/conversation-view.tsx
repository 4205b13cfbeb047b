import { useEffect, useRef, useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { Conversation, Draft, Message } from '#shared/domain/mail.ts'
import { call } from '../../bridge/client.ts'
import { useAsk } from '../../bridge/query.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { shownKeys, useCommand, withKeys } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { LetterCue } from '../cue/index.ts'
import { Composer } from './composer/index.ts'
import { LetterCase } from './letter-case.tsx'
import { LetterStandards } from './letter-standards.tsx'
import { LinkSender } from './link-sender.tsx'
import s from './mail.module.css'
import { MessageCard } from './message-card.tsx'
import { useReopened } from './reopen.ts'
import { useConversation } from './use-conversation.ts'
import { WritingPane } from './writing-pane.tsx'

const answers = [
  { kind: 'reply', icon: 'reply', label: 'mail.reply', command: 'mail.reply' },
  { kind: 'reply_all', icon: 'replyall', label: 'mail.replyAll', command: 'mail.replyAll' },
  { kind: 'forward', icon: 'fwd', label: 'mail.forward', command: 'mail.forward' },
] as const

/** The region *Message*: the letters of a conversation, and the answer beneath. */
export function ConversationView({ id }: { id: string }): ReactNode {
  const t = useT()
  const asked = useConversation(id)
  return (
    <section aria-label={t('mail.region')} className={s.view}>
      {asked.isError && (
        <div className={s.letters}>
          <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
        </div>
      )}
      {asked.data && <Opened conversation={asked.data.conversation} messages={asked.data.messages} drafts={asked.data.drafts} />}
    </section>
  )
}

function Opened({
  conversation,
  drafts,
  messages,
}: {
  conversation: Conversation
  messages: readonly Message[]
  drafts: readonly Draft[]
}): ReactNode {
  const t = useT()
  const act = useAct()
  const [writing, setWriting] = useState<{ draft: Draft; focus: boolean } | null>(() =>
    drafts[0] ? { draft: drafts[0], focus: false } : null,
  )
  const sorted = messages.toSorted((a, b) => a.date.localeCompare(b.date))
  const last = sorted.at(-1)
  const [openId, setOpenId] = useState<string | null>(last?.id ?? null)
  const lastId = last?.id
  const asked = sorted.findLast((each) => each.direction === 'inbound')
  const turn = useAsk(['interactions', asked?.id ?? ''], 'interactions.get', asked ? { id: asked.id } : null)
  const caseId = turn.data?.interaction.caseId ?? null
  // A newer letter unfolds, unless an answer to an older one is being written.
  useEffect(() => setOpenId((was) => lastId ?? was), [lastId])
  const unseen = messages.filter((each) => each.direction === 'inbound' && !each.seen).map((each) => each.id)
  const unseenKey = unseen.join()
  useEffect(() => {
    if (unseenKey !== '') void call('mail.setSeen', { messageIds: unseenKey.split(','), seen: true })
  }, [unseenKey])
  // A draft that came back (undone sending, restored) opens again by itself.
  const first = drafts[0]
  const firstId = first?.id
  const known = useRef(firstId)
  useEffect(() => {
    if (first && firstId !== known.current) setWriting((was) => was ?? { draft: first, focus: false })
    known.current = firstId
  }, [first, firstId])

  // Sending was undone, or a letter that failed is to be changed.
  const reopened = useReopened((state) => state.draft)
  useEffect(() => {
    if (reopened === null || reopened.conversationId !== conversation.id) return
    useReopened.setState({ draft: null })
    known.current = reopened.id
    setWriting({ draft: reopened, focus: true })
  }, [conversation.id, reopened])

  const begin = async (kind: 'reply' | 'reply_all' | 'forward'): Promise<void> => {
    const answered = sorted.findLast((each) => each.direction === 'inbound') ?? last
    if (!answered) return
    const result = await act('drafts.begin', {
      id: uuidv7(),
      kind,
      mailboxId: conversation.mailboxId,
      inReplyToId: answered.id,
      contactId: conversation.contactId,
    })
    if (!result.ok) return
    known.current = result.value.id
    setWriting({ draft: result.value, focus: true })
  }
  useCommand('mail.reply', () => void begin('reply'))
  useCommand('mail.replyAll', () => void begin('reply_all'))
  useCommand('mail.forward', () => void begin('forward'))
  useEffect(() => {
    void call('cue.letter', { conversationId: conversation.id })
    return () => void call('cue.letter', { conversationId: null })
  }, [conversation.id])
  return (
    <div className={cx(s.opened, writing && s.answering)}>
      <LetterCue conversationId={conversation.id} caseId={caseId} answering={writing !== null} />
      <header className={s.head}>
        <div className={s.words}>
          <h1 className={s.subject}>{conversation.subject || t('mail.noSubject')}</h1>
          <p className={s.sub}>
            {t('mail.letters', { count: messages.length })}
            {' · '}
            {conversation.contactName ? t('mail.linked', { name: conversation.contactName }) : t('mail.notLinked')}
          </p>
        </div>
        <div className={s.actions}>
          {answers.map(({ command, icon, kind, label }) => (
            <Button
              key={kind}
              icon={icon}
              label={t(label)}
              tip={shownKeys(command) === '' ? undefined : withKeys(t(label), command)}
              onPress={() => void begin(kind)}
            >
              {/* While an answer is written, the room belongs to the letter. */}
              {writing ? undefined : t(label)}
            </Button>
          ))}
          {asked && (
            <>
              <LetterCase
                key={asked.id}
                messageId={asked.id}
                contactId={conversation.contactId}
                caseId={caseId}
                narrow={writing !== null}
              />
              <LetterStandards
                messageId={asked.id}
                contactId={conversation.contactId}
                caseId={caseId}
                address={conversation.counterpart.address}
              />
            </>
          )}
        </div>
      </header>
      {conversation.contactId === null && !conversation.automatic && <LinkSender conversation={conversation} />}
      <div className={s.stack}>
        {sorted.map((message) => (
          <MessageCard
            key={message.id}
            message={message}
            open={message.id === openId}
            onToggle={() => setOpenId((was) => (was === message.id ? null : message.id))}
          />
        ))}
      </div>
      {writing && (
        <WritingPane>
          <Composer key={writing.draft.id} start={writing.draft} autoFocus={writing.focus} onClosed={() => setWriting(null)} />
        </WritingPane>
      )}
    </div>
  )
}
