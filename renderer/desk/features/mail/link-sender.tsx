import { useState, type ReactNode } from 'react'
import type { Conversation } from '#shared/domain/mail.ts'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { Section } from '../../ui/scroll.tsx'
import { toast } from '../../ui/toasts.tsx'
import { ContactForm, emptyInput, FindCustomer } from '../customer/index.ts'

/** The sender is nobody we know: link the conversation to a customer, or take down a new one. Can be undone. */
export function LinkSender({ conversation }: { conversation: Conversation }): ReactNode {
  const t = useT()
  const act = useAct()
  const [making, setMaking] = useState(false)
  const link = async (contactId: string): Promise<void> => {
    const result = await act('conversation.link', { id: conversation.id, contactId })
    if (!result.ok) return
    const { undoId } = result.value
    toast({
      tone: 'good',
      text: t('mail.link.done'),
      action: { label: t('undo'), run: () => void act('interaction.undoRelink', { undoId }) },
    })
  }
  const { address, name } = conversation.counterpart
  return (
    <Section label={t('mail.link')} tone="mine" aside={address}>
      <FindCustomer label={t('whoIsIt.find')} onPick={(id) => void link(id)} />
      {making ? (
        <ContactForm
          scratchKey={`contact-form:${conversation.id}`}
          start={emptyInput({ displayName: name, email: address })}
          onSaved={(id) => void link(id)}
          onOther={(id) => void link(id)}
          onCancel={() => setMaking(false)}
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
