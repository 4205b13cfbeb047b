import type { ReactNode } from 'react'
import { useAct } from '../../bridge/use-act.ts'
import { Button } from '../../ui/button.tsx'
import { useT } from '../../ui/i18n.tsx'
import { toast } from '../../ui/toasts.tsx'
import s from './customer-pane.module.css'

/** Takes the interaction off this customer, all that hangs on it too; can be undone. */
export function NotThisPerson({ interactionId, name }: { interactionId: string; name: string }): ReactNode {
  const t = useT()
  const act = useAct()
  const run = async (): Promise<void> => {
    const result = await act('interaction.notThisPerson', { id: interactionId })
    if (!result.ok) return
    const { undoId } = result.value
    toast({
      id: `relink-${interactionId}`,
      tone: 'info',
      text: t('customer.notThis.done', { name }),
      action: { label: t('undo'), run: () => void act('interaction.undoRelink', { undoId }) },
    })
  }
  return (
    <div className={s.notThis}>
      <Button small kind="quiet" icon="undo" onPress={() => void run()}>
        {t('customer.notThis')}
      </Button>
    </div>
  )
}
