import { useState, type ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { useSlice } from '../../bridge/store.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, type Tone } from '../../ui/chip.tsx'
import { Empty } from '../../ui/empty.tsx'
import { useWords } from '../../ui/i18n.tsx'
import { Note } from '../../ui/problem.tsx'
import { Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { MailboxForm } from './mailbox-form.tsx'
import s from './settings.module.css'

const tones: Readonly<Record<string, Tone>> = {
  idle: 'good',
  syncing: 'mine',
  connecting: 'warn',
  offline: 'bad',
  refused: 'bad',
}

/** The mailboxes with their state; a form to add or change one. */
export function MailboxesPage(): ReactNode {
  const { say, t } = useWords()
  const act = useAct()
  const accounts = useSlice('accounts')
  const states = useSlice('mailboxes')
  const [editing, setEditing] = useState<string | 'new' | null>(null)
  const saved = (): void => {
    setEditing(null)
    toast({ tone: 'good', text: t('settings.mailbox.saved') })
  }
  const add = (
    <Button kind={accounts.length === 0 ? 'primary' : 'plain'} icon="plus" onPress={() => setEditing('new')}>
      {t('settings.mailbox.add')}
    </Button>
  )
  return (
    <>
      {accounts.length === 0 && editing === null && (
        <Empty icon="mail" title={t('mail.none')} text={t('mail.none.text')}>
          {add}
        </Empty>
      )}
      {accounts.map((account) => {
        const state = states.find((each) => each.mailboxId === account.id)
        return (
          <Section
            key={account.id}
            label={account.name}
            aside={state && <Chip tone={tones[state.state] ?? 'plain'}>{t(`mailbox.state.${state.state}`)}</Chip>}
          >
            {account.name !== account.address && <p>{account.address}</p>}
            {state?.problem && <Note>{say(state.problem.messageKey)}</Note>}
            {account.managed && <Note tone="info">{t('settings.managed')}</Note>}
            {editing === account.id ? (
              <MailboxForm account={account} onSaved={saved} onCancel={() => setEditing(null)} />
            ) : (
              !account.managed && (
                <div className={s.row}>
                  <Button icon="edit" onPress={() => setEditing(account.id)}>
                    {t('settings.mailbox.change')}
                  </Button>
                  <Button kind="bad" icon="trash" onPress={() => void act('accounts.remove', { id: account.id })}>
                    {t('settings.mailbox.remove')}
                  </Button>
                </div>
              )
            )}
          </Section>
        )
      })}
      {editing === 'new' ? (
        <Section label={t('settings.mailbox.add')}>
          <MailboxForm account={null} onSaved={saved} onCancel={() => setEditing(null)} />
        </Section>
      ) : (
        accounts.length > 0 && <div className={s.row}>{add}</div>
      )}
    </>
  )
}
