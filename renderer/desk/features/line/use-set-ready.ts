import { useCallback } from 'react'
import { useAct } from '../../bridge/use-act.ts'

/** Says whether one takes calls, and why not. */
export function useSetReady(): (ready: boolean, reason: string | null) => void {
  const act = useAct()
  return useCallback((ready, reason) => void act('line.setReady', { ready, reason }), [act])
}
