import { useAct } from '../../bridge/use-act.ts'
import { go } from '../../ui/route.ts'
import { useWorkChoice } from './work-choice.ts'

/** Answers a call and goes to it: answering is the one moment at which the desk changes place by itself. */
export function useAnswer(): (id: string) => Promise<void> {
  const act = useAct()
  return async (id) => {
    useWorkChoice.setState({ chosen: id })
    go('phone', null)
    await act('call.answer', { id })
  }
}
