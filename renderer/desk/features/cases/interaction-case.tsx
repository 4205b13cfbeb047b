import type { ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import { caseTypes } from '#shared/domain/case-choices.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { caseTypeLabels } from '../case-words/index.ts'
import { CaseForm } from './case-form.tsx'
import s from './cases.module.css'

interface InteractionCaseProps {
  interactionId: string
  caseId: string | null
  contactId: string | null
  openCases: ContactCard['openCases']
}

/** The case of a call: go on with an open one, or take down a new one by choosing its type. */
export function InteractionCase({ caseId, contactId, interactionId, openCases }: InteractionCaseProps): ReactNode {
  const t = useT()
  const act = useAct()
  if (caseId !== null) return <CaseForm key={caseId} id={caseId} />
  const link = (id: string): void => void act('interaction.case', { id: interactionId, caseId: id })
  const make = async (type: (typeof caseTypes)[number]): Promise<void> => {
    const made = await act('cases.create', { id: uuidv7(), contactId, interactionId, type })
    if (made.ok) link(made.value.id)
  }
  return (
    <Section label={t('case.title')} aside={t('case.start.text')}>
      {openCases.length > 0 && (
        <div className={s.open}>
          {openCases.map((each) => {
            const type = caseTypes.find((known) => known === each.type)
            return (
              <Button key={each.id} icon="cases" onPress={() => link(each.id)}>
                {t('case.goOn', { type: type ? t(caseTypeLabels[type]) : each.type, number: each.number })}
              </Button>
            )
          })}
        </div>
      )}
      <Segments
        label={t('case.type')}
        value={null}
        onChange={(type) => void make(type)}
        choices={caseTypes.map((value) => ({ value, label: t(caseTypeLabels[value]) }))}
      />
    </Section>
  )
}
