import { useState, type ReactNode } from 'react'
import { factsOf, type FactsInteraction, type PlaybookFacts } from '#shared/domain/playbook/facts.ts'
import type { Interaction } from '#shared/domain/interaction.ts'
import { useAsk } from '../../bridge/query.ts'
import { Button } from '../../ui/button.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Problem, toError } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { useMinute } from '../../ui/time.ts'
import { useContact } from '../customer/index.ts'
import { FindPlaybook } from './find-playbook.tsx'
import { PlaybookCard } from './playbook-card.tsx'
import s from './playbooks.module.css'
import { useLast } from './use-last.ts'
import { useSayReasons } from './reasons.ts'

export interface FittingProps {
  /** A call, a letter's turn, a visit. Ticks and notes are kept under its id. */
  interaction: FactsInteraction & Pick<Interaction, 'id' | 'contactId' | 'caseId'>
  /** What only the place that shows it knows: the stage. */
  more?: Partial<PlaybookFacts>
}

/** So many are shown before *Show all*. */
const few = 4

/** "Standards that fit": closed cards with the reason, opened to steps that can be ticked; and finding another one. */
export function FittingPlaybooks({ interaction, more }: FittingProps): ReactNode {
  const { language, t } = useWords()
  const sayReasons = useSayReasons()
  const [all, setAll] = useState(false)
  const card = useContact(interaction.contactId)
  const open = useAsk(
    ['cases', interaction.caseId ?? ''],
    'cases.get',
    interaction.caseId === null ? null : { id: interaction.caseId },
  )
  const facts = factsOf(interaction, card.data ?? null, open.data ?? null, useMinute(), more)
  const asked = useAsk(['playbooks', 'fitting', language, interaction.id, JSON.stringify(facts)], 'playbooks.fitting', {
    interactionId: interaction.id,
    facts,
  })
  // Another language is another answer about the same interaction: what is open stays open until it is there.
  const fits = useLast(interaction.id, asked.data)
  if (asked.isError && !fits) return <Problem error={toError(asked.error)} onRetry={() => void asked.refetch()} />
  if (!fits) return null
  const shown = all ? fits : fits.slice(0, few)
  return (
    <Section label={t('playbook.fit')} aside={t('playbook.count', { count: fits.length })}>
      {fits.length === 0 && <p className={s.none}>{t('playbook.fit.none')}</p>}
      <ul className={s.cards}>
        {shown.map(({ head, overruled, reasons, ticked }) => (
          <li key={head.id}>
            <PlaybookCard
              interactionId={interaction.id}
              head={head}
              why={sayReasons(reasons)}
              ticked={ticked}
              overruled={overruled?.reason ?? null}
            />
          </li>
        ))}
      </ul>
      {fits.length > few && (
        <Button small kind="quiet" onPress={() => setAll(!all)} aria-expanded={all}>
          {all ? t('playbook.fit.fewer') : t('playbook.fit.all', { count: fits.length })}
        </Button>
      )}
      <FindPlaybook interactionId={interaction.id} except={fits.map((each) => each.head.id)} />
    </Section>
  )
}
