import { useState, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { useCommand } from '../../ui/commands/index.ts'
import { Empty } from '../../ui/empty.tsx'
import { useT } from '../../ui/i18n.tsx'
import { go, useRoute } from '../../ui/route.ts'
import { Scroll, Section } from '../../ui/scroll.tsx'
import { ContactForm, CustomerPane, emptyInput } from '../customer/index.ts'
import { Work } from '../layout/index.ts'
import { CustomerList } from './customer-list.tsx'
import { CsvImport } from './import/index.ts'
import { Record } from './record.tsx'

/** Everybody · the record · what happened. */
export function CustomersPlace(): ReactNode {
  const t = useT()
  const open = useRoute((state) => state.open)
  const [importing, setImporting] = useState(false)
  const contactId = open === null || open === 'new' ? null : open
  useCommand('contact.new', () => go('customers', 'new'))
  useCommand('contact.import', () => setImporting(true))
  return (
    <Work
      list={<CustomerList open={contactId} onImport={() => setImporting(true)} />}
      side={<CustomerPane contactId={contactId} />}
    >
      {open === 'new' ? (
        <Scroll>
          <Scroll.Head title={t('contactForm.new')} sub={t('work.text')} />
          <Section label={t('contactForm.new')}>
            <ContactForm
              scratchKey="contact-form:new"
              start={emptyInput()}
              onSaved={(id) => go('customers', id)}
              onCancel={() => go('customers', null)}
            />
          </Section>
        </Scroll>
      ) : contactId !== null ? (
        <Record key={contactId} id={contactId} />
      ) : (
        <Empty main icon="people" title={t('customers.choose')} text={t('customers.choose.text')}>
          <Button kind="primary" icon="plus" onPress={() => go('customers', 'new')}>
            {t('customers.new')}
          </Button>
          <Button icon="upload" onPress={() => setImporting(true)}>
            {t('customers.import')}
          </Button>
        </Empty>
      )}
      {importing && <CsvImport onClose={() => setImporting(false)} />}
    </Work>
  )
}
