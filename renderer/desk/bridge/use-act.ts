import { useCallback } from 'react'
import type { In } from '#shared/contract/define.ts'
import type { DeskCallName, DeskCalls } from '#shared/contract/desk/calls.ts'
import type { Result } from '#shared/contract/result.ts'
import { sayError, useWords } from '../ui/i18n.tsx'
import { toast } from '../ui/toasts.tsx'
import { call, type Answer } from './client.ts'

export type Act = <N extends DeskCallName>(name: N, input: In<DeskCalls[N]>) => Promise<Result<Answer<N>>>

/** Asks main for an act; a failure is also said in a toast, for acts that have no place of their own for it. */
export function useAct(): Act {
  const words = useWords()
  return useCallback(
    async (name, input) => {
      const result = await call(name, input)
      if (!result.ok) toast({ id: `failed-${name}`, tone: 'bad', text: sayError(words, result.error) })
      return result
    },
    [words],
  )
}
