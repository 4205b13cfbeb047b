import { useCallback, useState } from 'react'
import { uuidv7 } from 'uuidv7'
import type { AppError } from '#shared/contract/result.ts'
import type { Draft } from '#shared/domain/mail.ts'
import { call } from '../../../bridge/client.ts'
import { now } from '../../../bridge/store.ts'
import { useKeeper, type Keeping } from '../../../ui/use-keeper.ts'
import { addRecipients, parseRecipients } from './parse-recipients.ts'

/**
 * What becomes of the button *Send*.
 *   writing ──Send──▶ handing over ──ok──▶ (closed; the outbox has it)
 *      ▲                 └─ conflict ──▶ conflict ──Send anyway──▶ handing over
 *      └── typed ──┴──────── failed ──▶ failed
 */
export type Sending = { at: 'writing' } | { at: 'handing_over' } | { at: 'conflict' } | { at: 'failed'; error: AppError }

export interface DraftControl {
  draft: Draft
  keeping: Keeping
  sending: Sending
  change: (patch: Partial<Draft>) => void
  /** What main changed itself (attachments): shown, not sent back. */
  adopt: (patch: Partial<Draft>) => void
  flush: () => Promise<void>
  /** True once the outbox has it. */
  send: (anyway: boolean) => Promise<boolean>
}

const boxes = ['to', 'cc', 'bcc'] as const

/** Addresses that stand unfinished in the boxes count when they are addresses. */
export function finished(draft: Draft): Draft {
  const next = { ...draft, unfinished: { ...draft.unfinished } }
  for (const box of boxes) {
    const { addresses, rest } = parseRecipients(draft.unfinished[box])
    next[box] = addRecipients(draft[box], addresses)
    next.unfinished[box] = rest
  }
  return next
}

/** A draft that is being written: on disk within a second, sent through the outbox. */
export function useDraft(start: Draft): DraftControl {
  const [draft, setDraft] = useState(start)
  const [sending, setSending] = useState<Sending>({ at: 'writing' })
  const {
    change: keep,
    flush,
    state,
  } = useKeeper<Draft>((whole) => {
    const { updatedAt: _at, ...put } = whole
    return call('drafts.put', { draft: put })
  })
  const change = useCallback(
    (patch: Partial<Draft>) => {
      setSending({ at: 'writing' })
      setDraft((was) => {
        const next = { ...was, ...patch }
        keep(next)
        return next
      })
    },
    [keep],
  )
  const send = async (anyway: boolean): Promise<boolean> => {
    const whole = finished(draft)
    setSending({ at: 'handing_over' })
    setDraft(whole)
    keep(whole)
    await flush()
    const unfinished = boxes.some((box) => whole.unfinished[box].trim() !== '')
    if (unfinished || whole.to.length + whole.cc.length + whole.bcc.length === 0) {
      const error: AppError = {
        kind: 'bad_input',
        messageKey: unfinished ? 'composer.unfinished' : 'composer.noRecipient',
        retryable: false,
      }
      setSending({ at: 'failed', error })
      return false
    }
    const result = await call('outbox.queue', {
      id: uuidv7(),
      draftId: whole.id,
      undoSeconds: now()?.settings.undoSendSeconds ?? 10,
      anyway,
    })
    if (result.ok) return true
    setSending(result.error.kind === 'conflict' ? { at: 'conflict' } : { at: 'failed', error: result.error })
    return false
  }
  return { draft, keeping: state, sending, change, flush, send, adopt: (patch) => setDraft((was) => ({ ...was, ...patch })) }
}
