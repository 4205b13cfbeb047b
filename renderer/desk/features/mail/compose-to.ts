import { uuidv7 } from 'uuidv7'
import type { Result } from '#shared/contract/result.ts'
import { fail, ok } from '#shared/contract/result.ts'
import type { Address, Draft } from '#shared/domain/mail.ts'
import { parseRecipients } from './composer/parse-recipients.ts'
import { call } from '../../bridge/client.ts'
import { now, recordsOpen } from '../../bridge/store.ts'
import { useWords, sayError } from '../../ui/i18n.tsx'
import { go } from '../../ui/route.ts'
import { dropToast, toast } from '../../ui/toasts.tsx'

interface NewLetter {
  to?: readonly (string | Address)[]
  cc?: readonly string[]
  subject?: string
  body?: string
  contactId?: string | null
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** The empty letter being begun now: pressing again while it waits for the records begins no second one. */
let empty: Promise<Result<Draft>> | null = null

/** Begins a new letter and goes to it, as soon as the records are open; nothing is sent. `body` is plain text. */
export function composeTo(letter: NewLetter): Promise<Result<Draft>> {
  if (Object.keys(letter).length > 0) return begin(letter)
  empty ??= begin(letter).finally(() => (empty = null))
  return empty
}

async function begin({ body = '', cc = [], contactId = null, subject = '', to = [] }: NewLetter): Promise<Result<Draft>> {
  // The desk stands there before they are, and a link of the system may come even earlier.
  await recordsOpen()
  const mailbox = now()?.accounts[0]
  if (!mailbox) return fail('unavailable', 'mail.noMailbox')
  const recipients = to.flatMap((each) => (typeof each === 'string' ? parseRecipients(each).addresses : each))
  const begun = await call('drafts.begin', {
    id: uuidv7(),
    kind: 'new',
    mailboxId: mailbox.id,
    inReplyToId: null,
    contactId,
    to: recipients,
  })
  if (!begun.ok) return begun
  const draft: Draft = {
    ...begun.value,
    cc: cc.flatMap((each) => parseRecipients(each).addresses),
    subject,
    html: body
      .split(/\n/)
      .map((line) => `<p>${escape(line)}</p>`)
      .join(''),
    text: body,
  }
  if (subject !== '' || body !== '' || draft.cc.length > 0) {
    const { updatedAt: _, ...put } = draft
    const kept = await call('drafts.put', { draft: put })
    if (!kept.ok) return kept
  }
  go('mail', `draft:${draft.id}`)
  return ok(draft)
}

/** The same with a toast while it has to wait, and when it cannot be done. */
export function useCompose(): (letter: NewLetter) => Promise<void> {
  const words = useWords()
  return async (letter) => {
    const waits = now()?.access.state !== 'open'
    if (waits) toast({ id: 'compose', tone: 'info', text: words.t('composer.soon'), until: null })
    const result = await composeTo(letter)
    if (waits) dropToast('compose')
    if (!result.ok) toast({ id: 'compose', tone: 'bad', text: sayError(words, result.error) })
  }
}
