import type { ReactNode } from 'react'
import type { ContactCard } from '#shared/domain/contact.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { CardHead } from './card-head.tsx'
import { useContact } from './use-contact.ts'
import s from './customer-pane.module.css'
import { NoteBox } from './note-box.tsx'
import { NotThisPerson } from './not-this-person.tsx'
import { Timeline } from './timeline.tsx'

interface CustomerPaneProps {
  contactId: string | null
  /** Known already (came with the call): shown without asking. */
  card?: ContactCard | null
  /** Of which interaction it is the customer; allows *Not this person*. */
  interactionId?: string
  /** Of which conversation it is the customer; the same for letters. */
  conversationId?: string
  /** Is still being looked up. */
  waiting?: boolean
}

/** The region *Customer*: always on the right. */
export function CustomerPane({ card, contactId, conversationId, interactionId, waiting }: CustomerPaneProps): ReactNode {
  const t = useT()
  const asked = useContact(contactId)
  const shown = contactId === null ? null : (asked.data ?? (card?.contact.id === contactId ? card : null))
  // Of one that was merged, the record it went into.
  const id = shown?.contact.id
  return (
    <section aria-label={t('customer.region')} className={s.pane}>
      {shown && id ? (
        <>
          <div className={s.card}>
            <CardHead card={shown} />
          </div>
          <NoteBox key={id} contactId={id} interactionId={interactionId ?? null}>
            {(interactionId ?? conversationId) && (
              <NotThisPerson interactionId={interactionId} conversationId={conversationId} name={shown.contact.displayName} />
            )}
          </NoteBox>
          <Timeline key={`timeline-${id}`} contactId={id} />
        </>
      ) : asked.isError ? (
        <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
      ) : (
        <Empty
          icon="user"
          title={t(waiting ? 'customer.looking' : (interactionId ?? conversationId) ? 'customer.nobody' : 'customer.empty')}
          text={t(
            waiting
              ? 'customer.looking.text'
              : (interactionId ?? conversationId)
                ? 'customer.nobody.text'
                : 'customer.empty.text',
          )}
        />
      )}
    </section>
  )
}
