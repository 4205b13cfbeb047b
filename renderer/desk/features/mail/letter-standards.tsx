import type { ReactNode } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { FittingPlaybooks } from '../playbooks/index.ts'
import s from './mail.module.css'

interface LetterStandardsProps {
  messageId: string
  contactId: string | null
  caseId: string | null
  /** Whose letter it is. */
  address: string
}

/** The standards that fit a letter, behind a button: the letter and its answer need the room. */
export function LetterStandards({ address, caseId, contactId, messageId }: LetterStandardsProps): ReactNode {
  const t = useT()
  return (
    <DialogTrigger>
      <Button icon="note" label={t('playbook.fit')} />
      <Popover className={s.standards ?? ''} placement="bottom end">
        <Dialog aria-label={t('playbook.fit')}>
          <FittingPlaybooks
            interaction={{
              id: messageId,
              channel: 'email',
              direction: 'inbound',
              queue: null,
              ivrOption: null,
              // A shared address is nobody's until a person picks; an address of one's own is not shared, however it was found.
              matchLevel: contactId === null ? 'none' : 'chosen',
              candidateIds: [],
              remote: address.toLowerCase(),
              contactId,
              caseId,
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
