import { useCallback } from 'react'
import { useAct } from '../../../bridge/use-act.ts'
import { useT } from '../../../ui/i18n.tsx'
import { toast } from '../../../ui/toasts.tsx'

interface Names {
  /** Of the record that stays. */
  readonly name: string
  readonly other: string
}

/** Takes a merge back and says what could not be. */
export function useUndoMerge(): (mergeId: string, names: Names) => Promise<void> {
  const t = useT()
  const act = useAct()
  return useCallback(
    async (mergeId, { name, other }) => {
      const undone = await act('contacts.undoMerge', { mergeId })
      if (!undone.ok) return
      const { elsewhere, stay } = undone.value
      const words = [
        t('merge.undone', { name, other }),
        stay > 0 && t('merge.undone.stay', { count: stay, name }),
        elsewhere > 0 && t('merge.undone.elsewhere', { count: elsewhere }),
      ]
      toast({
        id: `merge-${mergeId}`,
        tone: 'good',
        text: words.filter(Boolean).join(' '),
        // Numbers to remember take longer to read.
        ...(stay + elsewhere > 0 ? { until: Date.now() + 15_000 } : {}),
      })
    },
    [act, t],
  )
}
