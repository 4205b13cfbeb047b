import type { KeyboardEvent, ReactNode } from 'react'
import type { ContactCard } from '#shared/domain/contact.ts'
import { caseToName, isGrievance } from '#shared/domain/open-case.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { When } from '../../ui/when.tsx'
import { FindCustomer } from './find-customer.tsx'
import s from './chooser.module.css'

/** Several customers share the number: one click says who it is. Ordered by open case, then last contact. */
export function Chooser({ candidates, interactionId }: { interactionId: string; candidates: readonly ContactCard[] }): ReactNode {
  const t = useT()
  const act = useAct()
  const pick = (contactId: string): void => void act('interaction.identify', { id: interactionId, contactId })
  const move = (event: KeyboardEvent<HTMLUListElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    buttons[buttons.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
  }
  return (
    <Section label={t('chooser.title')} tone="warn" aside={t('chooser.text')}>
      {/* arrows move between the buttons */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className={s.list} aria-label={t('chooser.title')} onKeyDown={move}>
        {candidates
          .map((card) => [card, caseToName(card.openCases)] as const)
          .map(([card, open]) => (
            <li key={card.contact.id}>
              <button type="button" className={s.person} onClick={() => pick(card.contact.id)}>
                <Avatar name={card.contact.displayName} />
                <span className={s.names}>
                  <strong>{card.contact.displayName}</strong>
                  <span className={s.sub}>
                    {[card.organizationName, card.contact.city].filter(Boolean).join(' · ')}
                    {card.lastInteractionAt && (
                      <>
                        {' · '}
                        {t('chooser.last')} <When at={card.lastInteractionAt} />
                      </>
                    )}
                  </span>
                </span>
                {open && (
                  <Chip small tone={isGrievance(open.type) ? 'bad' : 'plain'}>
                    {t('chooser.openCase', { number: open.number })}
                  </Chip>
                )}
              </button>
            </li>
          ))}
      </ul>
      <FindCustomer label={t('chooser.other')} onPick={pick} />
    </Section>
  )
}
