import type { ReactNode } from 'react'
import type { ContactCard, ContactPoint } from '#shared/domain/contact.ts'
import { caseTypes } from '#shared/domain/case-choices.ts'
import { lastScoreOf, renewalDaysOf } from '#shared/domain/contact-fields.ts'
import { languageName } from '#shared/i18n/formats.ts'
import { isGrievance } from '#shared/domain/open-case.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip, Chips } from '../../ui/chip.tsx'
import { Facts } from '../../ui/facts.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { go } from '../../ui/route.ts'
import { useMinute } from '../../ui/time.ts'
import { caseTypeLabels } from '../case-words/index.ts'
import { useSayNumber } from '../numbers/index.ts'
import { useReach } from './reach.ts'
import s from './customer-pane.module.css'

/** Name, what is known at a glance, how to reach them, what was promised. */
export function CardHead({ card }: { card: ContactCard }): ReactNode {
  const { language, t } = useWords()
  const { contact } = card
  const speaks = contact.locale ? languageName(contact.locale, language) : null
  const score = lastScoreOf(contact.custom)
  const renewal = renewalDaysOf(contact.custom, useMinute())
  const facts = [
    card.organizationName,
    contact.customerSince && t('customer.since', { since: contact.customerSince }),
    contact.city,
    speaks && t('customer.speaks', { language: speaks }),
  ].filter(Boolean)
  const phones = card.points.filter((point) => point.type === 'phone')
  const mails = card.points.filter((point) => point.type === 'email')
  return (
    <>
      <div className={s.head}>
        <Avatar large name={contact.displayName} />
        <div className={s.names}>
          <h2 className={s.name}>{contact.displayName}</h2>
          <p className={s.sub}>{facts.join(' · ')}</p>
        </div>
        <Button kind="quiet" small icon="edit" label={t('customer.edit')} onPress={() => go('customers', contact.id)} />
      </div>
      <div className={s.chips}>
        <Chips>
          {contact.kind === 'internal' && <Chip tone="cue">{t('customer.internal')}</Chip>}
          {contact.tags.map((tag) => (
            <Chip key={tag} tone="mine">
              {tag}
            </Chip>
          ))}
          {score !== null && (
            <Chip tone={score < 5 ? 'bad' : score >= 8 ? 'good' : 'plain'}>{t('customer.score', { score })}</Chip>
          )}
          {renewal !== null && renewal >= 0 && renewal <= 60 && <Chip>{t('customer.renewal', { count: renewal })}</Chip>}
          {card.recentCount > 1 && <Chip tone="warn">{t('call.recent', { count: card.recentCount, ordinal: true })}</Chip>}
          {card.openCases.map((each) => {
            const type = caseTypes.find((known) => known === each.type)
            return (
              <Chip key={each.id} tone={isGrievance(each.type) ? 'bad' : 'plain'} title={each.subject}>
                {type ? t(caseTypeLabels[type]) : each.type} {each.number}
              </Chip>
            )
          })}
        </Chips>
      </div>
      <div className={s.facts}>
        <Facts
          rows={[
            [
              t('customer.phone'),
              phones.length > 0
                ? phones.map((point) => <Point key={point.id} point={point} contactId={contact.id} name={contact.displayName} />)
                : null,
            ],
            [
              t('customer.mail'),
              mails.length > 0
                ? mails.map((point) => <Point key={point.id} point={point} contactId={contact.id} name={contact.displayName} />)
                : null,
            ],
          ]}
        />
      </div>
      {contact.promised && (
        <p className={s.promised}>
          {t('customer.promised')}: {contact.promised}
        </p>
      )}
    </>
  )
}

function Point({ contactId, name, point }: { point: ContactPoint; contactId: string; name: string }): ReactNode {
  const { t } = useWords()
  const reach = useReach()
  const sayNumber = useSayNumber()
  const shown = point.type === 'phone' ? sayNumber(point.normalized) : point.raw
  return (
    <span className={s.point}>
      <button
        type="button"
        className={s.link}
        title={t(point.type === 'phone' ? 'customer.ring' : 'customer.write', { name })}
        onClick={() => reach(point, contactId, name)}
      >
        {shown}
      </button>
      {point.usage === 'shared' && <span className={s.usage}>({t('customer.shared')})</span>}
      {point.trust === 'guessed' && <span className={s.usage}>({t('customer.guessed')})</span>}
    </span>
  )
}
