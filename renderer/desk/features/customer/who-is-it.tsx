import { useState, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { ContactForm } from './contact-form.tsx'
import { FindCustomer } from './find-customer.tsx'
import { emptyInput } from './form-input.ts'

interface WhoIsItProps {
  interactionId: string
  number: string | null
  name: string | null
  withheld: boolean
}

/** Nobody is known by this number: find the customer, or take down a new one. Nothing is made for a withheld number by itself. */
export function WhoIsIt({ interactionId, name, number, withheld }: WhoIsItProps): ReactNode {
  const t = useT()
  const act = useAct()
  const [making, setMaking] = useState(!withheld)
  const identify = (contactId: string): void => void act('interaction.identify', { id: interactionId, contactId })
  return (
    <Section label={t(withheld ? 'whoIsIt.withheld' : 'whoIsIt.title')} tone="mine" aside={t('whoIsIt.text')}>
      <FindCustomer label={t('whoIsIt.find')} onPick={identify} />
      {making ? (
        <ContactForm
          scratchKey={`contact-form:${interactionId}`}
          start={emptyInput({ displayName: name ?? '', ...(number ? { phone: number } : {}) })}
          onSaved={identify}
          onOther={identify}
        />
      ) : (
        <div>
          <Button icon="plus" onPress={() => setMaking(true)}>
            {t('whoIsIt.new')}
          </Button>
        </div>
      )}
    </Section>
  )
}
