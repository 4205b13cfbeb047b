import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../bridge/use-act.ts'

/**
 * Ticked steps, shown at once and kept at once. Writes go one after the other, each with all steps, so that two quick ticks are
 * both kept; one that could not be kept is shown as it is in the records again.
 */
export function useTicks(
  interactionId: string,
  playbookId: string,
  kept: readonly number[],
): { done: ReadonlySet<number>; tick: (index: number, done: boolean) => void } {
  const act = useAct()
  const [mine, setMine] = useState<readonly number[] | null>(null)
  const latest = useRef<readonly number[]>(kept)
  const line = useRef(Promise.resolve())
  const waiting = useRef(0)
  const keptKey = kept.join()
  // The records answered with what was written last: they are the truth again.
  useEffect(() => {
    if (waiting.current === 0) setMine(null)
  }, [keptKey])

  const tick = (index: number, done: boolean): void => {
    const now = waiting.current > 0 || mine !== null ? latest.current : kept
    const steps = [...new Set(done ? [...now, index] : now.filter((each) => each !== index))].toSorted((a, b) => a - b)
    latest.current = steps
    setMine(steps)
    waiting.current += 1
    line.current = line.current.then(async () => {
      const result = await act('playbook.tick', { interactionId, playbookId, steps: [...steps] })
      waiting.current -= 1
      if (!result.ok && waiting.current === 0) setMine(null)
    })
  }
  return { done: new Set(mine ?? kept), tick }
}
