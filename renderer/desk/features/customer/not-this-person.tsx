import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { toast } from '../../ui/toasts.tsx'

/** Takes the interaction off this customer, all that hangs on it too; can be undone. */
export function NotThisPerson({
  conversationId,
  interactionId,
  name,
}: {
  interactionId?: string | undefined
  conversationId?: string | undefined
  name: string
}): ReactNode {
  const t = useT()
  const act = useAct()
  const run = async (): Promise<void> => {
    const result =
      interactionId === undefined
        ? await act('conversation.link', { id: conversationId ?? '', contactId: null })
        : await act('interaction.notThisPerson', { id: interactionId })
    if (!result.ok) return
    const { undoId } = result.value
    toast({
      id: `relink-${interactionId ?? conversationId ?? ''}`,
      tone: 'info',
      text: t('customer.notThis.done', { name }),
      action: { label: t('undo'), run: () => void act('interaction.undoRelink', { undoId }) },
    })
  }
  return (
    <Button small kind="quiet" icon="undo" onPress={() => void run()}>
      {t('customer.notThis')}
    </Button>
  )
}
