import { useRef, useState, type ReactNode } from 'react'
import { uuidv7 } from 'uuidv7'
import type { Case } from '#shared/domain/case.ts'
import { caseTypes } from '#shared/domain/case-choices.ts'
import { typeToBegin } from '#shared/domain/case-from-menu.ts'
import type { ContactCard } from '#shared/domain/contact.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { Segments } from '../../ui/segments.tsx'
import { caseTypeLabels } from '../case-words/index.ts'
import { CaseForm } from './case-form.tsx'
import { NewCase } from './new-case.tsx'
import s from './cases.module.css'

interface InteractionCaseProps {
  interactionId: string
  caseId: string | null
  contactId: string | null
  openCases: ContactCard['openCases']
  /** What the caller's menu choice implies; null leaves the choice to the agent. */
  implied?: Case['type'] | null
}

/** The case of a call: go on with an open one, or take down a new one, whose type the menu choice has set already where it says one. */
export function InteractionCase({ caseId, contactId, implied, interactionId, openCases }: InteractionCaseProps): ReactNode {
  const t = useT()
  const act = useAct()
  const [newId] = useState(uuidv7)
  const [chosen, setChosen] = useState<Case['type'] | null>(null)
  const place = useRef<HTMLDivElement>(null)
  // The first thing to choose or to fill in; the case is made by what is chosen there, as with the mouse.
  useCommand('case.new', caseId === null ? () => place.current?.querySelector<HTMLElement>('input')?.focus() : null)
  if (caseId !== null && caseId !== newId) return <CaseForm key={caseId} id={caseId} />
  const type = chosen ?? implied ?? null
  // An open case of the same kind is more likely meant than a second one.
  const open = caseId === null && chosen === null ? openCases : []
  const link = (id: string): void => void act('interaction.case', { id: interactionId, caseId: id })
  const make = async (next: Case['type']): Promise<void> => {
    setChosen(next)
    const made = await act('cases.create', { id: newId, contactId, interactionId, type: next })
    if (made.ok) link(newId)
  }
  const goOn =
    open.length > 0 ? (
      <div className={s.open}>
        {open.map((each) => {
          const known = caseTypes.find((one) => one === each.type)
          return (
            <Button small key={each.id} icon="cases" tip={each.subject || undefined} onPress={() => link(each.id)}>
              {t('case.goOn', { type: known ? t(caseTypeLabels[known]) : each.type, number: each.number })}
            </Button>
          )
        })}
      </div>
    ) : undefined
  if (type !== null && (caseId === newId || chosen !== null || typeToBegin(type, open) !== null))
    return (
      <div ref={place} className={s.place}>
        <NewCase
          key={newId}
          id={newId}
          type={type}
          contactId={contactId}
          interactionId={interactionId}
          made={caseId === newId}
          aside={goOn}
        />
      </div>
    )
  return (
    <div ref={place} className={s.place}>
      <Section label={t('case.title')} aside={t('case.start.text')}>
        {goOn}
        <Segments
          label={t('case.type')}
          value={null}
          onChange={(next) => void make(next)}
          choices={caseTypes.map((value) => ({ value, label: t(caseTypeLabels[value]) }))}
        />
      </Section>
    </div>
  )
}
