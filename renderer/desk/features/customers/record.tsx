import { useEffect, useRef, useState, type ReactNode } from 'react'
import { usePages } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { ListRow } from '../../ui/list-row.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { go } from '../../ui/route.ts'
import { Scroll, Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { When } from '../../ui/when.tsx'
import { caseStatusLabels, caseTypeLabels } from '../case-words/index.ts'
import { MergedRecords, MergeForm } from './merge/index.ts'
import { cardToInput, ContactForm, useContact, useReach } from '../customer/index.ts'

/** The record of a customer: call or write, change, cases. Its history is on the right. */
export function Record({ id }: { id: string }): ReactNode {
  const t = useT()
  const reach = useReach()
  const asked = useContact(id)
  const cases = usePages(['cases', 'of', id], 'cases.list', { contactId: id, open: false, limit: 50 })
  const [merging, setMerging] = useState(false)
  const opener = useRef<HTMLSpanElement>(null)
  useCommand('contact.merge', asked.data ? () => setMerging(true) : null)
  const now = asked.data?.contact.id
  useEffect(() => {
    // An old address of a record that was merged leads to the one it went into.
    if (now !== undefined && now !== id) go('customers', now)
  }, [id, now])
  if (asked.isError)
    return (
      <Scroll>
        <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
      </Scroll>
    )
  const card = asked.data
  if (!card) return null
  const phone = card.points.find((point) => point.type === 'phone')
  const mail = card.points.find((point) => point.type === 'email')
  const name = card.contact.displayName
  return (
    <Scroll>
      <Scroll.Head
        title={name}
        sub={t('record.sub', { count: card.interactionCount })}
        actions={
          <>
            {phone && (
              <Button kind="good" icon="phone" onPress={() => reach(phone, id, name)}>
                {t('record.ring')}
              </Button>
            )}
            {mail && (
              <Button icon="mail" onPress={() => reach(mail, id, name)}>
                {t('record.write')}
              </Button>
            )}
            <span ref={opener}>
              <Button icon="people" aria-expanded={merging} onPress={() => setMerging(!merging)}>
                {t('merge.open')}
              </Button>
            </span>
          </>
        }
      />
      {merging && (
        <MergeForm
          id={id}
          onClose={() => {
            setMerging(false)
            // The focus was in what goes.
            opener.current?.querySelector('button')?.focus()
          }}
        />
      )}
      <Section label={t('contactForm.change')}>
        {/* what others change (an import, a call) fills the form anew; half-typed words are kept and come back */}
        <ContactForm
          key={card.contact.updatedAt}
          contactId={id}
          scratchKey={`contact-form:${id}`}
          start={cardToInput(card)}
          onSaved={() => toast({ tone: 'good', text: t('record.saved') })}
        />
      </Section>
      <MergedRecords id={id} name={name} />
      {cases.items.length > 0 && (
        <Section label={t('place.cases')}>
          <ul>
            {cases.items.map((each) => (
              <li key={each.id}>
                <ListRow
                  icon="cases"
                  title={`${t(caseTypeLabels[each.type])} ${each.number}`}
                  when={<When at={each.updatedAt} />}
                  text={each.subject || each.note}
                  onOpen={() => go('cases', each.id)}
                  chips={<Chip small>{t(caseStatusLabels[each.status])}</Chip>}
                />
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Scroll>
  )
}
