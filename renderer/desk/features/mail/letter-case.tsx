import { useState, type ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useAsk } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { cx } from '../../ui/cx.ts'
import { useT } from '../../ui/i18n.tsx'
import { caseTypeLabels } from '../case-words/index.ts'
import { InteractionCase } from '../cases/index.ts'
import { useContact } from '../customer/index.ts'
import s from './mail.module.css'

interface LetterCaseProps {
  messageId: string
  contactId: string | null
  caseId: string | null
  /** The room belongs to the letter: only the icon stands there. */
  narrow: boolean
}

/** What a letter is about, as with a call: go on with an open case, or take down a new one; behind a button that names it once it is there. */
export function LetterCase({ caseId, contactId, messageId, narrow }: LetterCaseProps): ReactNode {
  const t = useT()
  const made = useAsk(['cases', caseId ?? ''], 'cases.get', caseId === null ? null : { id: caseId }).data
  const card = useContact(contactId).data
  const [open, setOpen] = useState(false)
  useCommand('case.new', caseId === null ? () => setOpen(true) : null)
  const name = made ? `${t(caseTypeLabels[made.type])} ${made.number}` : t('case.title')
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button icon="cases" label={name}>
        {narrow ? undefined : name}
      </Button>
      <Popover className={cx(s.standards, s.caseBox)} placement="bottom end">
        <Dialog aria-label={t('case.title')} className={s.case ?? ''}>
          <InteractionCase interactionId={messageId} caseId={caseId} contactId={contactId} openCases={card?.openCases ?? []} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
